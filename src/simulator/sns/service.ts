// Amazon SNS (sns), as far as user pools send text messages through it: the sandbox and the settings of an account in one Region.
// Shapes: SDK client-sns 3.1169.0.
import { operationsWith, type Operation, type Service } from '../service.ts';
import { list, structure, text } from '../shape.ts';
import { awsQuery } from '../wire/awsQuery.ts';
import { regionOf } from '../world.ts';

/** What an account may send in a Region. */
export interface SmsAccount {
  /** In the sandbox, messages reach verified numbers only. */
  readonly sandbox: boolean;
  /** Those that were set, by their names in SetSMSAttributes. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** What every account has at first (SNS developer guide, "Using the Amazon SNS SMS sandbox"). */
export const newSmsAccount: SmsAccount = { sandbox: true, attributes: { MonthlySpendLimit: '1' } };

const operation = operationsWith('InvalidParameter');

const getSandboxStatus = operation(structure({}), (_input, { world, account, region }) => ({
  output: { IsInSandbox: (regionOf(world, account, region).smsAccount ?? newSmsAccount).sandbox },
}));

/** Those that are asked for, or all; one that was never set is in no answer. */
const getSmsAttributes = operation(structure({ attributes: list(text()) }), ({ attributes: wanted = [] }, { world, account, region }) => {
  const { attributes } = regionOf(world, account, region).smsAccount ?? newSmsAccount;
  const shown = Object.entries(attributes).filter(([name]) => wanted.length === 0 || wanted.includes(name));
  return { output: { attributes: Object.fromEntries(shown) } };
});

export const sns: Service = {
  // The names of errors on the wire: smithy.api#awsQueryError of the service model.
  protocol: awsQuery(
    '2010-03-31',
    'http://sns.amazonaws.com/doc/2010-03-31/',
    {
      AccessDeniedException: { code: 'AuthorizationError', status: 403 },
      Throttled: { code: 'Throttled', status: 429 },
    },
    ['attributes'],
  ),
  operations: {
    GetSMSAttributes: getSmsAttributes,
    GetSMSSandboxAccountStatus: getSandboxStatus,
  } satisfies Readonly<Record<string, Operation>>,
  throttled: { code: 'Throttled', message: 'Rate exceeded' },
  failed: { code: 'InternalError', message: 'We encountered an internal error. Please try again.' },
  // Measured: mozilla/fxa-auth-server #2401. The real service writes its own name in capitals there.
  resourceOf: (_input, { region, account }) => `arn:aws:sns:${region}:${account}:*`,
};
