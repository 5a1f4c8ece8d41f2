import type { ResourceTarget, Target } from '../../contributions.ts';

/** What a command in an editor's title was invoked on. */
export function resourceOf(given: Target | ResourceTarget | undefined): ResourceTarget | undefined {
  return given && 'scheme' in given ? given : undefined;
}

export function targetOf(given: Target | ResourceTarget | undefined): Target | undefined {
  return given && !('scheme' in given) ? given : undefined;
}
