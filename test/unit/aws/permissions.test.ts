import { afterEach, describe, expect, it } from 'vitest';
import { createClients } from '../../../src/aws/clients.ts';
import { createPermissionReader } from '../../../src/aws/permissionReader.ts';
import type { PermissionQuestion } from '../../../src/domain/plans/permissionCheck.ts';
import type { Connection } from '../../../src/domain/ports.ts';
import { demoScenario } from '../../../src/simulator/demo.ts';
import { type HttpServer, startHttpServer } from '../../support/httpServer.ts';
import { simulated } from '../../support/simulated.ts';

const account = demoScenario.account.id;
const { signal } = new AbortController();

const question = (resource: string, ...actions: string[]): PermissionQuestion => ({
  permissions: actions.map((action) => ({ action, region: 'us-west-2', resource })),
  resource,
  context: { 'aws:RequestedRegion': 'us-west-2' },
});

function simulatedCaller(identity: string) {
  return simulated({ ...demoScenario, account: { ...demoScenario.account, identity } });
}

describe('IAM', () => {
  it('is asked in the Region of its partition, and says of each action what the policies make of it in the Region of the call', async () => {
    const { connection, simulation } = simulated(demoScenario, [
      { kind: 'accessDenied', service: 'kms', operation: 'CreateKey', region: 'us-west-2' },
      { kind: 'accessDenied', service: 'kms', operation: 'TagResource', region: 'eu-west-1' },
    ]);
    const asked = question('*', 'kms:CreateKey', 'kms:TagResource');
    expect(await connection.permissions.simulate(`arn:aws:iam::${account}:user/simulated`, asked, signal)).toEqual({
      ok: true,
      value: [
        { action: 'kms:CreateKey', decision: 'implicitDeny', missingContext: [] },
        { action: 'kms:TagResource', decision: 'allowed', missingContext: [] },
      ],
    });
    expect(simulation.calls()).toMatchObject([{ service: 'iam', operation: 'SimulatePrincipalPolicy', region: 'us-east-1' }]);
  });

  it('knows a role by its name, with its path', async () => {
    const { connection } = simulatedCaller('role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef');
    expect(await connection.permissions.roleArn('aws', 'AWSReservedSSO_Admin_0123456789abcdef', signal)).toEqual({
      ok: true,
      value: `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef`,
    });
  });

  it('says what is not there and what it refuses', async () => {
    const { permissions } = simulatedCaller('role/Admin').connection;
    const reasonOf = async (result: Promise<Awaited<ReturnType<Connection['permissions']['roleArn' | 'simulate']>>>) => {
      const answer = await result;
      return answer.ok ? 'answered' : `${answer.failure.operation} ${answer.failure.reason}`;
    };
    expect(await reasonOf(permissions.roleArn('aws', 'Nobody', signal))).toBe('iam:GetRole notFound');
    const asked = question('*', 'kms:CreateKey');
    expect(await reasonOf(permissions.simulate(`arn:aws:iam::${account}:role/Nobody`, asked, signal))).toBe(
      'iam:SimulatePrincipalPolicy notFound',
    );
    const refused = simulated(demoScenario, [{ kind: 'accessDenied', service: 'iam' }]).connection.permissions;
    expect(await reasonOf(refused.simulate(`arn:aws:iam::${account}:user/simulated`, asked, signal))).toBe(
      'iam:SimulatePrincipalPolicy accessDenied',
    );
  });
});

describe('an answer over the network', () => {
  let server: HttpServer | undefined;
  afterEach(() => server?.close());

  const evaluation = (action: string, decision: string, more = '') =>
    `<member><EvalActionName>${action}</EvalActionName><EvalDecision>${decision}</EvalDecision><MatchedStatements/>${more}</member>`;
  const page = (results: string, next?: string) =>
    '<SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><SimulatePrincipalPolicyResult>' +
    `<IsTruncated>${String(next !== undefined)}</IsTruncated>${next === undefined ? '' : `<Marker>${next}</Marker>`}` +
    `<EvaluationResults>${results}</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`;

  async function ask(answerTo: (form: URLSearchParams) => string, partition = 'aws') {
    server = await startHttpServer(({ body }, response) =>
      response.writeHead(200, { 'content-type': 'text/xml' }).end(answerTo(new URLSearchParams(body))),
    );
    const { url, requests } = server;
    const clients = createClients({
      credentials: () => Promise.resolve({ accessKeyId: 'AKIAOTHER0000000001', secretAccessKey: 'any' }),
      endpoints: () => url,
    });
    const asked = question('arn:aws:kms:us-west-2:111122223333:key/mrk-*', 'kms:TagResource', 'kms:PutKeyPolicy');
    const answer = await createPermissionReader(clients).simulate(`arn:${partition}:iam::111122223333:user/ann`, asked, signal);
    clients.dispose();
    return { answer, requests };
  }

  it('is read page by page', async () => {
    const { answer, requests } = await ask((form) =>
      form.get('Marker') === 'second'
        ? page(evaluation('kms:PutKeyPolicy', 'allowed'))
        : page(evaluation('kms:TagResource', 'explicitDeny'), 'second'),
    );
    expect(answer.ok && answer.value.map(({ action, decision }) => `${action} ${decision}`)).toEqual([
      'kms:TagResource explicitDeny',
      'kms:PutKeyPolicy allowed',
    ]);
    expect(requests).toHaveLength(2);
    const form = new URLSearchParams(requests[0]?.body);
    expect(form.get('PolicySourceArn')).toBe('arn:aws:iam::111122223333:user/ann');
    expect(form.get('ActionNames.member.2')).toBe('kms:PutKeyPolicy');
    expect(form.get('ResourceArns.member.1')).toBe('arn:aws:kms:us-west-2:111122223333:key/mrk-*');
    expect(form.get('ContextEntries.member.1.ContextKeyName')).toBe('aws:RequestedRegion');
    expect(form.get('ContextEntries.member.1.ContextKeyValues.member.1')).toBe('us-west-2');
  });

  it('says what of boundary and organization stands against it, and what depends on conditions: for the resource, not for all together', async () => {
    const own =
      '<ResourceSpecificResults><member><EvalResourceName>arn:aws:kms:us-west-2:111122223333:key/mrk-*</EvalResourceName>' +
      '<EvalResourceDecision>implicitDeny</EvalResourceDecision><MissingContextValues><member>aws:SourceIp</member></MissingContextValues>' +
      '<PermissionsBoundaryDecisionDetail><AllowedByPermissionsBoundary>false</AllowedByPermissionsBoundary></PermissionsBoundaryDecisionDetail>' +
      '</member></ResourceSpecificResults>' +
      '<OrganizationsDecisionDetail><AllowedByOrganizations>true</AllowedByOrganizations></OrganizationsDecisionDetail>';
    const { answer } = await ask(() => page(evaluation('kms:TagResource', 'explicitDeny', own)));
    expect(answer).toEqual({
      ok: true,
      value: [
        {
          action: 'kms:TagResource',
          decision: 'implicitDeny',
          boundaryAllows: false,
          organizationAllows: true,
          missingContext: ['aws:SourceIp'],
        },
      ],
    });
  });

  it.each([
    ['aws', 'us-east-1'],
    ['aws-cn', 'cn-north-1'],
    ['aws-us-gov', 'us-gov-west-1'],
    ['aws-eusc', 'eusc-de-east-1'],
  ])('of the partition %s comes from %s', async (partition, region) => {
    const { requests } = await ask(() => page(evaluation('kms:TagResource', 'allowed')), partition);
    expect(requests[0]?.authorization).toContain(`/${region}/iam/aws4_request`);
  });

  it('without results is none', async () => {
    const { answer } = await ask(() => '<SimulatePrincipalPolicyResponse/>');
    expect(answer).toMatchObject({ ok: false, failure: { reason: 'unknown', operation: 'iam:SimulatePrincipalPolicy' } });
  });
});
