import { message } from '../message.ts';
import { emailRows } from './emailSender.ts';
import { messageRows } from './poolSettings.ts';
import type { ParityRow } from './row.ts';
import { type Comparison, mapPair, named } from './rows.ts';
import { smsRows } from './smsSender.ts';
import { namedListRows } from './synchronized.ts';
import { threatMailRows } from './threatProtection.ts';

const group = 'templatesAndSenders';

/** What users are told and by whom: templates, branding and terms are synchronized, senders are set in each Region. */
export function templateAndSenderRows(comparison: Comparison): readonly ParityRow[] {
  const { sides } = comparison;
  return [
    ...emailRows(comparison),
    ...smsRows(comparison),
    ...threatMailRows(comparison),
    ...messageRows(comparison),
    ...namedListRows(
      { id: 'branding', group, setting: message('branding'), one: (name) => message('branding of {name}', { name }) },
      mapPair(sides, ({ branding }) => branding),
      comparison,
    ),
    ...namedListRows(
      { id: 'terms', group, setting: message('terms'), one: named },
      mapPair(sides, ({ terms }) => terms),
      comparison,
    ),
  ];
}
