import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import fc from 'fast-check';
import { expect } from 'vitest';
import { replyData } from '../../src/aws/replyData.ts';
import { type Json, type JsonObject, withoutMembers } from '../../src/domain/json.ts';
import { type Changes, changesIn, proveWrite, type ReplacingWrite } from '../../src/domain/writes/replacingWrite.ts';
import { demoScenario } from '../../src/simulator/demo.ts';
import { simulatedRequestHandler } from '../../src/simulator/requestHandler.ts';
import type { Simulation } from '../../src/simulator/simulation.ts';

/** How often random settings are tried. `COGNITO_REPLICAS_RUNS=10000` for a long run: the suite makes fewer. */
export const numRuns = Number(process.env['COGNITO_REPLICAS_RUNS'] ?? 150);

/** A client of Cognito in one Region of a simulated AWS, which is not the product's own. */
export function cognitoIn(simulation: Simulation, region: string): CognitoIdentityProviderClient {
  const credentials = { accessKeyId: demoScenario.account.accessKeys[0] ?? '', secretAccessKey: 'any' };
  return new CognitoIdentityProviderClient({ region, credentials, requestHandler: simulatedRequestHandler(simulation) });
}

/** One kind of settings of one Region, and how it is read and replaced there. */
export interface ReplacedSettings {
  readonly write: ReplacingWrite;
  readonly read: () => Promise<object | undefined>;
  readonly send: (input: JsonObject) => Promise<unknown>;
  readonly input: (read: JsonObject, changes: Changes) => JsonObject;
}

/**
 * Changes something by a request that was made of what was read, reads it back, and expects the change and nothing else: by our own proof, and by comparing what is there.
 *
 * @param leftOut a member that the request does not carry, as if the list of members did not have it
 */
export async function expectOnlyChanges(
  { input, read, send, write }: ReplacedSettings,
  changing: (read: JsonObject) => Changes | undefined,
  leftOut?: string,
): Promise<void> {
  const before = replyData((await read()) ?? {});
  const changes = changing(before);
  fc.pre(changes !== undefined);
  const diff = { before: input(before, {}), after: input(before, changes) };
  await send(leftOut === undefined ? diff.after : withoutMembers(diff.after, leftOut));
  const after = replyData((await read()) ?? {});
  const asked = changesIn(write, diff);
  expect(proveWrite(write, before, after, asked)).toEqual({ ignored: [], moved: [] });
  const volatile = [...(write.volatile ?? []), ...Object.keys(asked)];
  expect(withoutMembers(after, ...volatile)).toEqual(withoutMembers(before, ...volatile));
  for (const [name, wanted] of Object.entries(changes)) if (wanted !== undefined) expect([name, after[name]]).toEqual([name, wanted]);
}

/** The same for many random settings, each set by somebody else before, and one random change of each. */
export function changesAlone<Change>(
  settings: ReplacedSettings,
  given: fc.Arbitrary<JsonObject>,
  change: fc.Arbitrary<Change>,
  { changing, leftOut, set = settings.send }: Variation<Change>,
): Promise<void> {
  return fc.assert(
    fc.asyncProperty(given, change, async (all, wanted) => {
      await set(all);
      await expectOnlyChanges(settings, (read) => changing(wanted, read), leftOut);
    }),
    // A property that is to fail need not say how little of it fails already.
    { numRuns, ...(leftOut !== undefined && { endOnFailure: true }) },
  );
}

interface Variation<Change> {
  /** What the change comes to for what is there; undefined where the service would refuse it. */
  readonly changing: (change: Change, read: JsonObject) => Changes | undefined;
  readonly leftOut?: string | undefined;
  /** How somebody else sets everything, where that is in another Region. */
  readonly set?: (input: JsonObject) => Promise<unknown>;
}

/** Without members that are undefined, as a request has them. */
export function stated(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
