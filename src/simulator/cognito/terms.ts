// Links to terms of use and privacy policies on the pages of managed login. Made in the primary Region, seen in both (facts: section 3).
import { nextSource, uuidFrom } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { epochSeconds, type Operation } from '../service.ts';
import { integer, oneOf, required, structure, text } from '../shape.ts';
import type { UserPool } from '../world.ts';
import { clientHere } from './addressedPool.ts';
import { nextToken, operation, userPoolId } from './poolInputs.ts';
import { termsLinks, termsName, termsShape } from './poolResources.ts';
import { userPoolHere } from './replication.ts';
import { added, dated, entriesOf, found, pageOfKind, withEntry, type Entry } from './resourceEntries.ts';

const termsId = required(text({ pattern: '[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}' }));

const describe = (pool: UserPool, TermsId: string, { Links = {}, ...terms }: Entry<'terms'>) => ({ TermsId, Links, ...dated(pool, terms) });

/** One document of a name for an app client (SDK, TermsExistsException). */
function requireFree(pool: UserPool, ClientId: string, TermsName: string, except?: string): void {
  const taken = Object.entries(entriesOf(pool, 'terms')).some(
    ([id, terms]) => id !== except && terms.ClientId === ClientId && terms.TermsName === TermsName,
  );
  if (taken) throw new Refusal('TermsExistsException', `Terms ${TermsName} of client ${ClientId} already exist.`);
}

const createTerms = operation(structure({ UserPoolId: userPoolId, ...termsShape.members }), ({ UserPoolId, ...terms }, call) => {
  const pool = userPoolHere(UserPoolId, call);
  clientHere(terms.ClientId, call, UserPoolId);
  requireFree(pool, terms.ClientId, terms.TermsName);
  const { world, source } = nextSource(call.world);
  const id = uuidFrom(`terms ${source}`);
  const made = added(pool, 'terms', id, terms, 'TermsExistsException', { ...call, world });
  return { world: made.world, output: { Terms: describe(pool, id, made.entry) } };
});

const noTerms = (id: string): string => `Terms ${id} do not exist.`;

const updateTerms = operation(
  structure({
    UserPoolId: userPoolId,
    TermsId: termsId,
    TermsName: termsName,
    TermsSource: oneOf('LINK'),
    Enforcement: oneOf('NONE'),
    Links: termsLinks,
  }),
  ({ UserPoolId, TermsId, ...given }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    const before = found(pool, 'terms', TermsId, noTerms(TermsId));
    requireFree(pool, before.ClientId, given.TermsName ?? before.TermsName, TermsId);
    const terms = { ...before, ...given, modifiedAt: call.now };
    return { world: withEntry(pool, 'terms', TermsId, terms, call), output: { Terms: describe(pool, TermsId, terms) } };
  },
);

const describeTerms = operation(structure({ UserPoolId: userPoolId, TermsId: termsId }), ({ UserPoolId, TermsId }, call) => {
  const pool = userPoolHere(UserPoolId, call);
  return { output: { Terms: describe(pool, TermsId, found(pool, 'terms', TermsId, noTerms(TermsId))) } };
});

const listTerms = operation(
  structure({ UserPoolId: userPoolId, MaxResults: integer({ min: 1, max: 60 }), NextToken: nextToken }),
  ({ UserPoolId, MaxResults = 60, NextToken }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    const { entries, more } = pageOfKind(pool, 'terms', MaxResults, NextToken);
    const Terms = entries.map(([TermsId, { TermsName, Enforcement, createdAt, modifiedAt }]) => ({
      TermsId,
      TermsName,
      Enforcement,
      CreationDate: epochSeconds(createdAt),
      LastModifiedDate: epochSeconds(modifiedAt),
    }));
    return { output: { Terms, ...more } };
  },
);

export const termsOperations: Readonly<Record<string, Operation>> = {
  CreateTerms: createTerms,
  DescribeTerms: describeTerms,
  ListTerms: listTerms,
  UpdateTerms: updateTerms,
};
