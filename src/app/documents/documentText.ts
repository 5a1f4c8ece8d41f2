import { type Fact, valueOf } from '../../domain/fact.ts';
import { failureMessage } from '../../domain/failure.ts';
import { type Json, sortedJson } from '../../domain/json.ts';
import { type Message, message } from '../../domain/message.ts';
import type { UserPool } from '../../domain/userPool.ts';
import type { PoolSession } from '../poolSession.ts';
import { type PoolStore, settingsKey } from '../poolStore.ts';
import { accountOf } from './documentIds.ts';
import { type DocumentId, isJsonDocument } from './documentPath.ts';
import { factData, poolDocument } from './poolDocument.ts';
import { readinessDocument } from './readinessDocument.ts';

type Render = (message: Message) => string;

/**
 * The text of a document as far as its account is looked at and read. Where it is not, the document says why: the account of another profile
 * leaves nothing behind in a tab, and choosing it again brings everything back.
 */
export function documentText(session: PoolSession, id: DocumentId, render: Render): string {
  const { store } = session;
  const why = whyNotShown(session, id);
  if (why) return placeholder(id, why, render);
  const pool = store.pools.find((one) => one.id === id.poolId);
  if (!pool) return placeholder(id, message('not read yet'), render);
  return contentOf(store, pool, id, render) ?? placeholder(id, message('being read'), render);
}

function whyNotShown({ state, store }: PoolSession, { account, poolId, region }: DocumentId): Message | undefined {
  if (!state.choice) return message('No account is looked at. Choose a profile in the Cognito Replicas view.');
  if (state.failure) return failureMessage(state.failure);
  const { identity } = store.snapshot;
  if (!identity) return message('being read');
  const other = valueOf(identity)?.account;
  if (other !== undefined && other !== account) {
    return message('This belongs to account {account}, and the Cognito Replicas view shows account {other}.', { account, other });
  }
  const pool = store.pools.find(({ id }) => id === poolId);
  if (!pool) {
    return state.loading
      ? message('being read')
      : message('User pool {poolId} is not in the Regions that the Cognito Replicas view lists.', { poolId });
  }
  const regions = [pool.primaryRegion, store.secondaryRegionOf(pool)];
  return regions.includes(region) ? undefined : message('User pool {poolId} has no replica in {region}.', { poolId, region });
}

function contentOf(store: PoolStore, pool: UserPool, id: DocumentId, render: Render): string | undefined {
  const details = store.snapshot.details.get(pool.id);
  const fact = <T>(value: Fact<T> | undefined, show: (value: T) => Json): string => jsonText(factData(value, show, render));
  switch (id.kind) {
    case 'pool': {
      const settings = store.snapshot.settings.get(settingsKey(id.region, pool.id));
      const data = poolDocument({ region: id.region, details, settings, render });
      return data && jsonText(data);
    }
    case 'key':
      return details && fact(details.keys.get(id.region), (key) => sortedJson(key.settings, ['Arn', 'KeyState', 'MultiRegion']));
    case 'keyPolicy':
      return details && fact(details.keyPolicies.get(id.region), policyData);
    case 'domain':
      return (
        details && fact(details.domain, (domain) => sortedJson(domain.settings, ['Domain', 'Status', 'CustomDomainConfig', 'Routing']))
      );
    case 'readiness': {
      const assessment = store.assessmentOf(pool);
      if (assessment?.facts.secondaryRegion !== id.secondaryRegion) return undefined;
      const readAt = store.snapshot.readAt.get(pool.id) ?? 0;
      return assessment && readinessDocument({ assessment, account: accountOf(store, pool.id), readAt, render });
    }
  }
}

/** A policy in the order in which somebody wrote it; as text when it is not JSON. */
function policyData(policy: string): Json {
  try {
    return JSON.parse(policy) as Json;
  } catch {
    return policy;
  }
}

function jsonText(data: Json): string {
  return `${JSON.stringify(data, null, 2)}\n`;
}

function placeholder(id: DocumentId, why: Message, render: Render): string {
  return isJsonDocument(id) ? jsonText({ unknown: render(why) }) : `${render(why)}\n`;
}
