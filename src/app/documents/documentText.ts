import { keyIdOf } from '../../domain/arn.ts';
import { type Fact, valueOf } from '../../domain/fact.ts';
import { type Json, sortedJson } from '../../domain/json.ts';
import { type Message, message } from '../../domain/message.ts';
import type { PoolDetails, UserPool } from '../../domain/userPool.ts';
import { originMessage, originOf } from '../../domain/poolOrigin.ts';
import { planName } from '../../domain/plans/intent.ts';
import type { Assessment } from '../assessment.ts';
import type { PoolSession } from '../poolSession.ts';
import { type PoolStore, settingsKey } from '../poolStore.ts';
import { accountOf } from './documentIds.ts';
import { whyNotShown } from './shown.ts';
import { type DocumentId, isJsonDocument, planKindOf } from './documentPath.ts';
import { factData, poolDocument } from './poolDocument.ts';
import { planDocument } from './planDocument.ts';
import { preflightContent } from './preflightDocument.ts';
import { replicaOperationsDocument } from './replicaOperationsDocument.ts';
import { replicaStatusOf } from '../replicaStatus.ts';
import { costDocument } from './costDocument.ts';
import { runDocument } from './runDocument.ts';
import { rehearsalContent } from './rehearsalDocument.ts';
import { readinessDocument } from './readinessDocument.ts';
import { signInDocument } from './signInDocument.ts';

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
  const content = pool && contentOf(store, pool, id, render);
  if (content === undefined) return placeholder(id, message('being read'), render);
  return typeof content === 'string' ? content : placeholder(id, content, render);
}

/** The text, why there is none, or undefined while it is being read. */
function contentOf(store: PoolStore, pool: UserPool, id: DocumentId, render: Render): string | Message | undefined {
  const details = store.snapshot.details.get(pool.id);
  const fact = <T>(value: Fact<T> | undefined, show: (value: T) => Json): string => jsonText(factData(value, show, render));
  switch (id.kind) {
    case 'pool': {
      const settings = store.snapshot.settings.get(settingsKey(id.region, pool.id));
      const data = poolDocument({ region: id.region, details, settings, render });
      return data && jsonText(data);
    }
    case 'key':
      return keyContent(details, id, () =>
        fact(details?.keys.get(id.region), (key) => sortedJson(key.settings, ['Arn', 'KeyState', 'MultiRegion'])),
      );
    case 'keyPolicy':
      return keyContent(details, id, () => fact(details?.keyPolicies.get(id.region), policyData));
    case 'domain': {
      const domain = valueOf(details?.domain);
      if (domain && domain.name !== id.name) return message('{name} is no longer a domain of this user pool.', { name: id.name });
      return details && fact(details.domain, (known) => sortedJson(known.settings, ['Domain', 'Status', 'CustomDomainConfig', 'Routing']));
    }
    case 'readiness':
      return judgedContent(store, pool, id, ({ assessment, account, readAt }) =>
        readinessDocument({ assessment, account, readAt, render }),
      );
    case 'signIn': {
      const report = store.snapshot.signIns.get(pool.id);
      // Of another window, of before a reload, or of a replica that was in another Region.
      return report && report.pool.secondaryRegion === id.secondaryRegion
        ? signInDocument({ report, account: id.account, render })
        : message('What a sign-in came to is kept for the window that it was tried in. Verify Sign-In tries it again.');
    }
    case 'preflight':
      return preflightContent(store, pool, id, render);
    case 'cost': {
      const question = store.snapshot.costs.get(pool.id);
      // Kept for the workspace in which it was asked.
      if (!question) return message('Nothing is known here of what to estimate. Run Estimate Cost for {name}.', { name: pool.name });
      return costDocument({ pool, question, prices: store.prices, render });
    }
    case 'replicaOperations': {
      const status = replicaStatusOf(pool, details);
      const { secondaryRegion } = pool;
      if (!status) return undefined;
      if (secondaryRegion === undefined || secondaryRegion !== id.secondaryRegion)
        return message('User pool {poolId} has no replica in {region}.', { poolId: pool.id, region: id.secondaryRegion ?? '' });
      const readAt = store.snapshot.readAt.get(pool.id) ?? 0;
      return replicaOperationsDocument({ pool: { ...pool, secondaryRegion }, account: id.account, status, readAt, render });
    }
    case 'run': {
      const record = store.snapshot.runs.get(id.name);
      return record && runDocument(record, render);
    }
    case 'rehearsal':
      return rehearsalContent(store, id, render);
    case 'plan':
    case 'activation':
    case 'deactivation':
    case 'deletion':
    case 'issuerSwitch':
    case 'repair':
    case 'failover':
    case 'failback':
    case 'routing': {
      const kind = planKindOf(id.kind);
      const state = kind && store.snapshot.plans.get(planName(id, kind));
      // Of a replica that was in another Region.
      if (!state || state.subject.secondaryRegion !== id.secondaryRegion) return undefined;
      const description = valueOf(details?.description);
      // A health check is steered for a while, and is not what a template says of it.
      const origin = description && kind !== 'failOver' && kind !== 'failBack' ? originOf(description.tags) : undefined;
      return planDocument({ state, render, ...(origin && { origin: originMessage(origin) }) });
    }
  }
}

/** A key's document, as long as the pool is still on that key. */
function keyContent(details: PoolDetails | undefined, { name }: DocumentId, content: () => string): string | Message | undefined {
  const description = valueOf(details?.description);
  const current = description?.key.arn;
  if (description && (current === undefined || keyIdOf(current) !== name)) {
    return message('{name} is no longer the key of this user pool.', { name });
  }
  return details && content();
}

interface Judged {
  readonly assessment: Assessment;
  readonly account: string;
  readonly readAt: number;
}

/** What is about a pool and a secondary Region, as long as the pool is judged for that Region. */
function judgedContent(
  store: PoolStore,
  pool: UserPool,
  { secondaryRegion }: DocumentId,
  content: (judged: Judged) => string | undefined,
): string | Message | undefined {
  const judgedFor = store.secondaryRegionOf(pool);
  if (judgedFor !== undefined && judgedFor !== secondaryRegion) {
    return message('{name} is judged for {judgedFor} now. Check its readiness for another Region to come back here.', {
      name: pool.name,
      judgedFor,
    });
  }
  const assessment = store.assessmentOf(pool);
  return assessment && content({ assessment, account: accountOf(store, pool.id) ?? '', readAt: store.snapshot.readAt.get(pool.id) ?? 0 });
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
