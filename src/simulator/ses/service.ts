// Amazon SES v2 (signed as ses): the identities that user pools send mail from, and what the account may send. Each Region has its own.
// Shapes and limits: SDK client-sesv2 3.1169.0.
import { identityArn } from '../arns.ts';
import { derive } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { epochSeconds, operationsWith, textMember, type Operation, type Service } from '../service.ts';
import { required, structure, text } from '../shape.ts';
import { restJson } from '../wire/restJson.ts';
import { entryOf, regionOf } from '../world.ts';

/** A domain or an address that mail may come from. */
export interface EmailIdentity {
  readonly name: string;
  readonly status: 'PENDING' | 'SUCCESS' | 'FAILED' | 'TEMPORARY_FAILURE' | 'NOT_STARTED';
  readonly dkim: 'PENDING' | 'SUCCESS' | 'FAILED' | 'TEMPORARY_FAILURE' | 'NOT_STARTED';
  readonly configurationSet?: string;
  readonly mailFrom?: string;
  /** Policy documents by name, as texts. */
  readonly policies: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** What an account may send in a Region. */
export interface EmailAccount {
  /** Out of the sandbox, in which mail reaches verified addresses only. */
  readonly production: boolean;
  readonly sending: boolean;
  readonly enforcement: 'HEALTHY' | 'PROBATION' | 'SHUTDOWN';
  readonly dailyQuota: number;
  readonly perSecond: number;
  readonly sentLastDay: number;
}

/** What every account has at first (SES developer guide, "Request production access"). */
export const newEmailAccount: EmailAccount = {
  production: false,
  sending: true,
  enforcement: 'HEALTHY',
  dailyQuota: 200,
  perSecond: 1,
  sentLastDay: 0,
};

const operation = operationsWith('BadRequestException');

const getEmailIdentity = operation(
  structure({ EmailIdentity: required(text({ min: 1 })) }),
  ({ EmailIdentity }, { world, account, region }) => {
    const identity = entryOf(regionOf(world, account, region).emailIdentities ?? {}, EmailIdentity);
    if (!identity) throw new Refusal('NotFoundException', `Email identity ${EmailIdentity} does not exist.`);
    return { output: describeIdentity(identity) };
  },
);

function describeIdentity({ name, status, dkim, configurationSet, mailFrom, policies, tags, createdAt }: EmailIdentity) {
  const isDomain = !name.includes('@');
  const verified = status === 'SUCCESS';
  return {
    IdentityType: isDomain ? 'DOMAIN' : 'EMAIL_ADDRESS',
    FeedbackForwardingStatus: true,
    VerifiedForSendingStatus: verified,
    DkimAttributes: {
      SigningEnabled: isDomain,
      Status: dkim,
      ...(isDomain && {
        Tokens: [1, 2, 3].map((index) => derive(`dkim ${name} ${index}`, 32, 'abcdefghijklmnopqrstuvwxyz234567')),
        CurrentSigningKeyLength: 'RSA_2048_BIT',
        LastKeyGenerationTimestamp: epochSeconds(createdAt),
      }),
      SigningAttributesOrigin: 'AWS_SES',
      NextSigningKeyLength: isDomain ? 'RSA_2048_BIT' : 'RSA_1024_BIT',
    },
    ...(mailFrom !== undefined && {
      MailFromAttributes: { MailFromDomain: mailFrom, MailFromDomainStatus: 'SUCCESS', BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' },
    }),
    Policies: policies,
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    ...(configurationSet !== undefined && { ConfigurationSetName: configurationSet }),
    VerificationStatus: status,
    VerificationInfo: verified
      ? { LastCheckedTimestamp: epochSeconds(createdAt), LastSuccessTimestamp: epochSeconds(createdAt) }
      : { LastCheckedTimestamp: epochSeconds(createdAt) },
  };
}

const getAccount = operation(structure({}), (_input, { world, account, region }) => {
  const { production, sending, enforcement, dailyQuota, perSecond, sentLastDay } =
    regionOf(world, account, region).emailAccount ?? newEmailAccount;
  return {
    output: {
      DedicatedIpAutoWarmupEnabled: false,
      EnforcementStatus: enforcement,
      ProductionAccessEnabled: production,
      SendQuota: { Max24HourSend: dailyQuota, MaxSendRate: perSecond, SentLast24Hours: sentLastDay },
      SendingEnabled: sending,
      SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    },
  };
});

export const ses: Service = {
  protocol: restJson(
    {
      GetAccount: { method: 'GET', path: '/v2/email/account' },
      GetEmailIdentity: { method: 'GET', path: '/v2/email/identities/{EmailIdentity}' },
    },
    { NotFoundException: 404, TooManyRequestsException: 429 },
  ),
  operations: { GetAccount: getAccount, GetEmailIdentity: getEmailIdentity } satisfies Readonly<Record<string, Operation>>,
  throttled: { code: 'TooManyRequestsException', message: 'Too many requests have been made to the operation.' },
  failed: {
    code: 'InternalServiceErrorException',
    message: 'The request couldn’t be processed because an error occurred with the service.',
  },
  resourceOf: (input, { region, account }) => {
    const name = textMember(input, 'EmailIdentity');
    return name === undefined ? '*' : identityArn(region, account, name);
  },
};
