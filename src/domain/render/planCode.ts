import { english } from '../message.ts';
import type { Plan, PlanStep } from '../plans/plan.ts';
import { updatedMembers } from '../writes/userPoolUpdate.ts';
import { codeOfCall, isUpdateOf } from './planCalls.ts';
import { removalNotes } from './planRemoval.ts';
import { type CodeMap, type CodeResource, type CodeValue, tags } from './codeValue.ts';
import { regionalAttachment } from './replicationResources.ts';

/**
 * What is deployed one after the other, each when the one before is there: the key and the pool on it, the key replica, the replica, the issuer that breaks validators, and the settings
 * of the secondary Region. Facts: cognito-replication.md section 5.1.
 */
export const stages = ['pool', 'keyReplica', 'replica', 'issuer', 'regional'] as const;
export type Stage = (typeof stages)[number];

/** A resource of its own. */
export interface ResourcePiece {
  readonly kind: 'resource';
  readonly stage: Stage;
  readonly resource: CodeResource;
}

/** Properties for a resource that the code has already, under a name that only its owner knows. */
export interface PatchPiece {
  readonly kind: 'patch';
  readonly stage: Stage;
  /** What stands for the resource: `UserPool`. */
  readonly name: string;
  readonly type: 'AWS::Cognito::UserPool' | 'AWS::KMS::Key' | 'AWS::KMS::ReplicaKey';
  /** The id or ARN of what is there. */
  readonly id: string;
  readonly properties: CodeMap;
  readonly comment?: string;
}

/** Settings of the replica in its Region, of which there is one resource. */
export interface AttachmentPiece {
  readonly kind: 'attachment';
  readonly settings: CodeMap;
}

/** What is done by hand, or not by code at all. */
export interface NotePiece {
  readonly kind: 'note';
  readonly text: string;
}

export type Piece = ResourcePiece | PatchPiece | AttachmentPiece | NotePiece;

/** A language that a plan is written in: where its resources differ, and how one refers to what others declare. */
export interface PlanLanguage {
  readonly key: (name: string, properties: KeyProperties) => CodeResource;
  readonly keyReplica: (name: string, properties: KeyProperties & { readonly primaryKeyArn: CodeValue }) => CodeResource;
  /** What stands for the id of a pool that is `UserPool` in this text. */
  readonly poolReference: CodeValue;
  /** The ARN of a key of this text, as the key replica gets it in its Region. */
  readonly primaryKeyArn: (key: CodeResource) => CodeValue;
  /** Text as data, where the service that deploys it would take it for something else. */
  readonly literal: (text: string) => string;
  /** What the language calls a type of CloudFormation. */
  readonly typeName: (type: string) => string;
}

export interface KeyProperties {
  readonly description?: CodeValue;
  readonly policy: CodeValue;
  readonly tags: Readonly<Record<string, string>>;
}

/** What a call is made code of. */
export interface CodeContext {
  readonly plan: Plan;
  readonly step: PlanStep;
  readonly language: PlanLanguage;
  /** The pool's id in the primary Region: a reference where this text changes the pool, so that one waits for the other. */
  readonly poolId: CodeValue;
  /** The key that a call of this plan makes, and the name that stands for its ARN in inputs. */
  readonly newKey?: { readonly resource: CodeResource; readonly answer: string };
}

/** The steps that are left. */
function stepsLeft({ steps }: Plan): readonly PlanStep[] {
  return steps.filter(({ state }) => state !== 'done');
}

/** What is left of a plan as pieces of code, in the order of its steps. */
export function planPieces(plan: Plan, language: PlanLanguage): readonly Piece[] {
  const left = stepsLeft(plan);
  if (plan.kind === 'delete') return left.length === 0 ? [] : removalNotes(plan, language);
  const calls = left.flatMap((step) => step.calls);
  const changesPool = calls.some((call) => isUpdateOf(call, plan.primaryRegion) && Object.keys(updatedMembers(call.diff)).length > 0);
  const poolId = changesPool ? language.poolReference : plan.poolId;
  let newKey: CodeContext['newKey'];
  const all = left.flatMap((step): readonly Piece[] => {
    if (step.calls.length === 0) return [{ kind: 'note', text: whyNothing(step) }];
    const reason: readonly Piece[] =
      step.state === 'unknown'
        ? [
            {
              kind: 'note',
              text: `Whether this is left to do is unknown: ${titleOf(step)}${step.reason ? ` (${english(step.reason)})` : ''}.`,
            },
          ]
        : [];
    const pieces = step.calls.flatMap((call) => {
      const ofCall = codeOfCall(call, { plan, step, language, poolId, ...(newKey && { newKey }) });
      const made = ofCall.find((piece) => piece.kind === 'resource')?.resource;
      if (call.answers && made) newKey = { resource: made, answer: call.answers.name };
      return ofCall;
    });
    return [...reason, ...pieces];
  });
  return numbered(all);
}

function titleOf({ title }: PlanStep): string {
  return english(title);
}

function whyNothing(step: PlanStep): string {
  const why = step.needsLook ?? step.waitsFor?.message;
  return `Not in here: ${titleOf(step)}.${why ? ` ${english(why)}` : ''}`;
}

/** The second resource of a name is the second of its kind: `TriggerPermission2`. */
function numbered(pieces: readonly Piece[]): readonly Piece[] {
  const times = new Map<string, number>();
  return pieces.map((piece) => {
    if (piece.kind !== 'resource') return piece;
    const { name } = piece.resource;
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return time === 1 ? piece : { ...piece, resource: { ...piece.resource, name: `${name}${time}` } };
  });
}

/** The patches of each resource, and the first one of them in front. */
export function patchesOf(pieces: readonly Piece[]): readonly (readonly [PatchPiece, ...PatchPiece[]])[] {
  const byId = new Map<string, [PatchPiece, ...PatchPiece[]]>();
  for (const piece of pieces) {
    if (piece.kind !== 'patch') continue;
    const before = byId.get(piece.id);
    if (before) before.push(piece);
    else byId.set(piece.id, [piece]);
  }
  return [...byId.values()];
}

export function notesOf(pieces: readonly Piece[]): readonly string[] {
  return pieces.flatMap((piece) => (piece.kind === 'note' ? [piece.text] : []));
}

/** Where a stage is deployed. */
export function regionOf(stage: Stage, { primaryRegion, secondaryRegion }: Plan): string {
  return stage === 'keyReplica' || stage === 'regional' ? secondaryRegion : primaryRegion;
}

/**
 * The settings of the replica in its Region as one resource. Undefined where nothing is left of them.
 *
 * @param unknownStatus what stands for a status that the plan does not say: without one the replica would become INACTIVE (facts: section 5.1)
 */
export function attachmentOf(plan: Plan, pieces: readonly Piece[], poolId: CodeValue, unknownStatus: CodeValue): CodeResource | undefined {
  const settings = pieces.filter((piece) => piece.kind === 'attachment').map((piece) => piece.settings);
  if (settings.length === 0) return undefined;
  const attachment = regionalAttachment('RegionalSettings', poolId);
  const tagged = settings.flatMap(({ UserPoolTags: value }) => (value === undefined ? [] : [value]));
  const properties = {
    ...attachment.properties,
    Status: unknownStatus,
    ...(Object.assign({}, ...settings) as CodeMap),
    ...(tagged.length > 0 && { UserPoolTags: allTags(tagged) }),
  };
  const keep = plan.kind === 'deactivate' ? ' Keep it, and the replica: a replica that is INACTIVE is not deleted.' : '';
  const comment = `A user pool has one such resource in a Region: where the code has it already, change that one, and keep what it says besides.${keep}`;
  return { ...attachment, properties, comment };
}

function allTags(tagged: readonly CodeValue[]): CodeValue {
  const members = tagged.map((value) => (typeof value === 'object' && 'kind' in value && value.kind === 'tags' ? value.members : {}));
  return tags(Object.assign({}, ...members) as CodeMap);
}

/** Whether the plan leaves the status of the replica as it is, so that somebody has to say it. */
export function needsStatus(pieces: readonly Piece[]): boolean {
  const attachments = pieces.filter((piece) => piece.kind === 'attachment');
  return attachments.length > 0 && attachments.every(({ settings }) => !('Status' in settings));
}

/** Text as a comment that stays on its line, whatever is in it. */
export function commentLine(text: string): string {
  return `# ${oneLine(text)}`.trimEnd();
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ');
}

/** What the code of a plan begins with. */
export function heading(plan: Plan, language: string): readonly string[] {
  const { account, poolId, poolName, primaryRegion, secondaryRegion, title } = plan;
  const what = stepsLeft(plan).length === 0 ? 'nothing is left of it.' : `what is left of it, as ${language}.`;
  return [
    commentLine(`${poolName} (${poolId}), account ${account}: ${primaryRegion} to ${secondaryRegion}`),
    commentLine(`${english(title)}: ${what}`),
    ...plan.blockers.map((blocker) => commentLine(`This speaks against it: ${english(blocker)}`)),
  ];
}
