import { describe, expect, it } from 'vitest';
import { reading } from './reading.ts';

/** The resources of each case with the name of the pool, where there is one: `Pool(a) Replica`. */
function cases(template: string, region?: string): string[] {
  const { scenarios } = reading(template, { ...(region !== undefined && { region }) });
  return scenarios.map((resources) =>
    resources
      .map((resource) => {
        const name = resource.kind === 'pool' ? resource.name : undefined;
        if (name?.state === 'known' && name.value.kind === 'literal') return `${resource.id}(${name.value.text})`;
        return name?.state === 'unknown' ? `${resource.id}(?)` : resource.id;
      })
      .join(' '),
  );
}

function template({
  parameters = '',
  conditions,
  name = 'a',
  uses,
}: {
  parameters?: string;
  conditions: string;
  name?: string;
  uses: readonly string[];
}): string {
  const replicas = uses.map((condition, index) => `  R${index + 1}: { Type: AWS::Cognito::UserPoolReplica, Condition: ${condition} }\n`);
  return `Parameters:
  Stage: { Type: String, Default: dev }
  Other: { Type: String }
  Closed: { Type: String, AllowedValues: [dev, prod] }
  Unwritten: { Type: String, AllowedValues: [] }
  Fixed: { Type: String, AllowedValues: [dev], Default: dev }
  List: { Type: CommaDelimitedList, Default: a }
${parameters}Mappings:
  Map: { dev: { Replicate: 'no' }, prod: { Replicate: 'yes' } }
Conditions:
${conditions}
Resources:
  Pool: { Type: AWS::Cognito::UserPool, Properties: { UserPoolName: ${name} } }
${replicas.join('')}`;
}

describe('the cases of a template', () => {
  it.each<[string, Parameters<typeof template>[0], string[]]>([
    ['no condition that is used', { conditions: '  A: !Equals [!Ref Stage, prod]', uses: [] }, ['Pool(a)']],
    ['a default decides nothing', { conditions: '  A: !Equals [!Ref Stage, prod]', uses: ['A'] }, ['Pool(a)', 'Pool(a) R1']],
    ['constants decide', { conditions: '  A: !Equals [a, a]\n  B: !Equals [a, b]', uses: ['A', 'B'] }, ['Pool(a) R1']],
    ['one allowed value decides', { conditions: '  A: !Equals [!Ref Fixed, dev]', uses: ['A'] }, ['Pool(a) R1']],
    [
      'a condition and its opposite',
      { conditions: '  A: !Equals [!Ref Stage, prod]\n  B: !Not [!Condition A]', uses: ['A', 'B'] },
      ['Pool(a) R2', 'Pool(a) R1'],
    ],
    [
      'one parameter with several values',
      { conditions: '  A: !Equals [!Ref Stage, prod]\n  B: !Equals [test, !Ref Stage]', uses: ['A', 'B'] },
      ['Pool(a)', 'Pool(a) R1', 'Pool(a) R2'],
    ],
    [
      'allowed values that are all there',
      { conditions: '  A: !Equals [!Ref Closed, dev]\n  B: !Equals [!Ref Closed, prod]', uses: ['A', 'B'] },
      ['Pool(a) R1', 'Pool(a) R2'],
    ],
    [
      'a condition that implies another',
      { conditions: '  A: !Equals [!Ref Stage, prod]\n  B: !And [!Condition A, !Equals [!Ref Other, x]]', uses: ['A', 'B'] },
      ['Pool(a)', 'Pool(a) R1', 'Pool(a) R1 R2'],
    ],
    [
      'allowed values that are not written yet',
      { conditions: '  A: !Equals [!Ref Unwritten, dev]', uses: ['A'] },
      ['Pool(a)', 'Pool(a) R1'],
    ],
    ['Or', { conditions: '  A: !Or [!Equals [!Ref Stage, prod], !Equals [a, a]]', uses: ['A'] }, ['Pool(a) R1']],
    [
      'long forms',
      { conditions: '  A: { Fn::Not: [{ Fn::Equals: [{ Ref: Closed }, dev] }] }\n  B: { Condition: A }', uses: ['A', 'B'] },
      ['Pool(a)', 'Pool(a) R1 R2'],
    ],
    [
      'a mapping that is looked up by a parameter',
      { conditions: '  A: !Equals [!FindInMap [Map, !Ref Closed, Replicate], "yes"]\n  B: !Equals [!Ref Closed, prod]', uses: ['A', 'B'] },
      ['Pool(a)', 'Pool(a) R1 R2'],
    ],
    ['two parameters that may be equal', { conditions: '  A: !Equals [!Ref Stage, !Ref Other]', uses: ['A'] }, ['Pool(a) R1', 'Pool(a)']],
    [
      'an expression that nothing decides, wherever it stands',
      {
        conditions: '  A: !Equals [!Select [0, !Ref List], x]\n  B: !Not [{ Fn::Equals: [x, { Fn::Select: [0, { Ref: List }] }] }]',
        uses: ['A', 'B'],
      },
      ['Pool(a) R1', 'Pool(a) R2'],
    ],
    [
      'a parameter is what its case says',
      { conditions: '  A: !Equals [!Ref Stage, prod]', name: '!Ref Stage', uses: ['A'] },
      ['Pool(dev)', 'Pool(prod) R1'],
    ],
    [
      'a parameter that is only known not to be something',
      { conditions: '  A: !Not [!Equals [!Ref Stage, dev]]', name: '!Ref Stage', uses: ['A'] },
      ['Pool(dev)', 'Pool(?) R1'],
    ],
    [
      'a condition that shows only in another case',
      {
        conditions: '  A: !Equals [!Ref Stage, prod]\n  B: !Equals [!Ref Other, x]',
        name: '!If [A, !If [B, both, one], none]',
        uses: [],
      },
      // The second condition makes no difference where the first does not hold.
      ['Pool(none)', 'Pool(none)', 'Pool(both)', 'Pool(one)'],
    ],
    ['a condition that is made of itself', { conditions: '  A: !Not [!Condition A]', uses: ['A'] }, ['Pool(a) R1']],
    ['a condition that is half-typed', { conditions: '  A: !Equals [!Ref Stage', uses: ['A'] }, ['Pool(a) R1']],
  ])('%s', (_case, parts, expected) => {
    expect(cases(template(parts)).sort()).toEqual([...expected].sort());
  });

  it('has the Region that a case says', () => {
    const text = template({ conditions: '  A: !Equals [!Ref AWS::Region, us-west-2]', name: '!Ref AWS::Region', uses: ['A'] });
    expect(cases(text)).toEqual(['Pool(us-west-2) R1', 'Pool(?)']);
    expect(cases(text, 'us-west-2')).toEqual(['Pool(us-west-2) R1']);
    expect(cases(text, 'us-east-1')).toEqual(['Pool(us-east-1)']);
  });

  it('says nothing of a resource whose condition cannot be told', () => {
    const text = 'Resources:\n  Pool: { Type: AWS::Cognito::UserPool, Condition: Nowhere, Properties: { UserPoolName: a } }\n';
    expect(cases(text)).toEqual(['Pool(?)']);
  });

  it('has at most 32 cases: further conditions are unknown', () => {
    const letters = 'A B C D E F G H I J'.split(' ');
    const text = template({
      parameters: letters.map((letter) => `  P${letter}: { Type: String }\n`).join(''),
      conditions: letters.map((letter) => `  ${letter}: !Equals [!Ref P${letter}, x]`).join('\n'),
      uses: letters,
    });
    const found = cases(text);
    expect(found).toHaveLength(32);
    expect(found.every((line) => line.includes('R6 R7 R8 R9 R10'))).toBe(true);
  });
});
