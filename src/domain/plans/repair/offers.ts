import { type Message, message } from '../../message.ts';
import type { CodeResource, CodeStyle } from '../../render/codeValue.ts';
import { renderResource, terraformDataSources } from '../../render/renderResource.ts';
import { oneLine, shellWord } from '../../render/shellText.ts';
import type { Offer } from './repairKind.ts';

/** Commands of the AWS CLI, one a line. A comment stays on its line, whatever name is in it. */
export function shellOffer(title: Message, lines: readonly string[]): Offer {
  const written = lines.map((line) => (line.startsWith('#') ? oneLine(line) : line));
  return { title, language: 'shellscript', text: `${written.join('\n')}\n` };
}

/** A command of the AWS CLI. An option of `true` has no value, one of undefined is left out; what is written in shell already stands in `raw`. */
export function aws(
  command: string,
  region: string,
  options: Readonly<Record<string, string | number | boolean | undefined>> = {},
  raw: readonly string[] = [],
): string {
  const written = Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined || value === false) return [];
    return value === true ? [`--${name}`] : [`--${name} ${shellWord(String(value))}`];
  });
  return ['aws', command, `--region ${region}`, ...written, ...raw].join(' ');
}

const style: CodeStyle = { indent: '  ', newLine: '\n', quote: "'" };

/** The same resources as CloudFormation and for the AWSCC provider of Terraform, each as a text of its own. */
export function codeOffers(resources: readonly CodeResource[], region: string): readonly Offer[] {
  const placed = resources.map((resource, index) => (index === 0 ? { comment: `To be deployed to ${region}.`, ...resource } : resource));
  const blocks = placed.map((resource) => renderResource(resource, { language: 'terraform', style, indent: '' }));
  const data = terraformDataSources.filter(({ address }) => blocks.some((block) => block.includes(address))).map(({ code }) => code);
  const entries = placed.map((resource) => `  ${renderResource(resource, { language: 'yaml', style, indent: '  ' })}`);
  return [
    { title: message('CloudFormation'), language: 'yaml', text: `Resources:\n${entries.join('\n')}\n` },
    { title: message('Terraform, AWSCC provider'), language: 'hcl', text: `${[...data, ...blocks].join('\n\n')}\n` },
  ];
}
