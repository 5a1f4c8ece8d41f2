/**
 * A template as a tree, the same for YAML and JSON: every node with its place, as offsets in the text. A node may be shared (YAML aliases), so that a walk
 * over all of it may be longer than the text: walks are bounded by those who make them.
 */
export type TemplateNode = ScalarNode | ListNode | MapNode | CallNode | EmptyNode | UnreadNode;

interface Placed {
  readonly start: number;
  readonly end: number;
}

/** Text, a number or a boolean: always the text as written, since `OFF`, `012345678901` and `2012-10-17` mean what they say. */
export interface ScalarNode extends Placed {
  readonly kind: 'scalar';
  readonly text: string;
  /** Without quotes: `true` is a boolean then, and `yes` is one for YAML 1.1. */
  readonly plain: boolean;
}

export interface ListNode extends Placed {
  readonly kind: 'list';
  readonly items: readonly TemplateNode[];
}

export interface MapNode extends Placed {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
  /** There may be more entries than can be told: a merge of something that is no map, a name that is no text, a place that could not be read. */
  readonly open: boolean;
}

export interface Entry {
  readonly key: ScalarNode;
  readonly value: TemplateNode;
}

/** The short form of a function: `!Ref Pool` is the call of `Ref`, `!GetAtt Pool.Arn` of `Fn::GetAtt`. */
export interface CallNode extends Placed {
  readonly kind: 'call';
  readonly name: string;
  readonly argument: TemplateNode;
}

/** A value that is not written yet, or `null`. */
export interface EmptyNode extends Placed {
  readonly kind: 'empty';
}

/** What stands there and was not read: an alias without its anchor, a resource of a kind that nobody asks for. */
export interface UnreadNode extends Placed {
  readonly kind: 'unread';
}

/** The entry of a name. Of several with one name the last counts, as for the parsers of AWS. */
export function entryOf(node: TemplateNode | undefined, name: string): Entry | undefined {
  return node?.kind === 'map' ? node.entries.findLast(({ key }) => key.text === name) : undefined;
}

export function valueOf(node: TemplateNode | undefined, name: string): TemplateNode | undefined {
  return entryOf(node, name)?.value;
}

/** The text of a scalar as it stands, without evaluating anything. */
export function literalOf(node: TemplateNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}

/** Names that make entries rather than being one: loops and macros. What else is in their map cannot be told. */
export function isLoopOrMacro(name: string): boolean {
  return name.startsWith('Fn::ForEach') || name === 'Fn::Transform';
}

/** A call in its short or long form; a map is one when a function is its only name. */
export function callOf(node: TemplateNode): Pick<CallNode, 'name' | 'argument'> | undefined {
  if (node.kind === 'call') return node;
  if (node.kind !== 'map') return undefined;
  const [only, ...others] = node.entries;
  if (!only || others.length > 0) return undefined;
  const name = only.key.text;
  return name === 'Ref' || (name.startsWith('Fn::') && !name.startsWith('Fn::ForEach')) ? { name, argument: only.value } : undefined;
}

/** The arguments of a call that takes several. */
export function argumentsOf(argument: TemplateNode): readonly TemplateNode[] {
  return argument.kind === 'list' ? argument.items : [argument];
}
