// Amazon S3 (s3): whether the buckets are there that user pools send their logs to, and where. By path only: `https://s3.us-east-1.amazonaws.com/logs`, not
// `https://logs.s3.us-east-1.amazonaws.com`. Shapes and limits: SDK client-s3 3.1169.0.
import { Refusal } from '../refusal.ts';
import { operationsWith, textMember, type Operation, type Service } from '../service.ts';
import { required, structure, text } from '../shape.ts';
import { restXml } from '../wire/restXml.ts';
import { entryOf, regionsOf, type World } from '../world.ts';

export interface Bucket {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

const operation = operationsWith('InvalidBucketName');

/** A bucket's name is its own in all accounts and Regions. */
function homeOf(name: string, world: World): { readonly account: string; readonly region: string } | undefined {
  for (const account of Object.keys(world.accounts)) {
    const found = regionsOf(world, account).find(([, { buckets = {} }]) => entryOf(buckets, name) !== undefined);
    if (found) return { account, region: found[0] };
  }
  return undefined;
}

const headBucket = operation(structure({ Bucket: required(text({ min: 3, max: 63 })) }), ({ Bucket: name }, { world, account, region }) => {
  const home = homeOf(name, world);
  if (!home) throw new Refusal('NoSuchBucket', 'The specified bucket does not exist');
  // Any Region knows where a bucket is, also one of another account (API reference).
  const headers = { 'x-amz-bucket-region': home.region };
  if (home.region !== region) {
    const message =
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.';
    throw new Refusal('PermanentRedirect', message, 301, headers);
  }
  if (home.account !== account) throw new Refusal('AccessDenied', 'Access Denied', 403, headers);
  return { output: { BucketRegion: home.region, AccessPointAlias: false } };
});

export const s3: Service = {
  protocol: restXml(
    {
      HeadBucket: {
        method: 'HEAD',
        path: '/{Bucket}',
        headers: { BucketRegion: 'x-amz-bucket-region', AccessPointAlias: 'x-amz-access-point-alias' },
      },
    },
    {
      statuses: {
        AccessDeniedException: 403,
        InvalidSignatureException: 403,
        MissingAuthenticationTokenException: 403,
        NoSuchBucket: 404,
        SlowDown: 503,
        UnknownOperationException: 501,
        UnrecognizedClientException: 403,
      },
    },
  ),
  operations: { HeadBucket: headBucket } satisfies Readonly<Record<string, Operation>>,
  // API reference, HeadBucket, "Permissions".
  actions: { HeadBucket: 'ListBucket' },
  throttled: { code: 'SlowDown', message: 'Please reduce your request rate.' },
  failed: { code: 'InternalError', message: 'We encountered an internal error. Please try again.' },
  resourceOf: (input) => `arn:aws:s3:::${textMember(input, 'Bucket') ?? '*'}`,
};
