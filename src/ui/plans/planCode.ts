import * as vscode from 'vscode';
import type { Plan } from '../../domain/plans/plan.ts';

/** What a plan is copied as. */
export type CodeFormat = 'awsCli' | 'cloudFormation' | 'terraform';

const names: Readonly<Record<CodeFormat, string>> = {
  awsCli: 'AWS CLI',
  cloudFormation: 'CloudFormation',
  terraform: 'Terraform (awscc)',
};

/** Asks for the form. Undefined when the user left. */
export async function pickFormat(): Promise<CodeFormat | undefined> {
  const items = (Object.keys(names) as CodeFormat[]).map((format) => ({ label: names[format], format }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Copy Plan As') }))?.format;
}

export async function codeOfPlan(plan: Plan, format: CodeFormat): Promise<{ readonly name: string; readonly text: string }> {
  const name = names[format];
  switch (format) {
    case 'awsCli':
      return { name, text: (await import('../../domain/render/awsCli.ts')).awsCliScript(plan) };
    case 'cloudFormation':
      return { name, text: (await import('../../domain/render/planCloudFormation.ts')).planAsCloudFormation(plan) };
    case 'terraform':
      return { name, text: (await import('../../domain/render/planTerraform.ts')).planAsTerraform(plan) };
  }
}
