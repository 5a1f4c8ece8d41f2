import { partsOf, resolve, type Resolved, resolvedItems } from './evaluation.ts';
import type { Scope } from './scope.ts';
import { isLoopOrMacro } from './templateNode.ts';
import { sketchOf } from './textParts.ts';

/** A policy may be twice as large as KMS takes it before anybody looks at it: 32 KB, without what is open in it. */
const largestPolicy = 64 * 1024;
const deepestPolicy = 30;

type Json = string | boolean | readonly Json[] | { readonly [name: string]: Json };

/**
 * A policy as JSON text, with `${…}` for what cannot be told within it. Undefined where that is no text but a statement, the effect of one, or anything that
 * may bring more names or items.
 */
export function policyText(policy: Resolved, scope: Scope): string | undefined {
  // JSON in a text: SAM and some macros take it.
  if (policy.kind === 'text') return sketchOf(policy.parts);
  if (policy.kind !== 'map') return undefined;
  const conversion = new PolicyConversion(scope);
  const json = conversion.json(policy, [], 0);
  return json === undefined || conversion.size > largestPolicy ? undefined : JSON.stringify(json);
}

class PolicyConversion {
  size = 0;
  private readonly scope: Scope;

  constructor(scope: Scope) {
    this.scope = scope;
  }

  json(resolved: Resolved, path: readonly string[], depth: number): Json | undefined {
    if (depth > deepestPolicy || this.size > largestPolicy) return undefined;
    switch (resolved.kind) {
      case 'map':
        return this.objectOf(resolved, path, depth);
      case 'list':
        return this.listOf(resolved, path, depth);
      case 'absent':
        return undefined;
      case 'text':
      case 'unknown':
        return this.textOf(resolved, path);
    }
  }

  private textOf(resolved: Extract<Resolved, { kind: 'text' | 'unknown' }>, path: readonly string[]): Json | undefined {
    const text = sketchOf(partsOf(resolved));
    if (resolved.kind === 'unknown' && decidesStatements(path)) return undefined;
    this.size += text.length + 2;
    return resolved.kind === 'text' && resolved.plain && (text === 'true' || text === 'false') ? text === 'true' : text;
  }

  private listOf(list: Extract<Resolved, { kind: 'list' }>, path: readonly string[], depth: number): Json | undefined {
    const items: Json[] = [];
    for (const item of resolvedItems(list, this.scope) ?? []) {
      const json = this.json(item, path, depth + 1);
      if (json === undefined) return undefined;
      items.push(json);
    }
    return items;
  }

  private objectOf({ map }: Extract<Resolved, { kind: 'map' }>, path: readonly string[], depth: number): Json | undefined {
    if (map.open) return undefined;
    const members = new Map<string, Json>();
    for (const { key, value } of map.entries) {
      if (isLoopOrMacro(key.text)) return undefined;
      const resolved = resolve(value, this.scope);
      members.delete(key.text);
      if (resolved.kind === 'absent') continue;
      const json = this.json(resolved, [...path, key.text], depth + 1);
      if (json === undefined) return undefined;
      this.size += key.text.length + 4;
      members.set(key.text, json);
    }
    return Object.fromEntries(members);
  }
}

/** Text with `${` is open to an evaluation anywhere but here. */
function decidesStatements(path: readonly string[]): boolean {
  return path.length === 0 || path.join('.') === 'Statement' || path.join('.') === 'Statement.Effect';
}
