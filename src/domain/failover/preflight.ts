import { type Fact, valueOf } from '../fact.ts';
import { failureMessage } from '../failure.ts';
import type { Severity } from '../finding.ts';
import { type Message, message } from '../message.ts';
import type { ParityRow } from '../parity/row.ts';
import type { ReadinessFacts } from '../readiness/facts.ts';
import { deletionProtection } from '../readiness/deletionProtection.ts';
import { failoverRouting } from '../readiness/failoverRouting.ts';
import { issuerType } from '../readiness/issuerType.ts';
import { mfaTotp } from '../readiness/mfaTotp.ts';
import type { Verdict } from '../readiness/rule.ts';
import { secondaryOf } from '../userPool.ts';
import type { HealthCheck, HealthObservation } from './healthCheck.ts';
import { route53Region } from './healthCheckCalls.ts';
import { steeringOf, trafficState } from './healthCheckState.ts';
import { parityChecks, requestLimitChecks } from './preflightRows.ts';

/** What is looked at before traffic is sent to the replica. The rows of the comparison have ids of their own: `parity/triggers/PreSignUp`. */
export type PreflightId =
  | 'replica'
  | 'routing'
  | 'health-check'
  | 'health-check-state'
  | 'control-plane'
  | 'parity'
  | `parity/${string}`
  | 'request-limits'
  | `request-limits/${string}`
  | 'authenticator-apps'
  | 'issuer'
  | 'deletion-protection';

/** One thing that was looked at. Unknown is neither fine nor a problem. */
export interface PreflightCheck {
  readonly id: PreflightId;
  readonly state: 'pass' | 'fail' | 'warn' | 'unknown';
  /** How bad it is: of what passes, how bad it would be. */
  readonly severity: Severity;
  readonly message: Message;
  readonly remedy?: Message;
}

export interface PreflightParts {
  readonly facts: ReadinessFacts;
  /** Undefined where the Regions were not compared, or could not be. */
  readonly rows?: readonly ParityRow[];
  /** Why there are no rows. */
  readonly whyNoRows?: Message;
  /** The one that the routing of the domain names; absent where there is none. */
  readonly healthCheck: Fact<HealthCheck>;
  readonly observed: Fact<HealthObservation>;
}

/** What would meet users when their traffic goes to the replica now: errors keep a fail over from being run, unless somebody insists. */
export function preflight(parts: PreflightParts): readonly PreflightCheck[] {
  const { facts } = parts;
  return [
    replica(facts),
    ...routing(facts),
    ...healthCheck(parts),
    ...controlPlane(facts),
    ...parityChecks(parts),
    ...requestLimitChecks(parts),
    ofRule('authenticator-apps', mfaTotp.judge(facts), 'warning'),
    ofRule('issuer', issuerType.judge(facts), 'warning'),
    ofRule('deletion-protection', deletionProtection.judge(facts), 'warning'),
  ];
}

/** The errors, which speak against a fail over. How the health check is set does not: a fail over sets it. */
export function preflightErrors(checks: readonly PreflightCheck[]): readonly Message[] {
  return checks.filter(({ id, state }) => state === 'fail' && id !== 'health-check-state').map(({ message: said }) => said);
}

function replica({ primaryRegion, replicas, secondaryRegion }: ReadinessFacts): PreflightCheck {
  const common = { id: 'replica', severity: 'error' } as const;
  if (replicas.state !== 'known') return { ...common, state: 'unknown', message: whyUnknown(replicas) };
  const found = secondaryOf(replicas.value, primaryRegion);
  if (found?.region !== secondaryRegion) {
    return {
      ...common,
      state: 'fail',
      message: message('there is no replica in {region}', { region: secondaryRegion }),
      remedy: message('Set replication up.'),
    };
  }
  return found.status === 'ACTIVE'
    ? { ...common, state: 'pass', message: message('the replica is active') }
    : {
        ...common,
        state: 'fail',
        message: message('the replica is {status}, and takes no sign-in', { status: found.status }),
        remedy: message('Activate the replica. The secondary Region takes that call while the primary is down.'),
      };
}

/** A domain with routing to the replica. Without one, applications choose the Region, which nothing here can look at. */
function routing(facts: ReadinessFacts): readonly PreflightCheck[] {
  const { domain } = facts;
  const common = { id: 'routing', severity: 'error' } as const;
  if (domain.state === 'unknown') return [{ ...common, state: 'unknown', message: whyUnknown(domain) }];
  const named = valueOf(domain);
  if (!named?.failover) {
    const said = named
      ? named.custom
        ? message('{name} has no failover routing: it stays with the primary Region', { name: named.name })
        : message('{name} is a prefix domain: applications have to choose the Region', { name: named.name })
      : message('there is no domain: applications have to choose the Region');
    const remedy = named?.custom ? message('Configure failover routing.') : message('Look at what applications have to change.');
    return [
      named?.custom
        ? { ...common, state: 'fail', message: said, remedy }
        : { ...common, state: 'warn', severity: 'warning', message: said, remedy },
    ];
  }
  return [ofRule('routing', failoverRouting.judge(facts), 'error')];
}

function healthCheck({ facts, healthCheck: fact, observed }: PreflightParts): readonly PreflightCheck[] {
  const named = valueOf(facts.domain)?.failover?.healthCheckId;
  if (named === undefined || named === '') return [];
  const common = { id: 'health-check', severity: 'error' } as const;
  if (fact.state === 'unknown') return [{ ...common, state: 'unknown', message: whyUnknown(fact) }];
  if (fact.state === 'absent') {
    return [
      {
        ...common,
        state: 'fail',
        message: message('there is no health check {id}, which the routing names', { id: named }),
        remedy: message('Configure failover routing with another one.'),
      },
    ];
  }
  const check = fact.value;
  const observation = valueOf(observed) ?? { source: 'metric', status: 'unknown' };
  const isByRoutingControl = steeringOf(check) === 'routingControl';
  const made: PreflightCheck =
    check.linkedService === undefined
      ? isByRoutingControl
        ? {
            ...common,
            state: 'warn',
            severity: 'warning',
            message: message(
              'the health check follows a routing control, which is flipped where it is: Disabled and Inverted mean nothing for it',
            ),
            remedy: message('Have the line at hand that flips it: the plan to fail over shows it.'),
          }
        : { ...common, state: 'pass', message: message('the health check {id} can be forced', { id: check.id }) }
      : {
          ...common,
          state: 'fail',
          message: message('{service} has made the health check, and only that can change it', { service: check.linkedService }),
        };
  return [made, stateCheck(check, observation, observed)];
}

function stateCheck(check: HealthCheck, observation: HealthObservation, observed: Fact<HealthObservation>): PreflightCheck {
  const { said, severity = 'info', steering, traffic } = trafficState(check, observation);
  const common = { id: 'health-check-state', severity, message: said } as const;
  switch (steering) {
    case 'invertedAlone':
      return { ...common, state: 'fail', remedy: message('Take Inverted away, or let the fail over set it together with Disabled.') };
    case 'heldOnPrimary':
      return {
        ...common,
        state: 'warn',
        remedy: message('Enable the health check, so that it can send traffic to the secondary Region by itself.'),
      };
    case 'threshold':
      return { ...common, state: 'warn', remedy: message('Give it a threshold that its children can meet and miss.') };
    case 'forcedToSecondary':
      return {
        ...common,
        state: 'warn',
        severity: 'warning',
        remedy: message('It is failed over already. Fail back when the primary Region answers again.'),
      };
    case 'free':
    case 'routingControl':
      return observed.state === 'unknown' && traffic === 'unknown'
        ? { ...common, state: 'unknown', message: whyUnknown(observed) }
        : { ...common, state: traffic === 'unknown' ? 'unknown' : 'pass' };
  }
}

/** Route 53 changes health checks from one Region. Facts: cognito-replication.md section 4, "Operator-triggered failover". */
function controlPlane({ domain, primaryRegion }: ReadinessFacts): readonly PreflightCheck[] {
  if (domain.state === 'known' && !domain.value.failover) return [];
  const region = route53Region(primaryRegion);
  const common = { id: 'control-plane', severity: 'warning' } as const;
  return [
    primaryRegion === region
      ? {
          ...common,
          state: 'warn',
          message: message(
            'Route 53 changes health checks from {region}, the primary Region: while that is down, forcing one may be refused',
            { region },
          ),
          remedy: message('Let the health check fail by itself, or follow a routing control of Application Recovery Controller.'),
        }
      : {
          ...common,
          state: 'pass',
          message: message('Route 53 changes health checks from {region}, which is not the primary Region', { region }),
        },
  ];
}

function ofRule(id: PreflightId, verdict: Verdict, severity: Severity): PreflightCheck {
  switch (verdict.state) {
    case 'pass':
    case 'unknown':
      return { id, state: verdict.state, severity, message: verdict.reason };
    case 'fail': {
      const { reason, remedy, severity: own } = verdict;
      return { id, state: own === 'error' ? 'fail' : 'warn', severity: own, message: reason, remedy };
    }
  }
}

function whyUnknown(fact: Fact<unknown>): Message {
  return fact.state === 'unknown' ? failureMessage(fact.failure) : message('not read');
}
