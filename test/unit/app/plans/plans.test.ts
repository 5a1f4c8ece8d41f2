import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  type CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunRecord, RunStorage } from '../../../../src/app/plans/runRecord.ts';
import type { PlanIntent } from '../../../../src/domain/plans/intent.ts';
import type { Plan } from '../../../../src/domain/plans/plan.ts';
import type { Connection } from '../../../../src/domain/ports.ts';
import { english } from '../../../../src/domain/message.ts';
import { jsonWebKeySetOf } from '../../../../src/simulator/cognito/signingKeys.ts';
import { demoScenario } from '../../../../src/simulator/demo.ts';
import { byPassword, clientOf } from '../../simulator/signIn.ts';
import { memoryStorage, type PlanHost, planHost, type SimulatedAws, simulatedAws } from '../../../support/planHost.ts';

const ended: (() => void)[] = [];
afterEach(() => ended.splice(0).forEach((end) => end()));

async function host(aws: Pick<SimulatedAws, 'clock' | 'connect'>, storage: RunStorage = memoryStorage()): Promise<PlanHost> {
  const made = await planHost(aws, storage);
  ended.push(made.dispose);
  return made;
}

/** The writes that the simulated AWS has carried out, in their order. */
function writes({ simulation }: SimulatedAws): readonly string[] {
  return simulation.calls().flatMap(({ operation = '' }) => (/^(Create|Replicate|Put|Update|Delete)/.test(operation) ? [operation] : []));
}

const outline = ({ steps }: Plan): string => steps.map(({ id, state }) => (state === 'done' ? id : `${state} ${id}`)).join(', ');

/** What a record says, one event a line. */
const told = ({ events, outcome }: RunRecord): readonly string[] => [
  ...events.map((event) =>
    [event.kind, 'step' in event ? event.step : '', event.kind === 'sending' ? event.call.operation : ''].join(' ').trim(),
  ),
  outcome?.kind ?? 'unfinished',
];

const setUp: PlanIntent = { kind: 'setUp' };

describe('a walk', () => {
  it('takes a pool on LITE to a replica, stops where something is to be chosen, and activates it then', async () => {
    const aws = simulatedAws();
    const storage = memoryStorage();
    const { look, run, subject } = await host(aws, storage);
    const newsletter = subject('newsletter', 'eu-west-1');
    expect(await run(newsletter, setUp)).toMatchObject({ kind: 'look', step: 'regional' });
    expect(writes(aws)).toEqual([
      'UpdateUserPool',
      'CreateKey',
      'ReplicateKey',
      'UpdateUserPool',
      'CreateUserPoolReplica',
      'UpdateUserPool',
    ]);
    const chosen: PlanIntent = { ...setUp, regional: [] };
    expect(outline(await look(newsletter, chosen))).toBe('tier, key, keyReplica, keyPolicy, poolKey, replica, issuer, next activate');
    expect(await run(newsletter, chosen)).toEqual({ kind: 'done' });
    expect(writes(aws).at(-1)).toBe('UpdateUserPoolReplica');
    const [first, second] = [...storage.saved.values()].map(told);
    expect(first).toEqual([
      'sending tier UpdateUserPool',
      'answered tier',
      'proved tier',
      'done tier',
      'sending key CreateKey',
      'answered key',
      'done key',
      'sending keyReplica ReplicateKey',
      'answered keyReplica',
      'waiting keyReplica',
      'done keyReplica',
      'sending poolKey UpdateUserPool',
      'answered poolKey',
      'proved poolKey',
      'done poolKey',
      'sending replica CreateUserPoolReplica',
      'answered replica',
      'waiting replica',
      'done replica',
      'sending issuer UpdateUserPool',
      'answered issuer',
      'proved issuer',
      'done issuer',
      'look',
    ]);
    expect(second).toEqual(['sending activate UpdateUserPoolReplica', 'answered activate', 'done activate', 'done']);
  });
});

describe('a replica that is created for hours', () => {
  it('is said to take long once, and watched to its end', async () => {
    const hours = 3 * 60 * 60_000;
    const aws = simulatedAws({ ...demoScenario, timing: { ...demoScenario.timing, replicaCreationMilliseconds: hours } });
    const storage = memoryStorage();
    const { run, subject } = await host(aws, storage);
    expect(await run(subject('newsletter', 'eu-west-1'), setUp)).toMatchObject({ kind: 'look' });
    const waited = [...storage.saved.values()].flatMap(({ events }) =>
      events.flatMap((event) => (event.kind === 'waiting' && event.step === 'replica' ? [english(event.why)] : [])),
    );
    expect(waited).toEqual([
      'It takes minutes to hours, by the number of users. AWS has no status for a failure.',
      expect.stringMatching(/^Still nothing after 3\d minutes\. /) as string,
    ]);
  });
});

describe('after the activation', () => {
  it('a sign-in through the replica gives tokens that verify, with iss, sub, aud and client_id of the primary', async () => {
    // The verifier asks the clock of the machine.
    const aws = simulatedAws(demoScenario, [], Date.now());
    const { run, subject } = await host(aws);
    const newsletter = subject('newsletter', 'eu-west-1');
    await run(newsletter, setUp);
    expect(await run(newsletter, { ...setUp, regional: [] })).toEqual({ kind: 'done' });

    const { poolId: UserPoolId } = newsletter;
    const [primary, secondary] = [clientOf(aws.simulation, 'us-east-1'), clientOf(aws.simulation, 'eu-west-1')];
    const made = await primary.send(
      new CreateUserPoolClientCommand({ UserPoolId, ClientName: 'web', ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] }),
    );
    const ClientId = made.UserPoolClient?.ClientId ?? '';
    const [Username, Password] = ['eve@example.com', 'Replicas-2026!'];
    await primary.send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: 'SUPPRESS' }));
    await primary.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
    await new Promise<void>((resolve) => aws.clock.after(60_000, resolve));

    const verified = async (client: CognitoIdentityProviderClient) => {
      const { AuthenticationResult: tokens } = await byPassword(client, Username, Password, ClientId);
      const verify = (tokenUse: 'id' | 'access', token = '') => {
        const verifier = CognitoJwtVerifier.create({ userPoolId: UserPoolId, clientId: ClientId, tokenUse });
        verifier.cacheJwks(jsonWebKeySetOf(aws.simulation.world(), UserPoolId));
        return verifier.verify(token);
      };
      const [id, access] = [await verify('id', tokens?.IdToken), await verify('access', tokens?.AccessToken)];
      return { iss: id.iss, sub: id.sub, aud: id['aud'], accessIss: access.iss, client_id: access['client_id'] };
    };
    const fromPrimary = await verified(primary);
    expect(await verified(secondary)).toEqual(fromPrimary);
    expect(fromPrimary).toMatchObject({ iss: `https://issuer-cognito-idp.us-east-1.amazonaws.com/${UserPoolId}`, aud: ClientId });
  });
});

interface Story {
  readonly pool: string;
  readonly to: string;
  readonly intents: readonly PlanIntent[];
}

/** Rows of storefront that a plan can copy, of every kind. */
const repairableRows = [
  'triggers/CustomMessage',
  'triggers/PreTokenGeneration',
  'waf/webAcl',
  'logs',
  'tags/stage',
  'senders/email/source',
];

const stories: readonly Story[] = [
  { pool: 'newsletter', to: 'eu-west-1', intents: [setUp, { ...setUp, regional: [] }] },
  { pool: 'customer-login', to: 'us-west-2', intents: [{ kind: 'deactivate' }, { kind: 'activate' }] },
  { pool: 'customer-login', to: 'us-west-2', intents: [{ kind: 'delete', deactivatesFirst: true }] },
  { pool: 'legacy-mobile', to: 'eu-central-1', intents: [{ kind: 'switchIssuer', to: 'UPDATED' }] },
  { pool: 'storefront', to: 'us-west-2', intents: [{ kind: 'repair', rowIds: repairableRows }] },
];

/** Where a process is killed: before something is written down, or when a call was sent and its answer was not read. */
type Kill = { readonly save: number } | { readonly send: number };

/** Walks all intents of a story; killed on the way, in another process from where the first one was. */
async function walkAll({ intents, pool, to }: Story, kill?: Kill) {
  const aws = simulatedAws();
  const storage = memoryStorage();
  let saves = 0;
  let sends = 0;
  let walkedTo = 0;
  let killed = false;
  let isKilled: () => void = () => undefined;
  const end = new Promise<void>((resolve) => (isKilled = resolve));
  const never = <T>(): Promise<T> => {
    killed = true;
    isKilled();
    return new Promise<T>(() => undefined);
  };
  const isDead = (): boolean => killed;
  const dying: RunStorage = {
    ...storage,
    save: (record) => {
      const isFatal = kill && 'save' in kill && saves === kill.save;
      saves += 1;
      return isFatal || isDead() ? never() : storage.save(record);
    },
  };
  const connect = (): Connection => {
    const connection = aws.connect();
    const send: Connection['sender']['send'] = async (...call) => {
      const answer = await connection.sender.send(...call);
      const isFatal = kill && 'send' in kill && sends === kill.send;
      sends += 1;
      return isFatal ? never() : answer;
    };
    return { ...connection, sender: { send } };
  };
  const first = await host({ ...aws, connect }, dying);
  const about = first.subject(pool, to);
  const walked = async (): Promise<void> => {
    for (const intent of intents) {
      await first.run(about, intent);
      walkedTo += 1;
    }
  };
  await Promise.race([walked(), end]);
  if (isDead()) {
    first.dispose();
    storage.processEnded();
    const second = await host(aws, storage);
    // What was left unfinished goes on by itself; what had not begun is begun again.
    await resumed(second);
    for (const intent of intents.slice(walkedTo)) await second.run(about, intent);
  }
  const state = aws.simulation.world();
  return { writes: writes(aws), killed, saves, sends, state: stateOf(state), records: [...storage.saved.values()] };
}

async function resumed({ plans }: PlanHost): Promise<void> {
  const isOver = async (): Promise<boolean> => (await plans.records()).every(({ outcome }) => outcome !== undefined);
  while (!(await isOver())) await new Promise((resolve) => setImmediate(resolve));
}

/** What there is in the end, without the times at which it came about. */
function stateOf(world: object): string {
  return JSON.stringify(world, (name, value: unknown) => (/At$|^sequence$|^faultMemory$/.test(name) ? undefined : value));
}

describe.each(stories)('the extension host is killed while $pool is walked: $intents.0.kind', (story) => {
  it('before anything is written down, or after anything was sent: nothing is done twice', async () => {
    const whole = await walkAll(story);
    const kills: Kill[] = [
      ...Array.from({ length: whole.saves }, (_, save) => ({ save })),
      ...Array.from({ length: whole.sends }, (_, send) => ({ send })),
    ];
    for (const kill of kills) {
      const { killed, state, writes: sent } = await walkAll(story, kill);
      expect({ kill, killed }).toEqual({ kill, killed: true });
      expect({ kill, sent }).toEqual({ kill, sent: whole.writes });
      expect({ kill, state }).toEqual({ kill, state: whole.state });
    }
    expect(kills.length).toBeGreaterThan(5);
  }, 300_000);
});
