import { entryOf, type Entry, literalOf, type MapNode, type TemplateNode, valueOf } from './templateNode.ts';

/** A template that was read as far as it is readable: names with what stands under them. */
export interface Template {
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly mappings: TemplateNode | undefined;
  readonly conditions: ReadonlyMap<string, TemplateNode>;
  readonly resources: ReadonlyMap<string, DeclaredResource>;
  readonly outputs: readonly Entry[];
  /** What SAM has for all functions and APIs. */
  readonly globals: TemplateNode | undefined;
}

export interface Parameter {
  readonly type: string;
  readonly defaultText: string | undefined;
  readonly allowed: readonly string[] | undefined;
}

/** A resource as it is written, with the condition that it has. */
export interface DeclaredResource {
  readonly id: string;
  readonly key: { readonly start: number; readonly end: number };
  readonly type: string;
  readonly typeNode: TemplateNode;
  readonly body: MapNode;
  readonly condition: string | undefined;
  /** It is in a loop: how often it is there, and with what values, cannot be told. */
  readonly looped: boolean;
}

/** The templates of a document: itself, or the `resources` of a Serverless configuration, one map or a list of maps. */
export function templateOf(document: TemplateNode): Template | undefined {
  const serverless = valueOf(document, 'resources');
  const roots = valueOf(document, 'Resources') || !serverless ? [document] : serverless.kind === 'list' ? serverless.items : [serverless];
  const section = (name: string): Entry[] => roots.flatMap((root) => entriesOf(valueOf(root, name)));
  const resources = section('Resources').flatMap((entry) => declared(entry));
  const outputs = section('Outputs');
  if (resources.length === 0 && outputs.length === 0) return undefined;
  return {
    parameters: new Map(section('Parameters').map(({ key, value }) => [key.text, parameterOf(value)])),
    mappings: roots.map((root) => valueOf(root, 'Mappings')).find((node) => node !== undefined),
    conditions: new Map(section('Conditions').map(({ key, value }) => [key.text, value])),
    resources: new Map(resources.map((resource) => [resource.id, resource])),
    outputs,
    globals: valueOf(document, 'Globals'),
  };
}

function entriesOf(node: TemplateNode | undefined): readonly Entry[] {
  return node?.kind === 'map' ? node.entries : [];
}

function declared({ key, value }: Entry, looped = false): DeclaredResource[] {
  if (key.text.startsWith('Fn::ForEach')) return loopBody(value).flatMap((entry) => declared(entry, true));
  const typeEntry = entryOf(value, 'Type');
  const type = literalOf(typeEntry?.value);
  if (value.kind !== 'map' || !typeEntry || type === undefined) return [];
  const condition = literalOf(valueOf(value, 'Condition'));
  return [{ id: key.text, key, type, typeNode: typeEntry.value, body: value, condition, looped }];
}

/** `Fn::ForEach::Name: [identifier, collection, { name: body }]`, which may hold another loop. */
function loopBody(value: TemplateNode): readonly Entry[] {
  return value.kind === 'list' ? entriesOf(value.items[2]) : [];
}

function parameterOf(node: TemplateNode): Parameter {
  const allowed = valueOf(node, 'AllowedValues');
  const texts = allowed?.kind === 'list' ? allowed.items.map(literalOf).filter((text) => text !== undefined) : [];
  return {
    type: literalOf(valueOf(node, 'Type')) ?? 'String',
    defaultText: literalOf(valueOf(node, 'Default')),
    // A list that is not written yet allows everything.
    allowed: texts.length > 0 ? texts : undefined,
  };
}
