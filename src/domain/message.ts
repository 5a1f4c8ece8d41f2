/**
 * A sentence as data: an English template with named places (`{region}`) and what goes into them. The template is the translation key:
 * ui renders it through `vscode.l10n.t`, the command line prints it in English. An argument may be a message itself.
 */
export interface Message {
  readonly text: string;
  readonly args: Readonly<Record<string, MessageArgument>>;
}

export type MessageArgument = string | number | Message;

/** Makes a message. Write the template as a literal, so that the translation bundle can be collected from the source. */
export function message(text: string, args: Readonly<Record<string, MessageArgument>> = {}): Message {
  return { text, args };
}

/** The message in English. A place without an argument stays as it is written. */
export function english({ text, args }: Message): string {
  return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => {
    const argument = args[name];
    if (argument === undefined) return place;
    return typeof argument === 'object' ? english(argument) : String(argument);
  });
}

/** Messages in a row, separated by a middle dot, as every row of the tree is written. */
export function joined(parts: readonly Message[]): Message {
  const [first, ...rest] = parts;
  if (!first) return message('');
  return rest.reduce((before, after) => message('{before} · {after}', { before, after }), first);
}
