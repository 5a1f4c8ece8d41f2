import { message } from '../../domain/message.ts';
import { isRegionName } from '../../domain/region.ts';
import type { Attachment, Text, Value } from '../model.ts';
import { regionOfArn } from '../regionalArn.ts';
import type { CodeFinding, RelatedPlace } from '../codeFinding.ts';
import { codeFinding, type CodeRule, ofKind, relatedPool } from './rule.ts';

/** Without a status the replica stays or becomes INACTIVE: facts, cognito-replication.md section 5.1. */
export const regionalStatus: CodeRule = {
  id: 'regional-status',
  check: (unit, resources, links) =>
    ofKind(resources, 'attachment')
      .filter(({ status }) => status.state === 'absent')
      .map((attachment) =>
        codeFinding({
          rule: 'regional-status',
          severity: 'warning',
          resource: attachment,
          range: attachment.status.range,
          message: message('without a status the replica stays or becomes INACTIVE, and takes no sign-ins'),
          remedy: message('Say ACTIVE or INACTIVE.'),
          related: relatedPool(unit, attachment.pool, links),
        }),
      ),
};

/** What an attachment names has to be in its own Region: facts, cognito-replication.md section 3. */
export const regionalArn: CodeRule = {
  id: 'regional-arn',
  check: (unit, resources, links) =>
    ofKind(resources, 'attachment').flatMap((attachment) => attachmentFindings(attachment, relatedPool(unit, attachment.pool, links))),
};

function attachmentFindings(attachment: Attachment, related: readonly RelatedPlace[]): CodeFinding[] {
  if (attachment.region.state !== 'known') return [];
  const region = attachment.region.value;
  const elsewhere = (value: Value<Text>): string | undefined => {
    const named = regionOf(value);
    return named === undefined || named === region ? undefined : named;
  };
  const functions = attachment.triggers.flatMap(({ name, functionArn }) => {
    const other = elsewhere(functionArn);
    return other === undefined
      ? []
      : [
          codeFinding({
            rule: 'regional-arn',
            severity: 'error',
            resource: attachment,
            range: functionArn.range,
            message: message('the {name} function is in {other}, and these settings are those of {region}', { name, other, region }),
            remedy: message('Deploy the function to {region} and name it here.', { region }),
            related,
          }),
        ];
  });
  const sender = elsewhere(attachment.emailSourceArn);
  const senders =
    sender === undefined
      ? []
      : [
          codeFinding({
            rule: 'regional-arn',
            severity: 'warning',
            resource: attachment,
            range: attachment.emailSourceArn.range,
            message: message('email is sent through {sender}, so that {region} cannot send while {sender} is down', { sender, region }),
            remedy: message('Verify the identity in {region} and name it here.', { region }),
            related,
          }),
        ];
  const { snsRegion } = attachment;
  const texts =
    snsRegion.state !== 'known' || !isRegionName(snsRegion.value) || snsRegion.value === region
      ? []
      : [
          codeFinding({
            rule: 'regional-arn',
            severity: 'warning',
            resource: attachment,
            range: snsRegion.range,
            message: message('SMS are sent through {sender}, so that {region} cannot send while {sender} is down', {
              sender: snsRegion.value,
              region,
            }),
            remedy: message('Send through {region}, where that is possible.', { region }),
            related,
          }),
        ];
  return [...functions, ...senders, ...texts];
}

/** The Region that a literal ARN names. */
function regionOf(value: Value<Text>): string | undefined {
  if (value.state !== 'known' || value.value.kind !== 'literal') return undefined;
  const region = regionOfArn(value.value.text);
  return region !== undefined && isRegionName(region) ? region : undefined;
}
