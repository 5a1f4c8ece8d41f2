import type { Finding } from '../../domain/finding.ts';
import type { Message } from '../../domain/message.ts';

/** A finding as sentences, what was seen and what to do: the same words in the Problems panel and on the command line. */
export function findingText({ message, remedy }: Pick<Finding, 'message' | 'remedy'>, render: (message: Message) => string): string {
  const seen = render(message);
  // A sentence that begins with a name (a Region, a domain, aws-jwt-verify, authenticate-cognito) keeps it as it is written.
  const beginsWithName = /^(?:\{|[a-z0-9]+-)/.test(message.text);
  return `${beginsWithName ? seen : seen.charAt(0).toLocaleUpperCase() + seen.slice(1)}. ${render(remedy)}`;
}
