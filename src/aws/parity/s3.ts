import { HeadBucketCommand, S3Client, type S3ClientConfig, S3ServiceException } from '@aws-sdk/client-s3';
import type { RegionReader } from '../../domain/ports.ts';
import { isRegionName } from '../../domain/region.ts';
import { callForOptional, UnreadableReply } from '../call.ts';
import type { Clients } from '../clients.ts';

/** Reads where buckets are. */
export function bucketReads(clients: Clients): Pick<RegionReader, 'bucketRegion'> {
  return {
    bucketRegion: (region, name, signal) =>
      callForOptional('s3:ListBucket', region, signal, async () => {
        try {
          const { BucketRegion } = await clients
            .of('s3', region, BucketClient)
            .send(new HeadBucketCommand({ Bucket: name }), { abortSignal: signal });
          if (BucketRegion === undefined) throw new UnreadableReply();
          return BucketRegion;
        } catch (error) {
          const elsewhere = regionSaidBy(error);
          if (elsewhere === undefined || elsewhere === region) throw error;
          return elsewhere;
        }
      }),
  };
}

/**
 * The client for buckets. The name of a bucket stands in the path and not in the host, as endpoints of emulators need it, and names with dots, which AWS's certificates do not
 * cover. What the SDK would look up in `~/.aws/config` for its other operations is given here: HeadBucket has neither checksums nor ARNs.
 */
class BucketClient extends S3Client {
  constructor(settings: S3ClientConfig) {
    super({
      ...settings,
      forcePathStyle: true,
      disableS3ExpressSessionAuth: true,
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      sigv4aSigningRegionSet: [],
      useArnRegion: false,
    });
  }
}

/** 400 is the answer where the bucket is in a Region that has to be enabled first (SDK: regionRedirectMiddleware). */
const redirects: ReadonlySet<number | undefined> = new Set([301, 307, 400]);

/**
 * The Region that a redirect names. It says all that is asked here, and says it of any bucket (API reference, HeadBucket), so that the SDK does not need to follow it, which takes
 * a second call and changes the client's own Region while it lasts.
 */
function regionSaidBy(error: unknown): string | undefined {
  if (!(error instanceof S3ServiceException) || !redirects.has(error.$metadata.httpStatusCode)) return undefined;
  const said = error.$response?.headers['x-amz-bucket-region'];
  return said !== undefined && isRegionName(said) ? said : undefined;
}
