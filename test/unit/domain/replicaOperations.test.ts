import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { english } from '../../../src/domain/message.ts';
import {
  measuredRefusals,
  operationAreas,
  refusedInShort,
  refusedOnReplica,
  replicaRefusal,
  unconfirmedOperations,
} from '../../../src/domain/replicaOperations.ts';
import {
  activeSecondaryOperations,
  inactiveSecondaryOperations,
  notEnabledHere,
} from '../../../src/simulator/cognito/secondaryOperations.ts';

const all = (part: 'always' | 'whenActive' | 'refused'): string[] => operationAreas.flatMap((area) => area[part]).sort();

/** Operations of the API, of the version that the facts are about. */
const operations = Object.keys(sdk)
  .filter((name) => /^[A-Z]\w+Command$/.test(name))
  .map((name) => name.replace(/Command$/, ''));

describe('the operations of a replica', () => {
  it('are those that the simulated AWS takes there', () => {
    expect(all('always')).toEqual([...inactiveSecondaryOperations].sort());
    expect(all('whenActive')).toEqual([...activeSecondaryOperations].sort());
  });

  it('are refused as the simulated AWS refuses them', () => {
    const { code, message } = notEnabledHere();
    expect([replicaRefusal.name, replicaRefusal.message]).toEqual([code, message]);
  });

  it('are each of the API in one place, and no other', () => {
    const placed = [...all('always'), ...all('whenActive'), ...all('refused'), ...unconfirmedOperations].sort();
    // Association with a web ACL is a permission of Cognito and an operation of AWS WAF; creating a user pool is about none that is there.
    const expected = [...operations.filter((name) => name !== 'CreateUserPool'), 'AssociateWebACL', 'DisassociateWebACL'];
    expect(placed).toEqual(expected.sort());
  });

  it('have the refusals that were measured among those that follow', () => {
    expect(measuredRefusals.filter((name) => !all('refused').includes(name))).toEqual([]);
  });

  it('are in words wherever something is refused', () => {
    expect(refusedOnReplica.flatMap((group) => group.operations).sort()).toEqual(all('refused'));
    expect(english(refusedInShort())).toBe(
      'sign-up, forgotten and changed passwords, changes of profiles, setting up second factors and passkeys, remembering devices, changes of users and groups by administrators, changes of app clients, identity providers, resource servers, branding and terms',
    );
  });
});
