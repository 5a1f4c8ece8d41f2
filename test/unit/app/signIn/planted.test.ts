// Nothing of a test user but `sub` and groups is in anything that is kept, shown or logged.
import type * as vscode from 'vscode';
import { describe, expect, it } from 'vitest';
import { documentIdOf } from '../../../../src/app/documents/documentIds.ts';
import { type DocumentKind, documentPath } from '../../../../src/app/documents/documentPath.ts';
import { documentText } from '../../../../src/app/documents/documentText.ts';
import { logLinesOf } from '../../../../src/app/signIn/signInReport.ts';
import type { Fault } from '../../../../src/simulator/faults.ts';
import { english } from '../../../../src/domain/message.ts';
import { logChanges } from '../../../../src/ui/log.ts';
import { reported, signInHost, signInScenario } from '../../../support/signInPool.ts';

const username = 'planted.user@example.com';
const password = 'Planted-Password-2026!';

const scenario: typeof signInScenario = {
  ...signInScenario,
  pools: (signInScenario.pools ?? []).map((pool) =>
    pool.name === 'customer-login'
      ? {
          ...pool,
          testUsers: [
            ...(pool.testUsers ?? []),
            { email: username, password, groups: ['members'], attributes: { name: 'Planted Name', phone_number: '+15550109876' } },
          ],
        }
      : pool,
  ),
};

/** Every value of these members in what goes to AWS and comes back. */
const secretMembers =
  /"(AccessToken|IdToken|RefreshToken|Token|SECRET_HASH|ClientSecret|Session|PASSWORD_CLAIM_SIGNATURE|SRP_A)":"([^"]+)"/g;

/** Everything that can be reached from a value, Maps and Sets too. */
const everything = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) => (part instanceof Map || part instanceof Set ? [...(part as Iterable<unknown>)] : part));

async function tried(clientName: string, faults: readonly Fault[] = []) {
  const secrets = new Set([username, password, 'Planted Name', '+15550109876']);
  const wire: string[] = [];
  const host = await signInHost({
    scenario,
    faults,
    between: (handler) => ({
      ...handler,
      handle: async (request, options) => {
        const answer = await handler.handle(request, options);
        const texts = [request.body, answer.response.body].map((body) =>
          body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body),
        );
        wire.push(...texts);
        for (const [, , secret = ''] of texts.join('\n').matchAll(secretMembers)) secrets.add(secret);
        return answer;
      },
    }),
  });
  const lines: string[] = [];
  const log = { warn: (text: string) => lines.push(text), info: (text: string) => lines.push(text) } as unknown as vscode.LogOutputChannel;
  const listening = logChanges(host.session, log);
  const test = await host.test('customer-login', username, { clientName, password, triesWrite: true });
  const report = await reported(host.verify(test));
  host.session.store.setSignIn(host.session.store.epoch, report);
  for (const line of logLinesOf(report)) log.info(line);
  await host.session.refresh();
  await host.session.compare(test.pool.id);
  listening.dispose();
  const kinds: readonly DocumentKind[] = ['pool', 'readiness', 'signIn'];
  const documents = kinds.map((kind) => {
    const id = documentIdOf(host.session.store, test.pool, kind);
    return id ? `${documentPath(id)}\n${documentText(host.session, id, english)}` : '';
  });
  return {
    report,
    secrets: [...secrets],
    wire,
    kept: [everything(host.session.store.snapshot), everything(report), ...documents, ...lines],
  };
}

describe('password, tokens, secrets and attributes of a test user', () => {
  it.each([
    ['ALLOW_USER_PASSWORD_AUTH with a secret', []],
    ['ALLOW_USER_SRP_AUTH with a secret', []],
    ['ALLOW_ADMIN_USER_PASSWORD_AUTH with a secret', []],
    // What failed is written to the log.
    ['ALLOW_USER_PASSWORD_AUTH with a secret', [{ kind: 'serverError', operation: 'RevokeToken' }]],
    ['ALLOW_USER_PASSWORD_AUTH with a secret', [{ kind: 'html', operation: 'InitiateAuth', region: 'us-west-2' }]],
  ] satisfies [string, Fault[]][])('of %s are nowhere: %j', async (clientName, faults) => {
    const { kept, secrets, wire } = await tried(clientName, faults);
    // They were there to be found.
    expect(secrets.length).toBeGreaterThan(7);
    expect(wire.join('\n')).toContain(username);
    const all = kept.join('\n');
    expect(all).toContain('Sign-in to customer-login');
    for (const secret of secrets) {
      expect(all).not.toContain(secret);
      // The claims or the signature of a token alone are one, too.
      if (secret.startsWith('eyJ')) for (const part of secret.split('.').slice(1)) expect(all).not.toContain(part);
    }
  });
});

describe('what a sign-in came to', () => {
  it('is kept for the window only: a restored document says so', async () => {
    const host = await signInHost();
    const { store } = host.session;
    const id = documentIdOf(store, host.pool('customer-login'), 'signIn')!;
    expect(documentPath(id)).toMatch(/\/customer-login to us-west-2\.signIn\.md$/);
    expect(documentText(host.session, id, english)).toContain('kept for the window');
    expect(await host.document(await host.test('customer-login', 'ana@example.com'))).toContain('the tokens say the same');
    await host.session.connect({ kind: 'demo' }, []);
    expect(store.snapshot.signIns.size).toBe(0);
  });
});
