// What issuers publish, as the simulated AWS has it: by host, for pools on UPDATED and on ORIGINAL.
import { describe, expect, it } from 'vitest';
import { demoScenario } from '../../../src/simulator/demo.ts';
import { simulatedAws } from '../../support/planHost.ts';
import { demoPoolId } from '../simulator/requests.ts';

const updated = demoPoolId('customer-login');
const original = demoPoolId('legacy-mobile');
const never = new AbortController().signal;
const { issuers } = simulatedAws(demoScenario).connect();

describe('the documents of an issuer', () => {
  it.each([
    [
      'UPDATED',
      `https://issuer-cognito-idp.us-east-1.amazonaws.com/${updated}`,
      `https://issuer-cognito-idp.us-east-1.amazonaws.com/${updated}`,
    ],
    ['ORIGINAL', `https://cognito-idp.eu-west-1.amazonaws.com/${original}`, `https://cognito-idp.eu-west-1.amazonaws.com/${original}`],
    [
      'ORIGINAL at the host of the secondary Region',
      `https://cognito-idp.eu-central-1.amazonaws.com/${original}`,
      `https://cognito-idp.eu-west-1.amazonaws.com/${original}`,
    ],
  ])('%s: two keys, and the issuer that tokens name', async (_what, address, issuer) => {
    const keys = await issuers.keyIds(address, never);
    expect(keys.ok && keys.value).toHaveLength(2);
    expect(await issuers.discovery(address, never)).toEqual({ ok: true, value: issuer });
  });

  it('are not found at a host that is not the issuer of the pool', async () => {
    const address = `https://issuer-cognito-idp.eu-west-1.amazonaws.com/${original}`;
    expect(await issuers.keyIds(address, never)).toMatchObject({ ok: false, failure: { reason: 'notFound', region: 'eu-west-1' } });
    expect(await issuers.discovery(address, never)).toMatchObject({ ok: false, failure: { reason: 'notFound' } });
  });
});
