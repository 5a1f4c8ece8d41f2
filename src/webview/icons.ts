// Single icons as SVG, and not the icon font: 0.5 KB each instead of 120 KB, and no font source in the content security policy.
import account from '@vscode/codicons/src/icons/account.svg';
import check from '@vscode/codicons/src/icons/check.svg';
import chevronDown from '@vscode/codicons/src/icons/chevron-down.svg';
import chevronRight from '@vscode/codicons/src/icons/chevron-right.svg';
import circleSlash from '@vscode/codicons/src/icons/circle-slash.svg';
import copy from '@vscode/codicons/src/icons/copy.svg';
import diffModified from '@vscode/codicons/src/icons/diff-modified.svg';
import diffSingle from '@vscode/codicons/src/icons/diff-single.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import history from '@vscode/codicons/src/icons/history.svg';
import info from '@vscode/codicons/src/icons/info.svg';
import question from '@vscode/codicons/src/icons/question.svg';
import refresh from '@vscode/codicons/src/icons/refresh.svg';
import search from '@vscode/codicons/src/icons/search.svg';
import tools from '@vscode/codicons/src/icons/tools.svg';
import warning from '@vscode/codicons/src/icons/warning.svg';
import type { PanelRow } from './protocol.ts';

const sources = {
  account,
  check,
  'chevron-down': chevronDown,
  'chevron-right': chevronRight,
  'circle-slash': circleSlash,
  copy,
  'diff-modified': diffModified,
  'diff-single': diffSingle,
  error,
  history,
  info,
  question,
  refresh,
  search,
  tools,
  warning,
} as const;

export type IconName = keyof typeof sources;

const parsed = new Map<IconName, Element>();

/** A codicon. It says nothing by itself: the same always stands there in words. */
export function icon(name: IconName, className = ''): Element {
  const known = parsed.get(name) ?? new DOMParser().parseFromString(sources[name], 'image/svg+xml').documentElement;
  parsed.set(name, known);
  const copied = document.importNode(known, true);
  copied.setAttribute('aria-hidden', 'true');
  copied.setAttribute('class', `icon ${className}`.trim());
  return copied;
}

/** The icon of a verdict: how bad it is where a sign-in would meet it, otherwise what it is. */
export function verdictIcon({ severity, verdict }: Pick<PanelRow, 'severity' | 'verdict'>): IconName {
  if (severity !== undefined) return severity;
  switch (verdict) {
    case 'same':
      return 'check';
    case 'different':
      return 'diff-modified';
    case 'missing':
      return 'circle-slash';
    case 'behind':
      return 'history';
    case 'unknown':
      return 'question';
  }
}
