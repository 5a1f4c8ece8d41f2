import { keyIdOf, parseArn } from '../arn.ts';
import { valueOf } from '../fact.ts';
import type { JsonObject } from '../json.ts';
import { message } from '../message.ts';
import { objectIn, textIn } from './normalise.ts';
import type { ParityRow } from './row.ts';
import { type Comparison, differentRow, mapPair, type Pair, readBoth, type RowSubject, sameRow, shownFacts, unknownRow } from './rows.ts';
import { shown } from './shownText.ts';

/**
 * The key that encrypts codes for custom senders (LambdaConfig.KMSKeyID). The replica uses one of its own Region; the replicas of a multi-Region key have one
 * id and decrypt each other's texts. Facts: section 3, "Lambda".
 */
export function senderKeyRows({ settings, sides }: Comparison): readonly ParityRow[] {
  const subject: RowSubject = { id: 'triggers/KMSKeyID', group: 'triggers', setting: message('key of the custom senders') };
  const { read, why } = readBoth(settings);
  if (why) {
    const isNamed = keyIn(valueOf(settings.primary) ?? valueOf(settings.secondary));
    return isNamed === undefined
      ? []
      : [
          unknownRow(
            subject,
            shownFacts(settings, (one) => shown(keyIn(one))),
            why,
          ),
        ];
  }
  const keys = mapPair(read, keyIn);
  const { primary, secondary } = keys;
  if (primary === undefined && secondary === undefined) return [];
  const texts = mapPair(keys, shown);
  const { region } = sides.secondary;
  if (secondary === undefined) {
    return [
      differentRow(subject, texts, {
        verdict: 'missing',
        severity: 'warning',
        why: message('{region} has no key for custom senders', { region }),
      }),
    ];
  }
  const named = parseArn(secondary)?.region;
  if (named !== undefined && named !== region) {
    return [
      differentRow(subject, texts, {
        severity: 'error',
        why: message('{region} names a key in {other}: its custom senders get no codes', { region, other: shown(named) }),
        remedy: message('Name the key of {region}.', { region }),
      }),
    ];
  }
  if (primary === undefined) return [differentRow(subject, texts, { severity: 'info', why: message('only in {region}', { region }) })];
  if (isSameKey({ primary, secondary })) return [sameRow(subject, texts, message('the same multi-Region key'))];
  return [
    differentRow(subject, texts, {
      severity: 'info',
      why: message('keys that are not related: each function has to decrypt with the key of its own Region'),
    }),
  ];
}

function isSameKey({ primary, secondary }: Pair<string>): boolean {
  const id = keyIdOf(primary);
  return id.startsWith('mrk-') && id === keyIdOf(secondary);
}

function keyIn(settings: JsonObject | undefined): string | undefined {
  return textIn(objectIn(settings, 'LambdaConfig'), 'KMSKeyID');
}
