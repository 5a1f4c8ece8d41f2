import { type IssuerPool } from './issuerPool.ts';
import { findJwtVerifyReferences } from './jwtVerifyDependency.ts';
import { meaningOf } from './meaning.ts';
import { findPlaces } from './places.ts';
import type { IssuerReference } from './reference.ts';
import { SourceText } from './sourceText.ts';

/**
 * Every place of a text that knows the issuer of the pool or depends on it, and what a switch to the pool's other issuer type does to it. `path` is
 * any path of the file: only its last part is looked at. A text that never says Cognito costs one look.
 */
export function findIssuerReferences(path: string, text: string, pool: IssuerPool): IssuerReference[] {
  const dependency = findJwtVerifyReferences(path, text, pool);
  if (dependency) return dependency;
  if (!concerns(text, pool)) return [];
  const source = new SourceText(text, pool);
  return findPlaces(path, source, pool).map((place) => ({
    kind: place.kind,
    range: source.range(place.start, place.end),
    preview: source.preview(place.start),
    ...meaningOf(place, pool),
  }));
}

/** Whether a text can have a place at all. */
export function concerns(text: string, { id }: IssuerPool): boolean {
  return (id !== '' && text.includes(id)) || /cognito/i.test(text);
}
