import type { RunOutcome, RunRecord } from '../../src/app/plans/runRecord.ts';
import { outcomeMessage } from '../../src/app/plans/runText.ts';
import { english } from '../../src/domain/message.ts';
import type { Plan } from '../../src/domain/plans/plan.ts';
import type { CallSender } from '../../src/domain/ports.ts';
import type { Fault } from '../../src/simulator/faults.ts';
import type { SimulatedAws } from './planHost.ts';

/** The writes that have come to the simulated AWS in their order, refused ones included. */
export function writes({ simulation }: Pick<SimulatedAws, 'simulation'>): readonly string[] {
  return simulation
    .calls()
    .flatMap(({ operation = '' }) =>
      /^(Create|Replicate|Put|Update|Delete|Set|Tag|Untag|Add|Associate)/.test(operation) ? [operation] : [],
    );
}

type Sent = Parameters<CallSender['send']>[0];

/** The same AWS, with something that happens before a call of a plan is sent, or when it has been answered. */
export function around(
  aws: SimulatedAws,
  { after, before }: Readonly<Partial<Record<'before' | 'after', (call: Sent) => void | Promise<void>>>>,
): SimulatedAws {
  return {
    ...aws,
    connect: () => {
      const connection = aws.connect();
      const send: CallSender['send'] = async (call, signal) => {
        await before?.(call);
        const answer = await connection.sender.send(call, signal);
        await after?.(call);
        return answer;
      };
      return { ...connection, sender: { send } };
    },
  };
}

/** The same AWS, where the first calls of an operation meet a fault. */
export function meeting(aws: SimulatedAws, fault: Fault, times: number): SimulatedAws {
  let left = times;
  return around(aws, {
    before: ({ operation }) => {
      if (operation !== fault.operation || left <= 0) return;
      left -= 1;
      setFaults(aws, fault);
    },
    after: () => setFaults(aws),
  });
}

/** Puts these faults in the place of all others. */
export function setFaults({ simulation }: Pick<SimulatedAws, 'simulation'>, ...faults: readonly Fault[]): void {
  simulation.replace({ ...simulation.world(), faults });
}

/** Does something once. */
export function once<Given>(
  act: (given: Given) => void | Promise<void>,
  isDue: (given: Given) => boolean,
): (given: Given) => Promise<void> {
  let isDone = false;
  return async (given) => {
    if (isDone || !isDue(given)) return;
    isDone = true;
    await act(given);
  };
}

/** What there is in the end, without the times at which it came about. */
export function stateOf({ simulation }: Pick<SimulatedAws, 'simulation'>): string {
  return JSON.stringify(simulation.world(), (name, value: unknown) =>
    /At$|^sequence$|^faultMemory$|^faults$/.test(name) ? undefined : value,
  );
}

/** How a walk ended, as people read it. */
export function said(outcome: RunOutcome | string, plan: Plan): string {
  return typeof outcome === 'string' ? outcome : english(outcomeMessage(outcome, plan));
}

/** What a record says, one event a line. */
export function told({ events }: Pick<RunRecord, 'events'>): readonly string[] {
  return events.map((event) => ('step' in event ? `${event.kind} ${event.step}` : event.kind));
}
