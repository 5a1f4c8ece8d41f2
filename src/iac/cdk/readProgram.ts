import { message } from '../../domain/message.ts';
import type { Reading, Resource, SourceFile } from '../model.ts';
import { TextLines } from '../textLines.ts';
import { constructsOf, nameSpanOf } from './constructs.ts';
import { Evaluator } from './evaluate.ts';
import { type Construct, emptyObject, literalText, type Located, type ObjectMeaning, objectOf, plain } from './meaning.ts';
import type { Call, Program } from './program/program.ts';
import { type Act, survey } from './program/survey.ts';
import type { Place } from './program/scope.ts';
import { hiding } from './properties.ts';
import { Regions } from './regions.ts';
import { addedPermissionOf, isForCognito, loadBalancerActionOf } from './resources/access.ts';
import { baseOf, type Made } from './resources/resource.ts';
import { resourceTypes } from './resources/types.ts';
import { scenariosOf } from './scenarios.ts';
import { type Change, changesOf } from './settings.ts';
import { Values } from './values.ts';

/** A resource of one scenario, and where it comes from. */
interface Draft {
  readonly place: Place;
  /** `holds`: which of the changes there are. */
  readonly read: (holds: (place: Pick<Place, 'conditions'>) => boolean) => Resource | undefined;
}

/** What a program says about pools and what belongs to them. */
export function readProgram(program: Program, file: SourceFile): Reading {
  return new ProgramReader(program, file).reading();
}

/** A construct that is changed more often than this is not followed. */
const mostChanges = 200;

class ProgramReader {
  private readonly file: SourceFile;
  private readonly values: Values;
  private readonly acts: readonly Act[];
  private readonly constructs: ReadonlyMap<Call, Construct>;
  private readonly evaluator: Evaluator;
  private readonly regions: Regions;
  private readonly changes = new Map<Construct, Change[]>();
  /** What is added to the policies of keys. */
  private readonly statements = new Map<Construct, { value: Located; place: Place }[]>();
  private readonly ids: Set<string>;

  constructor(program: Program, file: SourceFile) {
    this.file = file;
    this.values = new Values(new TextLines(file.text), file.text.length);
    const surveyed = survey(program);
    this.acts = surveyed.acts;
    this.constructs = constructsOf(surveyed);
    this.evaluator = new Evaluator(this.constructs);
    this.regions = new Regions(this.evaluator, surveyed);
    this.evaluator.regionAt = this.regions.at;
    this.ids = new Set(Array.from(this.constructs.values(), ({ id }) => id));
  }

  reading(): Reading {
    const all = [...this.constructs.values()];
    for (const act of this.acts) {
      for (const change of changesOf(this.evaluator, act, all)) push(this.changes, change.construct, change);
      this.noteStatement(act);
    }
    const drafts = [...all.flatMap((construct) => this.ofConstruct(construct)), ...this.acts.flatMap((act) => this.ofAct(act))];
    drafts.sort((one, other) => one.place.statement.start - other.place.statement.start);
    if (drafts.length === 0) return { scenarios: [[]] };
    const relevant = drafts.map(({ place }) => place);
    const changes = all.filter(({ symbol }) => resourceTypes.has(symbol)).flatMap((construct) => this.changesOf(construct));
    const isTooMuch = all.some((construct) => resourceTypes.has(construct.symbol) && this.changesOf(construct).length > mostChanges);
    const scenarios = scenariosOf([...relevant, ...changes.map(({ place }) => place)], this.evaluator);
    return {
      scenarios: scenarios.map((holds) =>
        drafts.flatMap(({ place, read }) => (holds(place.conditions) ? (read(({ conditions }) => holds(conditions)) ?? []) : [])),
      ),
      ...(isTooMuch && {
        refusals: [{ path: this.file.path, reason: message('a construct is changed in more than {limit} places', { limit: mostChanges }) }],
      }),
    };
  }

  private changesOf(construct: Construct): readonly Change[] {
    return this.changes.get(construct) ?? [];
  }

  private ofConstruct(construct: Construct): Draft[] {
    const type = resourceTypes.get(construct.symbol);
    if (!type) return [];
    const { call, place } = construct;
    const isMethod = construct.call.callee.kind === 'member' && plain(construct.call.callee.name).startsWith('add');
    const props = this.evaluator.argumentsOf(call, isMethod ? 1 : 2, place);
    const owner = isMethod && call.callee.kind === 'member' ? this.evaluator.located(call.callee.of, place) : undefined;
    const own = type.properties?.(props, owner) ?? objectOf(props.meaning) ?? { ...emptyObject, hides: props.span };
    const base = baseOf({ ...construct, region: this.regions.ofConstruct(construct) }, this.file, this.values);
    const added = this.statements.get(construct) ?? [];
    const changes = this.changesOf(construct);
    const isTooMuch = changes.length > mostChanges;
    return [
      {
        place,
        read: (holds) => {
          const meaning = isTooMuch
            ? hiding(own, call)
            : changes.filter((change) => holds(change.place)).reduce<ObjectMeaning>((properties, { apply }) => apply(properties), own);
          const made: Made = { construct, properties: { meaning, span: props.span } };
          return type.read(
            made,
            base,
            this.values,
            added.filter((statement) => holds(statement.place)).map(({ value }) => value),
          );
        },
      },
    ];
  }

  /** Notes what is added to the policy of a key: a statement, or something that cannot be told. */
  private noteStatement(act: Act): void {
    if (act.kind !== 'call' || act.call.callee.kind !== 'member') return;
    const { call, place } = act;
    const method = plain(act.call.callee.name);
    if (method !== 'addtoresourcepolicy' && !method.startsWith('grant')) return;
    const of = this.evaluator.meaning(act.call.callee.of, place);
    if (of.kind !== 'construct') return;
    const [statement] = call.positional;
    const isTold = method === 'addtoresourcepolicy' && statement;
    const value: Located = isTold ? this.evaluator.located(statement, place) : { meaning: { kind: 'unknown' }, span: call };
    push(this.statements, of.construct, { value, place });
  }

  /** Resources that calls make without being constructs. */
  private ofAct(act: Act): Draft[] {
    if (act.kind !== 'call' || this.constructs.has(act.call)) return [];
    const { call, place } = act;
    const { callee } = call;
    const typeSpan = nameSpanOf(call);
    const base = (wanted: string): ReturnType<typeof baseOf> =>
      baseOf({ id: this.unusedId(wanted), call, typeSpan, place, region: this.regions.at(place) }, this.file, this.values);
    if (callee.kind === 'member' && plain(callee.name) === 'addpermission') {
      const props = this.evaluator.argumentsOf(call, 1, place);
      if (!isForCognito(props.meaning)) return [];
      const of = this.evaluator.located(callee.of, place);
      const resource = addedPermissionOf(
        of,
        props,
        base(act.name ?? (call.positional[0] && literalText(this.evaluator.meaning(call.positional[0], place))) ?? callee.name),
        this.values,
        typeSpan,
      );
      return [{ place, read: () => resource }];
    }
    const made = this.evaluator.meaning(callee, place);
    if (made.kind !== 'symbol' || made.symbol !== 'aws-elasticloadbalancingv2-actions.AuthenticateCognitoAction') return [];
    const resource = loadBalancerActionOf(
      this.evaluator.argumentsOf(call, 0, place),
      base(act.name ?? 'AuthenticateCognitoAction'),
      this.values,
      typeSpan,
    );
    return [{ place, read: () => resource }];
  }

  private unusedId(wanted: string): string {
    let id = wanted;
    for (let use = 2; this.ids.has(id); use += 1) id = `${wanted} (${use})`;
    this.ids.add(id);
    return id;
  }
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
