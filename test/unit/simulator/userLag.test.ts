import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  CreateUserPoolClientCommand,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from 'vitest';
import { demoPoolId, demoWorld, now } from './requests.ts';
import { byPassword, clientOf, start } from './signIn.ts';

const UserPoolId = demoPoolId('customer-login');
const lag = 30_000;

describe('users and app clients with a replication lag', () => {
  /** A primary and a replica, and a clock that moves when told to. */
  function regions() {
    let time = now;
    const simulation = start({ ...demoWorld(), timing: { replicationLagMilliseconds: lag } }, () => time);
    return {
      primary: clientOf(simulation),
      replica: clientOf(simulation, 'us-west-2'),
      pass: (milliseconds: number) => (time += milliseconds),
    };
  }

  test('a new user is known in the primary Region at once, and to the replica after the lag', async () => {
    const { primary, replica, pass } = regions();
    const Username = 'late@example.com';
    await primary.send(new AdminCreateUserCommand({ UserPoolId, Username }));
    await expect(primary.send(new AdminGetUserCommand({ UserPoolId, Username }))).resolves.toMatchObject({ Enabled: true });
    pass(lag - 1);
    await expect(replica.send(new AdminGetUserCommand({ UserPoolId, Username }))).rejects.toMatchObject({ name: 'UserNotFoundException' });
    pass(2);
    await expect(replica.send(new AdminGetUserCommand({ UserPoolId, Username }))).resolves.toMatchObject({ Enabled: true });
  });

  test('the replica takes the old password until the new one has arrived', async () => {
    const { primary, replica, pass } = regions();
    const user = 'ana@example.com';
    await primary.send(new AdminSetUserPasswordCommand({ UserPoolId, Username: user, Password: 'Another-2026!', Permanent: true }));
    await expect(byPassword(primary, user, 'Another-2026!')).resolves.toHaveProperty('AuthenticationResult');
    await expect(byPassword(replica, user)).resolves.toHaveProperty('AuthenticationResult');
    await expect(byPassword(replica, user, 'Another-2026!')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    pass(lag + 1);
    await expect(byPassword(replica, user, 'Another-2026!')).resolves.toHaveProperty('AuthenticationResult');
    await expect(byPassword(replica, user)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  test('so does an app client', async () => {
    const { primary, replica, pass } = regions();
    const { UserPoolClient } = await primary.send(new CreateUserPoolClientCommand({ UserPoolId, ClientName: 'new' }));
    const describeClient = new DescribeUserPoolClientCommand({ UserPoolId, ClientId: UserPoolClient?.ClientId });
    await expect(replica.send(describeClient)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    pass(lag + 1);
    await expect(replica.send(describeClient)).resolves.toMatchObject({ UserPoolClient: { ClientName: 'new' } });
  });
});
