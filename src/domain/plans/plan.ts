import type { Json, JsonObject } from '../json.ts';
import type { Message } from '../message.ts';

/** What is done, what comes next, what waits for it, and what cannot be told because a call was refused. */
export type StepState = 'done' | 'next' | 'later' | 'unknown';

/** An IAM action that the caller of AWS needs. */
export interface RequiredPermission {
  /** `kms:ReplicateKey` */
  readonly action: string;
  /** Where it is needed, which need not be the Region that the call goes to. */
  readonly region: string;
  /** The ARN that it is needed on; `*` for an action on nothing that exists. Undefined where the ARN is not known. */
  readonly resource?: string;
  /** It is on something that has a policy of its own, which may allow what those of the caller do not: a key. */
  readonly hasOwnPolicy?: boolean;
}

/** One call to AWS, exactly as it will be sent. */
export interface PlannedCall {
  readonly region: string;
  readonly service: 'cognito-idp' | 'kms' | 'lambda' | 'route53' | 'wafv2';
  readonly operation: string;
  /** `${KEY_ARN}` in a text stands for what an earlier call of the plan answers: see `answers`. */
  readonly input: JsonObject;
  readonly permissions: readonly RequiredPermission[];
  /** What the call changes, where it replaces something that is there. */
  readonly diff?: { readonly before: Json; readonly after: Json };
  /** A part of its answer that later calls need: its name, and where it is in the answer. */
  readonly answers?: { readonly name: string; readonly path: string };
}

export interface PlanStep {
  /** Stable between plannings: `key`, `replica`. */
  readonly id: string;
  readonly title: Message;
  readonly state: StepState;
  /** For what is done, how that was seen; for what is unknown, why. */
  readonly reason?: Message;
  /** None for a step that is done. */
  readonly calls: readonly PlannedCall[];
  /** What has to be decided first: its calls can only be told when the steps before it are done, and are shown before they are sent. */
  readonly needsLook?: Message;
  /** A state that comes by itself after the calls, and takes a while. */
  readonly waitsFor?: { readonly status: string; readonly message: Message };
  /** What it breaks, or what it may end. */
  readonly risk?: Message;
  readonly costs?: Message;
  readonly undo?: Message;
}

/** What a plan is for. */
export type PlanKind =
  'setUp' | 'activate' | 'deactivate' | 'delete' | 'switchIssuer' | 'repair' | 'failOver' | 'failBack' | 'configureFailover';

/** Something to read beside the steps: what no call does, and commands for the day on which this program is not there. */
export interface PlanNote {
  readonly title: Message;
  readonly said: readonly Message[];
  readonly code?: { readonly language: string; readonly text: string };
}

/**
 * An intent as ordered steps, computed from what was observed. Planning again after a step, a reload or a change by somebody else gives the steps that are left: that is how a
 * plan resumes (design, section 4.2).
 */
export interface Plan {
  readonly kind: PlanKind;
  readonly title: Message;
  readonly account: string;
  readonly poolId: string;
  readonly poolName: string;
  readonly primaryRegion: string;
  readonly secondaryRegion: string;
  readonly steps: readonly PlanStep[];
  /** What earlier steps have answered, by the names that stand for it in inputs: see `PlannedCall.answers`. */
  readonly answers?: Readonly<Record<string, string>>;
  /** What it ends or breaks for those who sign in: confirmed by typing the pool's name. */
  readonly dangers: readonly Message[];
  /** What speaks against it by what was read. Overridden by typing the pool's name, too. */
  readonly blockers: readonly Message[];
  readonly notes?: readonly PlanNote[];
}

/** A step before its place among the others is known. */
export type DraftStep = Omit<PlanStep, 'state'> & { readonly state: 'done' | 'open' | 'unknown' };

/** The first step that is open comes next, the others later. A step that is unknown holds those behind it back. */
export function ordered(drafts: readonly DraftStep[]): readonly PlanStep[] {
  let isFree = true;
  return drafts.map(({ state, ...step }): PlanStep => {
    if (state === 'done') return { ...step, state, calls: [] };
    const was = isFree;
    isFree = false;
    return { ...step, state: state === 'unknown' ? 'unknown' : was ? 'next' : 'later' };
  });
}
