import { valueOf } from '../fact.ts';
import { type Message, message } from '../message.ts';
import type { DraftStep, Plan, PlanNote } from '../plans/plan.ts';
import { unknownFact } from '../plans/steps.ts';
import { applicationChanges } from './applicationChanges.ts';
import { type FailoverParts, failoverPlan, keptFor, seen } from './failoverParts.ts';
import type { HealthCheck } from './healthCheck.ts';
import { failBackCommand, failOverCommand, routingControlCommand, saveCall, switchCall } from './healthCheckCalls.ts';
import { isForced, steeringOf, trafficState, watchesMessage } from './healthCheckState.ts';
import { authenticatorAppLimit, otherSignInLimits, refusedInShort } from '../replicaOperations.ts';
import { routedStep, silence } from './routedStep.ts';
import type { SavedValues } from './savedValues.ts';

/**
 * Sends the traffic of a domain to the secondary Region, whatever its health check watches: AWS has no call that promotes a replica (facts: cognito-replication.md section 4). What the
 * health check was is kept on it first, so that anybody can fail back.
 *
 * @param at when somebody asked for it, in milliseconds since the epoch
 */
export function planFailOver(parts: FailoverParts, at: number): Plan {
  const { facts, poolName } = parts;
  const { secondaryRegion } = facts;
  const title = message('Fail over {pool} to {region}', { pool: poolName, region: secondaryRegion });
  const check = valueOf(parts.healthCheck);
  const routing = valueOf(facts.domain)?.failover;
  if (facts.domain.state !== 'unknown' && !routing) return byApplication(parts, title);
  if (check && steeringOf(check) === 'routingControl') return byRoutingControl(parts, check, title);
  const steps = [saveStep(parts, check, at), forceStep(parts, check), routedStep(parts, 'secondary', forcedAt(parts, check))];
  const isOpen = !(check && isForced(check));
  return failoverPlan(parts, 'failOver', title, steps, {
    dangers: isOpen ? dangersOf(parts) : [],
    blockers: isOpen ? [...missingCheck(parts), ...parts.blockers] : [],
    notes: [...stateNote(parts, check), ...commandNotes(parts, check)],
  });
}

/** What the health check is now, as the tag keeps it. */
function valuesNow({ facts }: FailoverParts, { disabled, inverted, version }: HealthCheck, at: number): SavedValues {
  const { poolId, primaryRegion, secondaryRegion } = facts;
  return { disabled, inverted, version, at, poolId, primaryRegion, secondaryRegion };
}

function saveStep(parts: FailoverParts, check: HealthCheck | undefined, at: number): DraftStep {
  const { facts, healthCheck, tags } = parts;
  const why = unknownFact(healthCheck) ?? unknownFact(tags) ?? unknownFact(facts.domain);
  const kept = keptFor(parts);
  const step = {
    id: 'save',
    title: message('Keep what the health check is now, as a tag of it'),
    calls: check ? [saveCall(check, valuesNow(parts, check, at), facts.primaryRegion)] : [],
    undo: message('Remove the tag.'),
  };
  if (check && isForced(check)) {
    const reason =
      kept?.state === 'saved'
        ? message('what it was before is kept')
        : message('what it was before was not kept here: it was forced without this plan');
    return { ...step, state: 'done', reason };
  }
  if (why || !check) return { ...step, state: 'unknown', reason: why ?? message('there is no such health check') };
  const isKept =
    kept?.state === 'saved' &&
    kept.values.disabled === check.disabled &&
    kept.values.inverted === check.inverted &&
    kept.values.version === check.version;
  return isKept ? { ...step, state: 'done', reason: message('what it is now is kept') } : { ...step, state: 'open' };
}

function forceStep({ facts, healthCheck }: FailoverParts, check: HealthCheck | undefined): DraftStep {
  const call = check && switchCall(check, { disabled: true, inverted: true }, facts.primaryRegion);
  const why = unknownFact(healthCheck) ?? unknownFact(facts.domain);
  return {
    id: 'force',
    title: message('Force the health check to be unhealthy: disabled and inverted, in one call'),
    ...(check && isForced(check)
      ? { state: 'done', reason: message('it is disabled and inverted') }
      : check
        ? { state: 'open' }
        : { state: 'unknown', reason: why ?? message('there is no such health check') }),
    calls: call ? [call] : [],
    risk: message('Everybody who signs in through the domain comes to {region} from now on.', { region: facts.secondaryRegion }),
    undo: message('Fail back: it restores what was kept.'),
  };
}

/** When the health check was forced: by this walk, or by what is kept. */
function forcedAt(parts: FailoverParts, check: HealthCheck | undefined): number | undefined {
  const answered = parts.answeredAt?.get('force');
  if (answered !== undefined) return answered;
  const kept = keptFor(parts);
  return check && isForced(check) && kept?.state === 'saved' ? kept.values.at : undefined;
}

/** What users notice. Of authenticator apps nothing is said where there are none. */
function dangersOf({ facts }: FailoverParts): readonly Message[] {
  const mfa = valueOf(facts.mfa);
  const hasApps = mfa === undefined || (mfa.totp && mfa.mode !== 'OFF');
  return [
    message('Until it fails back, the replica refuses: {refused}.', { refused: refusedInShort() }),
    ...(hasApps ? [authenticatorAppLimit] : []),
    ...otherSignInLimits,
  ];
}

function missingCheck({ facts, healthCheck }: FailoverParts): readonly Message[] {
  const routing = valueOf(facts.domain)?.failover;
  const linked = valueOf(healthCheck)?.linkedService;
  return [
    ...(routing && healthCheck.state === 'absent'
      ? [message('There is no health check {id}, which the routing of the domain names.', { id: routing.healthCheckId })]
      : []),
    ...(linked === undefined ? [] : [message('{service} has made the health check, and only that can change it.', { service: linked })]),
  ];
}

/** What the health check is, watches and says now. */
export function stateNote(parts: FailoverParts, check: HealthCheck | undefined): readonly PlanNote[] {
  if (!check) return [];
  const quiet = silence(parts);
  const { said } = trafficState(check, seen(parts));
  return [
    {
      title: message('The health check now'),
      said: [
        check.name === undefined
          ? message('{id}: {watches}', { id: check.id, watches: watchesMessage(check) })
          : message('{name} ({id}): {watches}', { name: check.name, id: check.id, watches: watchesMessage(check) }),
        said,
        ...(check.kind === 'CALCULATED' ? [message('While it is disabled, its threshold and its children decide nothing.')] : []),
        ...(quiet ? [quiet] : []),
      ],
    },
  ];
}

/** The commands for the day on which this program is not there. */
function commandNotes(parts: FailoverParts, check: HealthCheck | undefined): readonly PlanNote[] {
  const id = check?.id ?? valueOf(parts.facts.domain)?.failover?.healthCheckId;
  if (id === undefined || parts.healthCheck.state === 'absent') return [];
  const kept = keptFor(parts);
  // A health check that cannot be read can be forced by hand all the same.
  const before = !check ? undefined : isForced(check) ? (kept?.state === 'saved' ? kept.values : parts.writtenDown) : check;
  return [
    {
      title: message('By hand'),
      said: [
        message(
          'The AWS CLI forces it with this line. Both switches belong together: inverted alone leads back to a primary Region that is down.',
        ),
      ],
      code: { language: 'shellscript', text: failOverCommand({ id }) },
    },
    failBackNote({ id }, before),
  ];
}

/** The line that fails back, in both plans. */
export function failBackNote(
  check: Pick<HealthCheck, 'id'>,
  before: { readonly disabled: boolean; readonly inverted: boolean } | undefined,
): PlanNote {
  return {
    title: message('To fail back by hand'),
    said: [
      before
        ? message('The AWS CLI fails back with this line. It sets nothing but the two switches, and needs no version.')
        : message(
            'What the health check was before is not known. The AWS CLI frees it with this line, so that it follows what it watches. It needs no version.',
          ),
    ],
    code: { language: 'shellscript', text: failBackCommand(check, before ?? { disabled: false, inverted: false }) },
  };
}

/** A routing control is flipped where it is: the switches of the health check mean nothing for it. */
function byRoutingControl(parts: FailoverParts, check: HealthCheck, title: Message): Plan {
  const arn = check.watches?.what === 'routingControl' ? check.watches.arn : '';
  return failoverPlan(parts, 'failOver', title, [], {
    dangers: [],
    blockers: [],
    notes: [...stateNote(parts, check), routingControlNote(arn, 'Off')],
  });
}

/** Which routing control to flip, and how. */
export function routingControlNote(arn: string, state: 'On' | 'Off'): PlanNote {
  return {
    title: message('Flip the routing control'),
    said: [
      message(
        'The health check follows the routing control {arn}: Disabled and Inverted mean nothing for it, and nothing is changed from here.',
        { arn },
      ),
      state === 'Off'
        ? message(
            'Off makes it unhealthy, and sends traffic to the secondary Region. It is flipped at an endpoint of its cluster, in the Region of that endpoint.',
          )
        : message(
            'On makes it healthy, and sends traffic to the primary Region. It is flipped at an endpoint of its cluster, in the Region of that endpoint.',
          ),
    ],
    code: { language: 'shellscript', text: routingControlCommand(arn, state) },
  };
}

/** Without routing, applications choose the Region. */
function byApplication(parts: FailoverParts, title: Message): Plan {
  return failoverPlan(parts, 'failOver', title, [], { dangers: [], blockers: [], notes: applicationChanges(parts.facts) });
}
