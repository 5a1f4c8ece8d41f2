import { describe, expect, it } from 'vitest';
import { jsonPlaces } from '../../../../src/iac/json/jsonRange.ts';

const text = `{
  "UserPool": {
    "KeyConfiguration": {
      "KeyType": "AWS_OWNED_KEY"
    },
    "Tags": {}
  },
  "Replicas": [
    { "Status": "ACTIVE" }
  ]
}
`;
const places = jsonPlaces(text);
const lines = text.split('\n');

/** What a path's range covers. */
function covered(...path: string[]): string {
  const { start, end } = places.rangeOf(path);
  expect(end.line).toBe(start.line);
  return `${start.line}: ${lines[start.line]?.slice(start.character, end.character) ?? ''}`;
}

describe('where something is wrong in a JSON text', () => {
  it.each<[string[], string]>([
    [['UserPool', 'KeyConfiguration', 'KeyType'], '3: "AWS_OWNED_KEY"'],
    // Several lines: the name stands for them.
    [['UserPool', 'KeyConfiguration'], '2: "KeyConfiguration"'],
    [['Replicas'], '7: "Replicas"'],
    // Not there: the nearest name above.
    [['UserPool', 'KeyConfiguration', 'KmsKeyArn'], '2: "KeyConfiguration"'],
    [['UserPool', 'UserPoolTier'], '1: "UserPool"'],
    [['Domain', 'Routing', 'Failover'], '0: {'],
  ])('%j', (path, expected) => {
    expect(covered(...path)).toBe(expected);
  });

  it('is the beginning of a text that is no JSON', () => {
    expect(jsonPlaces('').rangeOf(['a'])).toEqual({ start: { line: 0, character: 0 }, end: { line: 0, character: 1 } });
  });
});

describe('what stands at a place', () => {
  it.each<[number, number, string[]]>([
    [3, 8, ['UserPool', 'KeyConfiguration', 'KeyType']],
    [3, 25, ['UserPool', 'KeyConfiguration', 'KeyType']],
    [8, 20, ['Replicas', 'Status']],
  ])('line %i, character %i', (line, character, path) => {
    expect(places.pathAt({ line, character })).toEqual(path);
  });
});
