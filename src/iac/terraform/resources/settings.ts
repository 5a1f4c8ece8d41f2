import type { TextRange } from '../../../domain/textRange.ts';
import type { Text, Value } from '../../model.ts';
import { saysItsRegion } from '../../regionalArn.ts';
import { type Evaluated, isTold } from '../evaluation/evaluated.ts';
import type { Evaluator } from '../evaluation/evaluator.ts';
import { type Located, rangeIn, type Scope } from '../evaluation/terraformModule.ts';
import type { Block, Expression, Span } from '../syntax/syntaxTypes.ts';

/** A named setting of a group: nothing, nested blocks, or an argument. */
type Setting =
  | { readonly kind: 'absent' }
  /** Not written: nothing says that it is there, only that it may be. */
  | { readonly kind: 'unknown'; readonly at: Span; readonly isWritten: boolean }
  | { readonly kind: 'blocks'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'argument';
      readonly key: Span;
      readonly at: Span;
      readonly value: Evaluated;
      readonly expression: Expression | undefined;
    };

/** What a group of settings is made of. */
type Content =
  | { readonly kind: 'absent' | 'unknown' }
  | { readonly kind: 'block'; readonly block: Block }
  | { readonly kind: 'object'; readonly expression: Extract<Expression, { kind: 'object' }> }
  | { readonly kind: 'value'; readonly entries: ReadonlyMap<string, Evaluated> };

interface Context {
  readonly evaluator: Evaluator;
  readonly scope: Scope;
  /** Of a block in which an error may have taken things from their place: what is not in it cannot be told. */
  readonly damaged: boolean;
}

/**
 * The settings of a resource or of a group in it, in either form: blocks, as the AWS provider has them, and objects, as the AWSCC provider does. Of a group that
 * is not there, nothing is, and of one that cannot be told, nothing can be: both at the group's own place.
 */
export class Settings {
  private readonly context: Context;
  private readonly content: Content;
  private readonly anchor: Span;

  private constructor(context: Context, content: Content, anchor: Span) {
    this.context = context;
    this.content = content;
    this.anchor = anchor;
  }

  static of({ item, scope }: Located<Block>, evaluator: Evaluator): Settings {
    return new Settings({ evaluator, scope, damaged: item.damaged }, { kind: 'block', block: item }, item.labels[0] ?? item.type);
  }

  /** Whether there is such a group, whatever is in it: at its name. */
  presence(name: string): Value<boolean> {
    const group = this.within(name);
    const range = this.range(group.anchor);
    if (group.content.kind === 'absent') return { state: 'absent', range };
    return group.content.kind === 'unknown' ? { state: 'unknown', range } : { state: 'known', value: true, range };
  }

  /** Whether the code names the setting, whatever it comes to. */
  names(name: string): boolean {
    const setting = this.setting(name);
    return setting.kind === 'unknown' ? setting.isWritten : setting.kind !== 'absent';
  }

  string(name: string): Value<string> {
    return this.value(name, (value) =>
      value.kind === 'literal' && typeof value.value === 'string' && !value.value.includes('${') ? value.value : undefined,
    );
  }

  boolean(name: string): Value<boolean> {
    return this.value(name, (value) => {
      if (value.kind !== 'literal') return undefined;
      if (value.value === 'true' || value.value === 'false') return value.value === 'true';
      return typeof value.value === 'boolean' ? value.value : undefined;
    });
  }

  text(name: string): Value<Text> {
    return this.value(name, textOf);
  }

  /** Any value that can be told in part; `read` says what it comes to, or that it is unknown. */
  value<T>(name: string, read: (value: Evaluated) => T | undefined): Value<T> {
    const setting = this.setting(name);
    if (setting.kind === 'absent') return { state: 'absent', range: this.range(this.anchor) };
    if (setting.kind === 'blocks') return { state: 'unknown', range: this.range(setting.blocks[0]?.type ?? this.anchor) };
    const range = this.range(setting.at);
    const value = setting.kind === 'argument' ? read(setting.value) : undefined;
    return value === undefined ? { state: 'unknown', range } : { state: 'known', value, range };
  }

  /** The items of a list, each at its own place where it has one. Undefined for a list that cannot be told. */
  items(name: string): { readonly value: Evaluated; readonly range: TextRange }[] | undefined {
    const setting = this.setting(name);
    if (setting.kind === 'absent') return [];
    if (setting.kind !== 'argument' || setting.value.kind !== 'list') return undefined;
    const { expression, at } = setting;
    const spans = expression?.kind === 'tuple' ? expression.items : [];
    return setting.value.items.map((value, index) => ({ value, range: this.range(spans[index] ?? at) }));
  }

  /** The group of a name; of several blocks or objects the first. */
  within(name: string): Settings {
    return this.groups(name)[0] ?? new Settings(this.context, { kind: 'absent' }, this.anchor);
  }

  /** All groups of a name; one that is unknown where that cannot be told. */
  groups(name: string): Settings[] {
    const setting = this.setting(name);
    switch (setting.kind) {
      case 'absent':
        return [];
      case 'unknown':
        return [new Settings(this.context, { kind: 'unknown' }, setting.at)];
      case 'blocks':
        return setting.blocks.map((block) => {
          const context = { ...this.context, damaged: this.context.damaged || block.damaged };
          return new Settings(context, { kind: 'block', block }, block.type);
        });
      case 'argument':
        return this.groupsIn(setting);
    }
  }

  private groupsIn({ key, at, value, expression }: Extract<Setting, { kind: 'argument' }>): Settings[] {
    if (expression?.kind === 'object') return [new Settings(this.context, { kind: 'object', expression }, key)];
    if (expression?.kind === 'tuple') {
      return expression.items.flatMap((item) =>
        this.groupsIn({
          kind: 'argument',
          key,
          at: item,
          expression: item,
          value: this.context.evaluator.evaluate(item, this.context.scope),
        }),
      );
    }
    // A list in a list is no list of groups.
    const items = value.kind === 'list' ? value.items : [value];
    return items.map(
      (item) => new Settings(this.context, item.kind === 'object' ? { kind: 'value', entries: item.entries } : { kind: 'unknown' }, at),
    );
  }

  private setting(name: string): Setting {
    const { content } = this;
    const { evaluator, scope, damaged } = this.context;
    const argument = (key: Span, expression: Expression): Setting =>
      set({ kind: 'argument', key, at: expression, value: evaluator.evaluate(expression, scope), expression });
    const missing: Setting = damaged ? { kind: 'unknown', at: this.anchor, isWritten: false } : { kind: 'absent' };
    switch (content.kind) {
      case 'absent':
        return { kind: 'absent' };
      case 'unknown':
        return { kind: 'unknown', at: this.anchor, isWritten: false };
      case 'value': {
        const value = content.entries.get(name);
        return value ? set({ kind: 'argument', key: this.anchor, at: this.anchor, value, expression: undefined }) : { kind: 'absent' };
      }
      case 'object': {
        const entry = content.expression.entries.find((other) => other.name === name);
        if (entry) return argument(entry.key, entry.value);
        const computed = content.expression.entries.find((other) => other.name === undefined);
        return computed ? { kind: 'unknown', at: computed.key, isWritten: false } : missing;
      }
      case 'block': {
        const { attributes, blocks } = content.block.body;
        const attribute = attributes.find((other) => other.name === name);
        if (attribute) return argument(attribute.key, attribute.value);
        const made = blocks.find(({ type, labels }) => type.text === 'dynamic' && labels[0]?.text === name);
        if (made) return { kind: 'unknown', at: made.labels[0] ?? made.type, isWritten: true };
        const named = blocks.filter(({ type }) => type.text === name);
        return named.length > 0 ? { kind: 'blocks', blocks: named } : missing;
      }
    }
  }

  private range(span: Span): TextRange {
    return rangeIn(this.context.scope, span);
  }
}

/** `null` is how Terraform says that an argument is not set. */
function set(setting: Extract<Setting, { kind: 'argument' }>): Setting {
  return setting.value.kind === 'literal' && setting.value.value === null ? { kind: 'absent' } : setting;
}

/** A value as the model has texts. */
export function textOf(value: Evaluated): Text | undefined {
  if (value.kind === 'attribute') return { kind: 'attribute', resource: value.resource, attribute: value.attribute };
  if (value.kind !== 'literal' || typeof value.value !== 'string') return undefined;
  return isTold(value.value) || saysItsRegion(value.value) ? { kind: 'literal', text: value.value } : undefined;
}
