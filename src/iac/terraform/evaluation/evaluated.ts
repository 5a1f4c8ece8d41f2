/**
 * What an expression comes to. What cannot be told has a text that stands for it where it is put into another text: `${var.account}`, as it is written.
 * A text with such a part in it is a literal that holds a dollar sign and a brace.
 */
export type Evaluated =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly Evaluated[] }
  | { readonly kind: 'object'; readonly entries: ReadonlyMap<string, Evaluated> }
  /** An attribute of a resource of the module that only AWS knows. */
  | { readonly kind: 'attribute'; readonly resource: string; readonly attribute: string }
  | { readonly kind: 'unknown'; readonly text: string };

/** Longer texts are not put together: a chain of variables that each double a text grows beyond any memory. */
const maximumText = 200_000;
/** The values that a list or an object may hold in all, when it is written as JSON or compared: the same chain, in lists. */
const maximumValues = 20_000;

export function literal(value: string | number | boolean | null): Evaluated {
  return typeof value === 'string' && value.length > maximumText ? unknown('…') : { kind: 'literal', value };
}

/** A value that cannot be told, with the code that it stands for; line breaks and long code are cut. */
export function unknown(code: string): Evaluated {
  const short = code.length > 120 ? `${code.slice(0, 119)}…` : code;
  return { kind: 'unknown', text: `\${${short.replaceAll(/[\s"\\]+/g, ' ').trim()}}` };
}

/** A text whose placeholders only leave out what no rule compares: the account and the partition of the deployment, and what an alias is called. */
export function isTold(text: string): boolean {
  return !text.replaceAll(/\$\{(?:data\.aws_caller_identity|data\.aws_partition|aws_kms_alias)\.[^}]*\}/g, '').includes('${');
}

/** How a value stands in a text. */
export function asText(value: Evaluated): string {
  switch (value.kind) {
    case 'literal':
      return value.value === null ? '' : String(value.value);
    case 'attribute':
      return `\${${value.resource}.${value.attribute}}`;
    case 'unknown':
      return value.text;
    case 'list':
    case 'object':
      return asJson(value) ?? '${…}';
  }
}

/** JSON text, with a text in the place of everything that cannot be told. Undefined for more than anybody writes. */
export function asJson(value: Evaluated): string | undefined {
  let left = maximumValues;
  const plain = (part: Evaluated): unknown => {
    if ((left -= 1) < 0) return undefined;
    switch (part.kind) {
      case 'literal':
        return part.value;
      case 'list':
        return part.items.map(plain);
      case 'object':
        return Object.fromEntries(Array.from(part.entries, ([name, entry]) => [name, plain(entry)]));
      case 'attribute':
      case 'unknown':
        return asText(part);
    }
  };
  const json = JSON.stringify(plain(value));
  return left < 0 ? undefined : json;
}

/** Whether two values are the same; undefined where that cannot be told. */
export function areSame(left: Evaluated, right: Evaluated): boolean | undefined {
  if (left.kind === 'attribute' && right.kind === 'attribute' && left.resource === right.resource && left.attribute === right.attribute)
    return true;
  const [one, other] = [comparable(left), comparable(right)];
  return one === undefined || other === undefined ? undefined : one === other;
}

function comparable(value: Evaluated): string | undefined {
  if (value.kind === 'attribute' || value.kind === 'unknown') return undefined;
  const json = asJson(value);
  return json?.includes('${') ? undefined : json;
}
