import { valueOf } from '../../fact.ts';
import { message } from '../../message.ts';
import { functionNameOf, inOtherRegion, qualifierOf } from '../../parity/otherRegion.ts';
import type { ParityRow } from '../../parity/row.ts';
import type { FunctionConfiguration, FunctionSnapshot } from '../../parity/snapshot.ts';
import { shellWord } from '../../render/shellText.ts';
import { copyFunctionOffer, downloadCode } from './functionOffers.ts';
import { aws, shellOffer } from './offers.ts';
import type { RepairContext } from './repairContext.ts';
import { leftAlone, type NotCopied, type Offer, type RepairKind } from './repairKind.ts';

/** What a function is made of. It belongs to whoever deploys it, so that nothing of it is changed from here. */
export const functions: RepairKind = {
  takes: ({ id }) => /^triggers\/[^/]+\/./.test(id),
  // Networks are of their Region, and nothing of the primary's names one of the secondary.
  helps: ({ id }) => !id.endsWith('/vpc'),
  plan: (rows, context) => ({ notCopied: rows.flatMap((row) => ofFunction(row, context)) }),
};

function ofFunction(row: ParityRow, context: RepairContext): readonly NotCopied[] {
  const [, trigger = '', part = ''] = row.id.split('/');
  const [from, to] = [context.sides.primary.functions.get(trigger), context.sides.secondary.functions.get(trigger)];
  if (!from || !to) return [];
  const { region } = context;
  const name = functionNameOf(to.arn);
  if (part === 'function') return [wholeFunction(row, from, to, context)];
  const reason = message('the function {name} in {region} is changed by whoever deploys it', { name, region });
  if (!functions.helps(row)) return [leftAlone(row, reason)];
  return [{ rowId: row.id, reason, offers: partOffers(part, row, from, to, context) }];
}

/** A function that is not there, or that is not Active. */
function wholeFunction({ id }: ParityRow, from: FunctionSnapshot, to: FunctionSnapshot, context: RepairContext): NotCopied {
  const { primaryRegion, region } = context;
  const isMissing = ({ configuration }: FunctionSnapshot): boolean => configuration.state === 'absent';
  if (isMissing(to)) {
    const reason = message('there is no function {name} in {region}: deploy it there', { name: functionNameOf(to.arn), region });
    return { rowId: id, reason, offers: [copyFunctionOffer(from.arn, context)] };
  }
  if (isMissing(from)) {
    const reason = message('it is the function in {primaryRegion} that is not there', { primaryRegion });
    return { rowId: id, reason, offers: [copyFunctionOffer(to.arn, context)] };
  }
  const isActive = (one: FunctionSnapshot): boolean => valueOf(one.configuration)?.state === 'Active';
  const [one, place] = isActive(to) ? [from, primaryRegion] : [to, region];
  const name = functionNameOf(one.arn);
  return {
    rowId: id,
    reason: message('the function {name} in {region} is not Active: what keeps it is to be seen there', { name, region: place }),
    offers: [
      shellOffer(message('AWS CLI: read why {name} is not Active', { name }), [
        aws('lambda get-function-configuration', place, {
          'function-name': one.arn,
          query: '[State, StateReason, LastUpdateStatusReason]',
        }),
      ]),
    ],
  };
}

function partOffers(part: string, row: ParityRow, from: FunctionSnapshot, to: FunctionSnapshot, context: RepairContext): readonly Offer[] {
  const { primaryRegion, region } = context;
  const name = functionNameOf(to.arn);
  const args = { name, region };
  const published = publishing(to.arn, region);
  switch (part) {
    case 'code':
    case 'architecture':
      return [
        shellOffer(message('AWS CLI: give {name} in {region} the code of the primary Region', args), [
          downloadCode(primaryRegion, from.arn),
          aws('lambda update-function-code', region, { 'function-name': name }, [
            '--zip-file fileb://function.zip',
            `--architectures ${words(valueOf(from.configuration)?.architectures ?? [])}`,
          ]),
          ...published,
        ]),
      ];
    case 'concurrency':
      return [shellOffer(message('AWS CLI: set the concurrency of {name} in {region}', args), [concurrency(name, from, region)])];
    case 'environment':
      return [environmentOffer(row, name, context, published)];
    default:
      return [
        shellOffer(message('AWS CLI: set it for {name} in {region}', args), [
          ...layerComment(part, from, context),
          aws('lambda update-function-configuration', region, { 'function-name': name }, optionsOf(part, from, context)),
          ...published,
        ]),
      ];
  }
}

/** Options of UpdateFunctionConfiguration by the row that they are about. */
function optionsOf(part: string, { configuration }: FunctionSnapshot, { sides }: RepairContext): readonly string[] {
  const from: FunctionConfiguration | undefined = valueOf(configuration);
  if (!from) return [];
  switch (part) {
    case 'runtime':
      return [`--runtime ${shellWord(from.runtime)}`];
    case 'handler':
      return [`--handler ${shellWord(from.handler)}`];
    case 'memory':
      return [`--memory-size ${from.memorySize}`];
    case 'timeout':
      return [`--timeout ${from.timeout}`];
    case 'layers':
      return [`--layers ${words(from.layers.map((arn) => inOtherRegion(arn, sides.primary, sides.secondary)))}`];
    default:
      return [];
  }
}

function words(texts: readonly string[]): string {
  return texts.map(shellWord).join(' ');
}

function layerComment(part: string, { configuration }: FunctionSnapshot, { account, region }: RepairContext): readonly string[] {
  const foreign = valueOf(configuration)?.layers.some((arn) => !arn.includes(`:${account}:`)) === true;
  return part === 'layers' && foreign
    ? [`# Who publishes layers has another account, and other versions, in each Region: take those of ${region}.`]
    : [];
}

function concurrency(name: string, { reservedConcurrency }: FunctionSnapshot, region: string): string {
  const reserved = valueOf(reservedConcurrency);
  const named = { 'function-name': name };
  return reserved === undefined
    ? aws('lambda delete-function-concurrency', region, named)
    : aws('lambda put-function-concurrency', region, { ...named, 'reserved-concurrent-executions': reserved });
}

/** Values are never read here: the reader edits those of the secondary Region, and all of them go back, since Lambda replaces the whole environment. */
function environmentOffer({ id }: ParityRow, name: string, { region }: RepairContext, published: readonly string[]): Offer {
  const variable = id
    .slice(id.indexOf('/environment/') + '/environment/'.length)
    .replaceAll('%2F', '/')
    .replaceAll('%25', '%');
  const named = { 'function-name': name };
  return shellOffer(message('AWS CLI: change {variable} of {name} in {region}', { variable, name, region }), [
    `${aws('lambda get-function-configuration', region, named)} | jq '{Variables: (.Environment.Variables // {})}' > environment.json`,
    `# Set ${variable} in environment.json to what ${region} has of its own.`,
    aws('lambda update-function-configuration', region, named, ['--environment file://environment.json']),
    ...published,
  ]);
}

/** A trigger that names an alias or a version calls what is published, and not what was changed last. */
function publishing(arn: string, region: string): readonly string[] {
  const [name, qualifier] = [functionNameOf(arn), qualifierOf(arn)];
  if (qualifier === undefined || qualifier === '$LATEST') return [];
  const updated = aws('lambda wait function-updated-v2', region, { 'function-name': name });
  const publish = aws('lambda publish-version', region, { 'function-name': name, query: 'Version', output: 'text' });
  if (/^\d+$/.test(qualifier))
    return [updated, publish, `# The trigger in ${region} names version ${qualifier}: it has to name the new one.`];
  return [
    updated,
    `version=$(${publish})`,
    aws('lambda update-alias', region, { 'function-name': name, name: qualifier }, ['--function-version "$version"']),
  ];
}
