// Where a request wants to go. The SDK tells in the signature's credential scope; an unsigned request only in its host name or target header.

import { documentAddressOf } from './documentAddress.ts';
import { domainAddressOf } from './domainAddress.ts';

export interface Address {
  readonly region: string | undefined;
  readonly service: string | undefined;
  readonly accessKeyId: string | undefined;
}

/** The services by the prefix of their X-Amz-Target header. */
const targets: Readonly<Record<string, string>> = {
  AWSCognitoIdentityProviderService: 'cognito-idp',
  AWSWAF_20190729: 'wafv2',
  Firehose_20150804: 'firehose',
  GraniteServiceVersion20100801: 'cloudwatch',
  Logs_20140328: 'logs',
  TrentService: 'kms',
};
/** Services whose host names no Region: they are one for all of them. */
const withoutRegion = /^(iam|route53)\.amazonaws\.com/;
/** Services whose host or signature has another name than their actions have in IAM. */
const names: Readonly<Record<string, string>> = { email: 'ses', monitoring: 'cloudwatch' };

/**
 * Region, service and access key of a request. The signature decides; then the host name (`kms.eu-west-1.amazonaws.com`), then the target.
 * A public document is at the Region of its host; without one of AWS's hosts, at the Region where the pool's id begins. What is left may be a page of a
 * pool's domain.
 * @param headers by their names in lower case
 */
export function addressOf(headers: Readonly<Record<string, string>>, path: string, hostname = headers['host'] ?? ''): Address {
  const signed = /Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\/([^/,\s]+)\/aws4_request/.exec(headers['authorization'] ?? '');
  if (signed) return { accessKeyId: signed[1], region: signed[2], service: names[signed[3] ?? ''] ?? signed[3] };
  const document = documentAddressOf(path, hostname);
  if (document) {
    const region = document.host?.region ?? document.userPoolId.split('_')[0];
    return { accessKeyId: undefined, region, service: 'cognito-idp' };
  }
  const host = /^([a-z0-9-]+)\.([a-z]{2}(?:-[a-z]+)+-\d)\.amazonaws\.com/.exec(hostname) ?? withoutRegion.exec(hostname);
  const target = headers['x-amz-target']?.split('.')[0] ?? '';
  // Of the services that take a form, SNS and IAM are asked at their own hosts.
  const form = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? 'sts' : undefined;
  const [, named = '', region] = host ?? [];
  const service = names[named] ?? (named || (targets[target] ?? form));
  const domain = service === undefined ? domainAddressOf(path, hostname) : undefined;
  if (domain) return { accessKeyId: undefined, region: domain.region, service: 'cognito-idp' };
  return { accessKeyId: undefined, region, service };
}
