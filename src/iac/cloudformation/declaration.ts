import type { TextRange } from '../../domain/textRange.ts';
import type { Resource } from '../model.ts';
import { Block, type Places } from './block.ts';
import type { Scope } from './scope.ts';
import type { DeclaredResource } from './template.ts';
import { valueOf } from './templateNode.ts';

/** A resource in one case: what every resource of the model has, and its properties to ask. */
export interface Declaration {
  readonly base: Base;
  readonly properties: Block;
  /** The logical id without what tells several templates of a text apart. */
  readonly logicalId: string;
}

export type Base = Pick<Resource, 'id' | 'dialect' | 'type' | 'path' | 'typeRange' | 'range' | 'region'>;

/** What is the same for everything in a file. */
export interface Setting {
  readonly path: string;
  readonly places: Places;
}

/** A resource as it is in a case. Undefined where it is not there; where that cannot be told, nothing of it can be told either. */
export function declarationOf(resource: DeclaredResource, scope: Scope, { path, places }: Setting): Declaration | undefined {
  const holds = resource.condition === undefined ? true : scope.holds(resource.condition);
  if (holds === false) return undefined;
  const { id, key, type, typeNode, body } = resource;
  const typeRange = places.range(typeNode.start, typeNode.end);
  const base = baseOf({ id, type, path, typeRange, range: places.range(key.start, body.end) }, scope);
  const properties = valueOf(body, 'Properties');
  const told = holds === true && !resource.looped && (properties !== undefined || !body.open);
  const unread = { kind: 'unread', start: key.start, end: key.end } as const;
  return { base, properties: Block.of(told ? properties : unread, typeRange, scope, places), logicalId: id };
}

interface Described {
  readonly id: string;
  readonly type: string;
  readonly path: string;
  readonly typeRange: TextRange;
  readonly range: TextRange;
}

export function baseOf({ id, type, path, typeRange, range }: Described, scope: Scope): Base {
  return {
    id: scope.prefix + id,
    dialect: 'cloudformation',
    type,
    path,
    typeRange,
    range,
    region: scope.region === undefined ? { state: 'unknown', range: typeRange } : { state: 'known', value: scope.region, range: typeRange },
  };
}
