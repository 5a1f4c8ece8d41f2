// Nothing of the test user of a rehearsal is in anything that is kept or shown.
import { expect, it } from 'vitest';
import { simulatedRequestHandler } from '../../../../src/simulator/requestHandler.ts';
import { connectThrough } from '../../../../src/aws/connector.ts';
import { RequestLimits } from '../../../../src/aws/requestLimits.ts';
import { rehearsalStory } from '../../../support/rehearsalHost.ts';
import { signInScenario } from '../../../support/signInPool.ts';

const username = 'planted.user@example.com';
const password = 'Planted-Password-2026!';

const scenario: typeof signInScenario = {
  ...signInScenario,
  pools: (signInScenario.pools ?? []).map((pool) =>
    pool.name === 'customer-login' ? { ...pool, testUsers: [...(pool.testUsers ?? []), { email: username, password }] } : pool,
  ),
};

const secretMembers = /"(AccessToken|IdToken|RefreshToken|Token|SECRET_HASH|ClientSecret)":"([^"]+)"/g;

const everything = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) => (part instanceof Map || part instanceof Set ? [...(part as Iterable<unknown>)] : part));

it.each(['replicaOnly', 'traffic'] as const)(
  'password, name and tokens of a rehearsal %s are nowhere',
  async (mode) => {
    const secrets = new Set([username, password]);
    const aws = rehearsalStory(scenario);
    const handler = simulatedRequestHandler(aws.simulation);
    const connect = () =>
      connectThrough(
        {
          ...handler,
          handle: async (...of: Parameters<typeof handler.handle>) => {
            const answer = await handler.handle(...of);
            const { body } = answer.response;
            const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body);
            for (const [, , secret = ''] of text.matchAll(secretMembers)) secrets.add(secret);
            return answer;
          },
        },
        { accessKeyId: scenario.account.accessKeys[0] ?? '', secretAccessKey: 'any' },
        scenario.regions,
        new RequestLimits(10_000),
      );
    const host = await aws.window({ connect });
    const rehearsal = await host.rehearse(host.wish({ mode }), await host.user({ username, password }));
    expect(rehearsal.checks.find(({ id }) => id === 'signIn')?.state).toBe('pass');
    expect(secrets.size).toBeGreaterThan(4);
    const kept = [everything(host.session.store.snapshot), everything(aws.storage.saved), everything(aws.storage.savedRehearsals)];
    const all = [...kept, host.document(rehearsal)].join('\n');
    expect(all).toContain('The user is signed in.');
    for (const secret of secrets) expect(all).not.toContain(secret);
    aws.end();
  },
  30_000,
);
