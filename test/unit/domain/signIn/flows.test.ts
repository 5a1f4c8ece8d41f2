import { describe, expect, it } from 'vitest';
import { allowedFlows } from '../../../../src/domain/signIn/flows.ts';

describe('the flows of an app client, the preferred one first', () => {
  it.each([
    [[], 'USER_SRP_AUTH'],
    [['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'], 'USER_SRP_AUTH'],
    [
      ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
      'USER_PASSWORD_AUTH USER_SRP_AUTH ADMIN_USER_PASSWORD_AUTH',
    ],
    [['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'], ''],
    [['ALLOW_USER_AUTH'], ''],
    // The names of before.
    [['ADMIN_NO_SRP_AUTH'], 'USER_SRP_AUTH ADMIN_USER_PASSWORD_AUTH'],
    [['USER_PASSWORD_AUTH'], 'USER_PASSWORD_AUTH USER_SRP_AUTH'],
    [['CUSTOM_AUTH_FLOW_ONLY'], ''],
  ])('%j', (explicit, flows) => expect(allowedFlows(explicit).join(' ')).toBe(flows));
});
