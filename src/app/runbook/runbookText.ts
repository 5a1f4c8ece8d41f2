import type { Fact } from '../../domain/fact.ts';
import { failureMessage } from '../../domain/failure.ts';
import { type Message, message } from '../../domain/message.ts';
import { markdownText } from '../documents/markdownText.ts';

/** Writes the Markdown of a runbook: sentences are rendered and escaped, commands stay as they are. */
export interface RunbookWriter {
  readonly said: (text: Message) => string;
  readonly heading: (level: 2 | 3, text: Message) => string[];
  readonly paragraph: (...texts: readonly Message[]) => string[];
  readonly list: (items: readonly Message[]) => string[];
}

export function runbookWriter(render: (message: Message) => string): RunbookWriter {
  const said = (text: Message): string => markdownText(render(text));
  return {
    said,
    heading: (level, text) => [`${'#'.repeat(level)} ${said(text)}`, ''],
    paragraph: (...texts) => (texts.length === 0 ? [] : [texts.map(said).join(' '), '']),
    list: (items) => (items.length === 0 ? [] : [...items.map((item) => `- ${said(item)}`), '']),
  };
}

/** Lines for a shell. */
export function shellFence(lines: readonly string[]): string[] {
  return ['```bash', ...lines, '```', ''];
}

/** A fact in words: what is not there, or why it is unknown. */
export function factMessage<T>(fact: Fact<T> | undefined, show: (value: T) => Message): Message {
  switch (fact?.state) {
    case 'known':
      return show(fact.value);
    case 'absent':
      return message('none');
    case 'unknown':
      return message('unknown: {failure}', { failure: failureMessage(fact.failure) });
    case undefined:
      return message('unknown');
  }
}

/** A text that is nobody's sentence: an id, a name, a status as received. */
export function asIs(text: string): Message {
  return message('{text}', { text });
}
