import { message } from '../../message.ts';
import { withoutGeneratedEnd } from '../../parity/normalise.ts';
import { functionNameOf, inOtherRegion, qualifierOf } from '../../parity/otherRegion.ts';
import { quoted, shellWord } from '../../render/shellText.ts';
import { aws, shellOffer } from './offers.ts';
import type { RepairContext } from './repairContext.ts';
import type { Offer } from './repairKind.ts';

/** Members of a function's configuration that CreateFunction takes as GetFunctionConfiguration gives them; layers and networks are of one Region. */
const created = '{FunctionName, Runtime, Role, Handler, Description, Timeout, MemorySize, Architectures, Environment}';

/** A function with code and settings from one Region to the other. Its environment is the reader's to check: what is in it may belong to the Region. */
export function copyFunctionOffer(arn: string, { primaryRegion, region }: RepairContext): Offer {
  const [from, to] = arn.includes(`:${region}:`) ? [region, primaryRegion] : [primaryRegion, region];
  const name = functionNameOf(arn);
  const named = inOtherRegion(name, { region: from }, { region: to });
  return shellOffer(message('AWS CLI: copy the function {name} to {region}', { name, region: to }), [
    downloadCode(from, arn),
    `${aws('lambda get-function-configuration', from, { 'function-name': name, qualifier: qualifierOf(arn) })} \\`,
    `  | jq ${quoted(`${created} | with_entries(select(.value != null)) | .FunctionName = ${JSON.stringify(named)}`)} > function.json`,
    `# Change in function.json what belongs to ${from}, such as tables and queues. Layers and networks are not in it.`,
    aws('lambda create-function', to, {}, ['--cli-input-json file://function.json', '--zip-file fileb://function.zip']),
  ]);
}

/** The code of a function as a file, or of the version or alias that is named. */
export function downloadCode(region: string, arn: string): string {
  const named = { 'function-name': functionNameOf(arn), qualifier: qualifierOf(arn) };
  const link = aws('lambda get-function', region, { ...named, query: 'Code.Location', output: 'text' });
  return `curl --silent --fail --output function.zip "$(${link})"`;
}

/** Functions of the secondary Region whose names begin as one that CloudFormation named. */
export function findFunctionOffer(arn: string, { region, sides }: RepairContext): Offer {
  const start = withoutGeneratedEnd(inOtherRegion(functionNameOf(arn), sides.primary, sides.secondary));
  return shellOffer(message('AWS CLI: find the function in {region}', { region }), [
    aws('lambda list-functions', region, {
      query: `Functions[?starts_with(FunctionName, '${start}-')].FunctionArn`,
      output: 'text',
    }),
  ]);
}

/** A key for the codes of custom senders. */
export function senderKeyOffer({ poolId, region }: RepairContext): Offer {
  return shellOffer(message('AWS CLI: make a key in {region}', { region }), [
    aws('kms create-key', region, {
      description: `Codes of custom senders of user pool ${poolId}`,
      query: 'KeyMetadata.Arn',
      output: 'text',
    }),
    `# The function of the custom sender in ${shellWord(region)} has to be let decrypt with it.`,
  ]);
}
