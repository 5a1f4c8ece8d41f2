import type { Evaluator } from './evaluate.ts';
import { type Construct, literalText, type Located, type Meaning } from './meaning.ts';
import type { Expression } from './program/program.ts';
import { find } from './properties.ts';
import type { ClassScope, Place } from './program/scope.ts';
import type { Survey } from './program/survey.ts';

/** How many scopes within scopes are followed to a stack. */
const deepestScope = 20;

/** What has an `env`. */
const stacks: ReadonlySet<string> = new Set(['Stack', 'Stage', 'App']);

/** Tells which Region constructs are deployed to, from the `env` of their stacks. */
export class Regions {
  private readonly evaluator: Evaluator;
  private readonly instances = new Map<ClassScope, { call: Expression & { kind: 'call' }; place: Place }[]>();
  private readonly pending = new Set<ClassScope>();

  constructor(evaluator: Evaluator, { acts }: Survey) {
    this.evaluator = evaluator;
    for (const act of acts) {
      if (act.kind !== 'call') continue;
      const made = evaluator.meaning(act.call.callee, act.place);
      if (made.kind !== 'class') continue;
      const instances = this.instances.get(made.of) ?? [];
      instances.push({ call: act.call, place: act.place });
      this.instances.set(made.of, instances);
    }
  }

  /** The Region of the stack around a place; undefined where it cannot be told. */
  at = ({ scope: { owner } }: Place): Located | undefined => owner && this.ofClass(owner, 0);

  /** The Region of a construct, by its first argument. */
  ofConstruct({ symbol, call, place }: Construct, depth = 0): Located | undefined {
    const { callee, positional } = call;
    const [scope] = positional;
    if (stacks.has(symbol)) {
      const region = this.environment(this.evaluator.argumentsOf(call, 2, place));
      if (region !== 'inherited') return region;
    }
    if (scope && !isMethod(this.evaluator, callee, place)) return this.ofScope(this.evaluator.meaning(scope, place), depth + 1);
    // `pool.addDomain('id', ...)`: the scope is what the method belongs to.
    return callee.kind === 'member' ? this.ofScope(this.evaluator.meaning(callee.of, place), depth + 1) : undefined;
  }

  private ofScope(scope: Meaning, depth: number): Located | undefined {
    if (depth > deepestScope) return undefined;
    if (scope.kind === 'construct') return this.ofConstruct(scope.construct, depth);
    return scope.kind === 'instance' ? this.ofClass(scope.of, depth) : undefined;
  }

  private ofClass(of: ClassScope, depth: number): Located | undefined {
    if (this.pending.has(of) || depth > deepestScope) return undefined;
    this.pending.add(of);
    try {
      const [superCall, anotherSuper] = of.superCalls;
      if (superCall && !anotherSuper) {
        const { call, place } = superCall;
        const props = this.evaluator.argumentsOf(call, 2, place);
        if (find(props, ['env'], call).state === 'present') return told(this.environment(props));
      }
      const [instance, another] = this.instances.get(of) ?? [];
      if (!instance || another) return undefined;
      const { call, place } = instance;
      const region = this.environment(this.evaluator.argumentsOf(call, 2, place));
      if (region !== 'inherited') return region;
      const [scope] = call.positional;
      return scope && this.ofScope(this.evaluator.meaning(scope, place), depth + 1);
    } finally {
      this.pending.delete(of);
    }
  }

  private environment(props: Located): Located | 'inherited' | undefined {
    const region = find(props, ['env', 'region'], props.span);
    if (region.state === 'present') return literalText(region.value.meaning) === undefined ? undefined : region.value;
    // What is not there is that of the scope; what may be there cannot be told.
    return region.state === 'absent' && find(props, ['env'], props.span).state === 'absent' ? 'inherited' : undefined;
  }
}

function told(region: Located | 'inherited' | undefined): Located | undefined {
  return region === 'inherited' ? undefined : region;
}

function isMethod(evaluator: Evaluator, callee: Expression, place: Place): boolean {
  return callee.kind === 'member' && evaluator.meaning(callee.of, place).kind === 'construct';
}
