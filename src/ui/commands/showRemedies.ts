import * as vscode from 'vscode';
import type { Assessment } from '../../app/assessment.ts';
import type { DocumentId } from '../../app/documents/documentPath.ts';
import { inOrder } from '../../app/readinessRow.ts';
import { type Remedy, remediesOf } from '../../app/remedies.ts';
import type { PoolSession } from '../../app/poolSession.ts';
import type { ResourceTarget, Target } from '../../contributions.ts';
import type { Finding, RuleId } from '../../domain/finding.ts';
import type { UserPool } from '../../domain/userPool.ts';
import { diagnosticSource, ruleOf } from '../diagnostics/diagnosticSource.ts';
import { documentOf } from '../documents/documentUri.ts';
import { localized } from '../localize.ts';
import { pickPool } from '../prompts/pickPool.ts';
import { resourceOf, targetOf } from './targets.ts';

export interface RemedyParts {
  readonly session: PoolSession;
  readonly selected: () => Target | undefined;
  readonly show: (document: DocumentId) => Promise<void>;
  readonly explain: (rule: RuleId) => Promise<void>;
  readonly checkForAnotherRegion: (pool: UserPool) => Promise<void>;
}

interface RemedyItem extends vscode.QuickPickItem {
  readonly act?: () => Thenable<unknown>;
}

/** Lists what can be done about the findings of a pool: the one that was asked about, those on the cursor's line of its document, or all of them. */
export function showRemediesCommand(parts: RemedyParts) {
  const { session, selected } = parts;

  return async (given?: Target | ResourceTarget): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    const open = documentOf(resourceOf(given) ?? (given ? undefined : editor?.document.uri));
    const target = open ?? targetOf(given) ?? selected();
    const { pools } = session.store;
    const pool = pools.find(({ id }) => id === target?.poolId) ?? (await pickPool(pools));
    if (!pool) return;
    const assessment = session.store.assessmentOf(pool);
    // The key is about the line of the cursor, the button about the whole document.
    const rules = targetOf(given)?.rule !== undefined ? [targetOf(given)?.rule] : open && !given ? rulesAtCursor(editor) : [];
    const items = assessment ? remedyItems(parts, assessment, rules) : [];
    if (pool.secondaryRegion === undefined) items.push(...anotherRegion(parts, pool, assessment));
    if (items.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('{name} has no findings: there is nothing to remedy.', { name: pool.name }));
      return;
    }
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Remedies for {name}', { name: pool.name }),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    await picked?.act?.();
  };
}

/** The rules whose findings are on the line of the cursor. */
function rulesAtCursor(editor: vscode.TextEditor | undefined): readonly string[] {
  if (!editor) return [];
  const line = editor.selection.active.line;
  return vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter(({ range, source }) => source === diagnosticSource && range.start.line <= line && line <= range.end.line)
    .map(ruleOf);
}

function remedyItems(parts: RemedyParts, assessment: Assessment, rules: readonly (string | undefined)[]): RemedyItem[] {
  const { choice, endpointUrl } = parts.session.state;
  const isInAws = choice?.kind !== 'demo' && endpointUrl === undefined;
  const all = inOrder(assessment.findings);
  const findings = rules.length > 0 ? all.filter(({ rule }) => rules.includes(rule)) : all;
  return findings.flatMap((finding) => [
    { label: separatorText(finding), kind: vscode.QuickPickItemKind.Separator },
    ...remediesOf(parts.session.store, assessment, finding, isInAws).map((remedy) => remedyItem(parts, remedy)),
  ]);
}

function separatorText({ message, rule }: Finding): string {
  return `${rule} · ${localized(message)}`;
}

function remedyItem({ explain, show }: RemedyParts, remedy: Remedy): RemedyItem {
  const label = localized(remedy.label);
  switch (remedy.kind) {
    case 'explain':
      return {
        label: `$(lightbulb) ${localized(remedy.finding.remedy)}`,
        detail: label,
        act: () => explain(remedy.finding.rule),
      };
    case 'document':
      return { label: `$(go-to-file) ${label}`, act: () => show(remedy.document) };
    case 'issuerReferences':
      return {
        label: `$(references) ${label}`,
        act: () => vscode.commands.executeCommand('cognitoReplicas.findIssuerReferences', { poolId: remedy.poolId }),
      };
    case 'link':
      return { label: `$(link-external) ${label}`, act: () => vscode.env.openExternal(vscode.Uri.parse(remedy.url)) };
  }
}

function anotherRegion({ checkForAnotherRegion }: RemedyParts, pool: UserPool, assessment: Assessment | undefined): RemedyItem[] {
  return [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: `$(globe) ${assessment ? vscode.l10n.t('Check for another Region...') : vscode.l10n.t('Check for a Region...')}`,
      act: () => checkForAnotherRegion(pool),
    },
  ];
}
