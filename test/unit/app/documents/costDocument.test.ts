import { beforeAll, describe, expect, it } from 'vitest';
import { documentIdOf } from '../../../../src/app/documents/documentIds.ts';
import { documentPath, parseDocumentPath } from '../../../../src/app/documents/documentPath.ts';
import { documentText } from '../../../../src/app/documents/documentText.ts';
import { PoolSession } from '../../../../src/app/poolSession.ts';
import { english } from '../../../../src/domain/message.ts';
import { defaultPrices } from '../../../../src/domain/prices.ts';
import { realClock, simulated } from '../../../support/simulated.ts';

let session: PoolSession;
beforeAll(async () => {
  session = new PoolSession({ open: () => Promise.resolve(simulated().connection), clock: realClock });
  await session.connect({ kind: 'demo' }, []);
});

const poolNamed = (name: string) => session.store.pools.find((pool) => pool.name === name)!;

/** The document about the cost of a pool. */
const textOf = (name: string): string => documentText(session, documentIdOf(session.store, poolNamed(name), 'cost')!, english);

describe('the cost of a user pool', () => {
  it('is one document of the pool, with or without a replica', () => {
    const id = documentIdOf(session.store, poolNamed('newsletter'), 'cost')!;
    expect(documentPath(id)).toBe('/aws/111122223333/us-east-1/us-east-1_KfUT4QTtJ/newsletter.cost.md');
    expect(parseDocumentPath(documentPath(id))).toEqual(id);
  });

  it('is asked for before there is anything to show', () => {
    expect(textOf('newsletter')).toBe('Nothing is known here of what to estimate. Run Estimate Cost for newsletter.\n');
  });

  it('says what goes in, what comes out, whose prices these are, what is not confirmed and what is left out', () => {
    const question = {
      activeUsers: 100_000,
      plan: 'ESSENTIALS',
      federatedPercent: 0,
      freeOnPlus: false,
      machineTokens: 0,
      keys: 1,
    } as const;
    session.store.setCost(session.store.epoch, poolNamed('storefront').id, question);
    expect(textOf('storefront')).toMatchInlineSnapshot(`
      "# Cost of storefront with a replica

      us-east-1_8S27rm6aS · 100,000 active users a month on ESSENTIALS · 1 key

      **1,802.00 USD a month, 452.00 of it for replication**

      | What                     | Formula                          | USD a month | Price from        |
      | ------------------------ | -------------------------------- | ----------- | ----------------- |
      | Users on ESSENTIALS      | max(0, 100,000 − 10,000) × 0.015 | 1,350.00    | 2026-06, articles |
      | Add-on for the replica   | 100,000 × 0.0045                 | 450.00      | 2026-06, articles |
      | KMS keys in both Regions | 1 × 2 × 1.00                     | 2.00        | 2026-06, articles |

      ## What is not confirmed

      - Whether a replica is billed while it is INACTIVE is not confirmed: the add-on is counted as for an active one.

      ## What it leaves out

      - Requests to KMS, SMS, mail, request limits above the free ones, AWS WAF, Route 53 health checks.
      - What the secondary Region runs besides: functions of triggers, logs and their destinations.
      - What app clients for machine-to-machine cost by themselves, discounts for large numbers, credits and taxes.

      ## Prices

      As of 2026-06, from two articles about the launch that agree (WebProNews, Classmethod). Compare them with the pricing page before you rely on them, and change what has changed in the setting cognitoReplicas.prices:

      <https://aws.amazon.com/cognito/pricing/>
      "
    `);
  });

  it('names no sum where a price is unknown, and follows the setting', () => {
    const question = { activeUsers: 20_000, plan: 'PLUS', federatedPercent: 50, freeOnPlus: false, machineTokens: 1_000, keys: 0 } as const;
    session.store.setCost(session.store.epoch, poolNamed('customer-login').id, question);
    session.store.prices = { ...defaultPrices, plusUser: 0.01 };
    const text = textOf('customer-login');
    expect(text).toContain('**At least ');
    expect(text).toMatch(/^\| Users on PLUS +\| 10,000 × 0\.01 +\| 100\.00 +\| setting /m);
    expect(text).toMatch(/^\| Add-on for the replica, federated users +\| 10,000 × \? +\| unknown +\| nobody /m);
    session.store.prices = defaultPrices;
    expect(textOf('customer-login')).toMatch(/^\| Users on PLUS +\| 10,000 × 0\.02 +\| 200\.00 +\| 2026-06, articles /m);
  });
});
