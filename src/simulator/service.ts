// What a simulated service is made of. A service is a table of pure functions; the wire format is a value beside it.
import { readInput } from './wire/readInput.ts';
import type { Shape, Shaped } from './shape.ts';
import { entryOf, type World } from './world.ts';

/** A request as the adapters hand it over: header names in lower case, the Region and the service already found. */
export interface AwsRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly region: string;
  readonly service: string;
  /** Undefined for an unsigned request. */
  readonly accessKeyId: string | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A request as it arrives; the Region is undefined where neither signature nor address tells it. */
export type UnstampedRequest = Omit<AwsRequest, 'now' | 'region'> & { readonly region: string | undefined };

/** Where a request belongs that does not say so itself. */
export interface Home {
  readonly account: string;
  readonly region: string;
  /** The Region is the service's choice, wherever the request arrived. */
  readonly isRouted?: boolean;
}

export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What an adapter has to do instead of replying: refuse the connection, or take the request and then drop the connection. */
export type NoReply = { readonly refuse: true } | { readonly drop: true };

/** A reply, or what an adapter has to do instead; `never` leaves the request open for ever. */
export type AwsResponse = HttpReply | NoReply | { readonly never: true };

/** Who asks what, where and when: everything an operation may know besides its input. */
export interface Call {
  readonly world: World;
  readonly account: string;
  readonly region: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** ARN of the calling identity. */
  readonly caller: string;
  /** Undefined for an unsigned request. */
  readonly accessKeyId: string | undefined;
}

/** What an operation answers, by wire names. A read leaves `world` out. */
export interface Outcome {
  readonly output: Readonly<Record<string, unknown>>;
  readonly world?: World;
}

/** One operation of a service. Refuses by throwing a Refusal. */
export type Operation = (input: unknown, call: Call) => Outcome;

export interface ErrorName {
  readonly code: string;
  readonly message: string;
}

/** What a refused call is answered with. */
export interface RefusedCall extends ErrorName {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** A wire format: finds the operation and its input in a request, encodes outputs and errors. */
export interface Protocol {
  readonly operationOf: (request: AwsRequest) => string | undefined;
  /** Throws a Refusal (SerializationException) for a body that is not in this format. */
  readonly inputOf: (request: AwsRequest) => unknown;
  readonly encode: (operation: string, output: Readonly<Record<string, unknown>>, requestId: string) => HttpReply;
  readonly encodeError: (error: RefusedCall, requestId: string) => HttpReply;
}

/** A document that is fetched, not asked for with an operation. */
export interface PublicDocument {
  readonly name: string;
  readonly read: (call: Call) => HttpReply;
}

export interface Service {
  readonly protocol: Protocol;
  readonly operations: Readonly<Record<string, Operation>>;
  /** Judges every call before its operation is looked up, also one that is not simulated. Refuses by throwing a Refusal. */
  readonly guard?: (operation: string, input: unknown, call: Call) => void;
  /** How this service says that the caller is too fast. */
  readonly throttled: ErrorName;
  /** How this service says that it failed itself. */
  readonly failed: ErrorName;
  /** What needs no signature: operations that users call through their app, and documents that anyone may read. */
  readonly unsigned?: {
    readonly operations: ReadonlySet<string>;
    readonly documentOf: (request: AwsRequest) => PublicDocument | undefined;
    /** Where such a request belongs, by what it names: it carries neither an account nor, at an address for all Regions, a Region. */
    readonly homeOf: (request: UnstampedRequest & Pick<AwsRequest, 'now'>, world: World) => Home | undefined;
  };
  /** The actions of IAM that are not called like their operations, by operation. */
  readonly actions?: Readonly<Record<string, string>>;
  /** The ARN that an access-denied sentence names for an input. */
  readonly resourceOf: (input: unknown, call: Call) => string;
}

/**
 * Makes a service's operations from a shape and a function over the validated input.
 * @param validationCode the exception that the service answers constraint violations with
 */
export function operationsWith(validationCode: string) {
  return <S extends Shape>(shape: S, run: (input: Shaped<S>, call: Call) => Outcome): Operation =>
    (input, call) =>
      run(readInput(shape, input, validationCode), call);
}

/** What IAM calls the permission for an operation, without the service. */
export const actionOf = ({ actions = {} }: Service, operation: string): string => entryOf(actions, operation) ?? operation;

/** A member of an input that was not validated yet, where it is a text. */
export function textMember(input: unknown, name: string): string | undefined {
  const value = typeof input === 'object' && input !== null ? (input as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Epoch milliseconds as AWS JSON sends timestamps: epoch seconds, as a number. */
export const epochSeconds = (milliseconds: number): number => milliseconds / 1000;
