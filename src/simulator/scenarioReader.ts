import type { Shape, Text } from './shape.ts';

export interface Problem {
  /** Where in the scenario: `pools[3].replica.region`; empty for the scenario itself. */
  readonly path: string;
  readonly message: string;
}

/**
 * Reads a scenario through its shape and collects everything that is wrong with it, in the words of a person who writes the file.
 * Unlike AWS's own inputs, a member that the shape does not know is a problem: it is a typing error.
 */
export function readScenario(shape: Shape, value: unknown, path: string, problems: Problem[]): void {
  const report = (message: string, at = path): void => {
    problems.push({ path: at, message });
  };
  switch (shape.type) {
    case 'text':
      if (typeof value !== 'string') report(`must be a text, not ${kindOf(value)}`);
      else for (const message of textProblems(shape, value)) report(message);
      return;
    case 'integer':
    case 'number':
      if (typeof value !== 'number') report(`must be a ${shape.type === 'integer' ? 'whole ' : ''}number, not ${kindOf(value)}`);
      else if (shape.type === 'integer' && !Number.isInteger(value)) report(`must be a whole number, not ${kindOf(value)}`);
      else if (shape.min !== undefined && value < shape.min) report(`must be at least ${shape.min}, not ${value}`);
      else if (shape.max !== undefined && value > shape.max) report(`must be at most ${shape.max}, not ${value}`);
      return;
    case 'flag':
      if (typeof value !== 'boolean') report(`must be true or false, not ${kindOf(value)}`);
      return;
    case 'list':
      if (!Array.isArray(value)) report(`must be a list, not ${kindOf(value)}`);
      else for (const [index, item] of value.entries()) readScenario(shape.item, item, `${path}[${index}]`, problems);
      return;
    case 'anything':
      if (!isObject(value)) report(`must be an object, not ${kindOf(value)}`);
      return;
    case 'either':
      readScenario(shape.shapes[typeof value === 'object' ? 1 : 0], value, path, problems);
      return;
    case 'dictionary':
      if (!isObject(value)) report(`must be an object, not ${kindOf(value)}`);
      else {
        for (const [name, item] of Object.entries(value)) {
          const at = join(path, name);
          for (const message of shape.keys ? textProblems(shape.keys, name) : []) report(message, at);
          readScenario(shape.value, item, at, problems);
        }
      }
      return;
    case 'structure':
      if (!isObject(value)) report(`must be an object, not ${kindOf(value)}`);
      else {
        for (const [name, item] of Object.entries(value)) {
          const member = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
          if (member) readScenario(member, item, join(path, name), problems);
          else report(`is not known here (known: ${Object.keys(shape.members).join(', ')})`, join(path, name));
        }
        for (const [name, member] of Object.entries(shape.members)) {
          if (member.required && !Object.hasOwn(value, name)) report('is missing', join(path, name));
        }
      }
  }
}

function textProblems(shape: Text, value: string): string[] {
  const quoted = JSON.stringify(value);
  if (shape.values && !shape.values.includes(value))
    return [`${quoted} is not ${shape.noun ?? 'allowed'} (one of ${shape.values.join(', ')})`];
  if (shape.min !== undefined && value.length < shape.min) return [`${quoted} is shorter than ${shape.min} characters`];
  if (shape.max !== undefined && value.length > shape.max) return [`${quoted} is longer than ${shape.max} characters`];
  if (shape.pattern && !new RegExp(`^(?:${shape.pattern})$`, 'u').test(value)) return [`${quoted} does not match ${shape.pattern}`];
  return [];
}

const join = (path: string, name: string): string => (path ? `${path}.${name}` : name);
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : JSON.stringify(value);
}
