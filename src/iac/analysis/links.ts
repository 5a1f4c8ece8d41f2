import type { Export, Key, KeyReplica, Pool, Replica, Resource, Text, Value } from '../model.ts';

/** The resources of one unit of code: its name, and what it declares. Values of a unit refer to resources of the same unit by id. */
export interface Unit {
  readonly name: string;
  readonly resources: readonly Resource[];
}

/**
 * Which resources belong together, across the units of a workspace. A link counts only when it is certain: the same logical reference, the same literal id, or an export
 * that is imported by its one name. Similar names are none.
 */
export class Links {
  private readonly units: readonly Unit[];
  private readonly byIdentity = new Map<string, { readonly unit: string; readonly resource: Resource }>();
  private readonly exports = new Map<string, { readonly unit: string; readonly value: Value<Text> } | 'several'>();

  constructor(units: readonly Unit[]) {
    this.units = units;
    for (const unit of units) {
      for (const resource of unit.resources) {
        const identity = resourceIdentity(unit.name, resource.id);
        if (!this.byIdentity.has(identity)) this.byIdentity.set(identity, { unit: unit.name, resource });
        if (resource.kind === 'export' && resource.name.state === 'known') this.addExport(resource.name.value, unit.name, resource);
      }
    }
  }

  /** What a reference leads to, as a name that is equal for equal things: a resource of a unit, or a literal id. Undefined when that cannot be told. */
  identity(unit: string, text: Value<Text>): string | undefined {
    if (text.state !== 'known') return undefined;
    const { value } = text;
    switch (value.kind) {
      case 'literal':
        // A part that cannot be told may be another one each time.
        return value.text.includes('${') ? undefined : `literal ${value.text}`;
      case 'attribute':
        return resourceIdentity(unit, value.resource);
      case 'import': {
        const exported = this.exports.get(value.name);
        if (!exported || exported === 'several') return undefined;
        // An export of an import would lead on for ever when two stacks import from each other.
        return exported.value.state === 'known' && exported.value.value.kind !== 'import'
          ? this.identity(exported.unit, exported.value)
          : undefined;
      }
    }
  }

  /** The pool that a reference leads to, with its unit. */
  poolOf(unit: string, text: Value<Text>): { readonly unit: string; readonly pool: Pool } | undefined {
    const found = this.find(this.identity(unit, text));
    return found?.resource.kind === 'pool' ? { unit: found.unit, pool: found.resource } : undefined;
  }

  /** The key or key replica that a reference leads to, with its unit. */
  keyOf(unit: string, text: Value<Text>): { readonly unit: string; readonly key: Key | KeyReplica } | undefined {
    const found = this.find(this.identity(unit, text));
    return found?.resource.kind === 'key' || found?.resource.kind === 'keyReplica' ? { unit: found.unit, key: found.resource } : undefined;
  }

  /** The replica of a pool, if there is one for certain. */
  replicaOf(unit: string, pool: Pool): Replica | undefined {
    const identity = resourceIdentity(unit, pool.id);
    return this.all('replica').find((replica) => this.identity(replica.unit, replica.resource.pool) === identity)?.resource;
  }

  /** The pools that are encrypted with a key, or with the primary key of a key replica. */
  poolsOn(unit: string, key: Key | KeyReplica): readonly { readonly unit: string; readonly resource: Pool }[] {
    const identity = key.kind === 'key' ? resourceIdentity(unit, key.id) : this.identity(unit, key.primaryKey);
    return identity === undefined ? [] : this.all('pool').filter((pool) => this.identity(pool.unit, pool.resource.keyArn) === identity);
  }

  /** All resources of a kind, with their units. */
  all<Kind extends Resource['kind']>(kind: Kind): { readonly unit: string; readonly resource: Extract<Resource, { kind: Kind }> }[] {
    return this.units.flatMap((unit) =>
      unit.resources
        .filter((resource): resource is Extract<Resource, { kind: Kind }> => resource.kind === kind)
        .map((resource) => ({ unit: unit.name, resource })),
    );
  }

  private find(identity: string | undefined): { readonly unit: string; readonly resource: Resource } | undefined {
    return identity === undefined ? undefined : this.byIdentity.get(identity);
  }

  private addExport(name: string, unit: string, { value }: Export): void {
    this.exports.set(name, this.exports.has(name) ? 'several' : { unit, value });
  }
}

/** The identity of a declared resource: what references to it have, too. */
export function resourceIdentity(unit: string, id: string): string {
  return `resource ${unit}\n${id}`;
}
