import type { JsonObject } from '../json.ts';
import { message } from '../message.ts';
import { objectIn, textIn } from './normalise.ts';
import type { ParityRow } from './row.ts';
import { type Comparison, idPart, mapPair, named, namesOf, type Pair, readBoth, shownFacts, unknownRow } from './rows.ts';
import { valueRow } from './valueRow.ts';

/**
 * The pool's tags in each Region: facts, section 3. Tags that begin with `aws:` are AWS's own: a stack or a service sets them where it manages the pool,
 * and nobody can copy them.
 */
export function tagRows(comparison: Comparison): readonly ParityRow[] {
  const { read, why } = readBoth(comparison.settings);
  if (why) {
    const shown = shownFacts(comparison.settings, (settings) => String(tagsIn(settings).size));
    return [unknownRow({ id: 'tags', group: 'tags', setting: message('tags') }, shown, why)];
  }
  const tags: Pair<ReadonlyMap<string, string>> = mapPair(read, tagsIn);
  return namesOf(tags).flatMap((name) =>
    valueRow(
      { id: `tags/${idPart(name)}`, group: 'tags', setting: named(name) },
      mapPair(tags, (side) => side.get(name)),
      comparison,
      { severity: 'info' },
    ),
  );
}

function tagsIn(settings: JsonObject | undefined): ReadonlyMap<string, string> {
  const tags = objectIn(settings, 'UserPoolTags');
  const names = Object.keys(tags ?? {}).filter((name) => !name.startsWith('aws:'));
  return new Map(names.map((name) => [name, textIn(tags, name) ?? '']));
}
