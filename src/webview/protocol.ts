/**
 * What the parity panel's page and the extension say to each other, and nothing else: the page asks with an intent of a closed list, never with a command's name or HTML; the
 * extension answers with one snapshot of everything there is to see. Each side refuses what it does not know.
 */
import { type Check, count, flag, listOf, members, oneOf, optional, recordOf, text } from './shape.ts';

//#region from the page

export type Intent =
  /** The page is drawn and wants its first snapshot. */
  | { readonly type: 'ready' }
  /** Compare anew: all of it, or one row. */
  | { readonly type: 'check'; readonly rowId?: string }
  /** Open the native diff editor: for one row, or for the whole pool. */
  | { readonly type: 'openDiff'; readonly rowId?: string }
  | { readonly type: 'copy'; readonly rowId: string }
  | { readonly type: 'exportAs'; readonly format: ExportFormat }
  /** Plan the repair of one row, or of rows that are chosen then. */
  | { readonly type: 'repair'; readonly rowId?: string }
  /** Ask for a user's name, and when both Regions have that user's last change from. */
  | { readonly type: 'probeUser' }
  /** Open the page about a rule. */
  | { readonly type: 'showRule'; readonly rule: string };

export type ExportFormat = 'markdown' | 'json';

/** What the page keeps across a reload of the window. */
export interface KeptState {
  readonly version: 1;
  readonly pool: PanelPool;
  readonly view: ViewState;
}

export interface PanelPool {
  readonly id: string;
  readonly name: string;
  /** Empty while nobody has told it. */
  readonly account: string;
  readonly primaryRegion: string;
  readonly secondaryRegion: string;
}

/** How somebody looks at the rows. */
export interface ViewState {
  /** Undefined until somebody chose: on when there are differences. */
  readonly differencesOnly?: boolean;
  readonly search: string;
  /** Groups that somebody opened or closed. All others open by themselves where something is to be seen. */
  readonly groups: Readonly<Record<string, boolean>>;
  /** Rows whose details are open. */
  readonly openRows: readonly string[];
}

//#endregion
//#region to the page

export type ToPage =
  | { readonly type: 'snapshot'; readonly snapshot: PanelSnapshot; readonly strings: PanelStrings }
  /** How an intent ended, in one sentence, for those who do not see it. */
  | { readonly type: 'said'; readonly text: string };

export interface PanelSnapshot {
  readonly pool: PanelPool;
  /** `notShown`: the account that is looked at has no such pool. */
  readonly status: 'comparing' | 'compared' | 'failed' | 'notShown';
  /** Why it failed or is not shown. */
  readonly reason: string;
  /** New rows are on their way. */
  readonly checking: boolean;
  /** In milliseconds since the epoch: the page knows the time zone of whoever reads it, the extension's machine may be far away. */
  readonly readAt?: number;
  /** "5 different, 1 missing", for all groups. */
  readonly summary: string;
  readonly groups: readonly PanelGroup[];
}

export type PanelVerdict = 'same' | 'different' | 'missing' | 'behind' | 'unknown';
export type PanelSeverity = 'error' | 'warning' | 'info';

export interface PanelGroup {
  readonly id: string;
  readonly title: string;
  /** "2 different, 1 missing, 5 same", or why it is unknown. */
  readonly counts: string;
  readonly severity?: PanelSeverity;
  readonly rows: readonly PanelRow[];
}

export interface PanelRow {
  readonly id: string;
  readonly parent?: string;
  readonly setting: string;
  readonly verdict: PanelVerdict;
  /** The verdict in words, with the severity where a sign-in would meet it. */
  readonly verdictText: string;
  readonly severity?: PanelSeverity;
  readonly primary: string;
  readonly secondary: string;
  readonly message: string;
  readonly remedy?: string;
  readonly rule?: string;
  /** Its difference can be repaired, or there is text to repair it with. */
  readonly repairable: boolean;
  /** There is something to open in the diff editor. */
  readonly hasData: boolean;
  readonly diff?: readonly PanelDiffLine[];
  /** Lines of the diff that are not shown here, but in the diff editor. */
  readonly diffRest?: number;
  /** It is being read again by itself. */
  readonly checking?: boolean;
  /** When it was read again since the comparison, in milliseconds since the epoch. */
  readonly checkedAgainAt?: number;
}

export interface PanelDiffPiece {
  readonly text: string;
  readonly changed: boolean;
}

export interface PanelDiffLine {
  readonly kind: 'same' | 'changed' | 'left out';
  readonly primary?: readonly PanelDiffPiece[];
  readonly secondary?: readonly PanelDiffPiece[];
  readonly count?: number;
}

/** The page's own words, in the user's language. Places in braces are filled by the page. */
export interface PanelStrings {
  readonly primary: string;
  readonly replica: string;
  readonly setting: string;
  readonly verdict: string;
  readonly comparison: string;
  readonly checkedAt: string;
  readonly checking: string;
  readonly checkAgain: string;
  readonly diffEditor: string;
  readonly openWholeDiff: string;
  readonly repair: string;
  readonly repairHelp: string;
  readonly repairRow: string;
  readonly probeUser: string;
  readonly probeUserHelp: string;
  readonly exportMarkdown: string;
  readonly exportJson: string;
  readonly exportAs: string;
  readonly differencesOnly: string;
  readonly differencesOnlyHelp: string;
  readonly search: string;
  readonly searchHelp: string;
  readonly shownOf: string;
  readonly nothingMatches: string;
  readonly matchesHidden: string;
  readonly clearSearch: string;
  readonly showAll: string;
  readonly allSame: string;
  readonly notCompared: string;
  readonly failed: string;
  readonly openDiff: string;
  readonly copy: string;
  readonly checkRow: string;
  readonly checkingRow: string;
  readonly checkedAgainAt: string;
  readonly why: string;
  readonly whatToDo: string;
  readonly linesLeftOut: string;
  readonly linesInDiffEditor: string;
  readonly nothing: string;
}

//#endregion
//#region checks

const id = text(2_000);
const anyText = text(200_000);
const verdict = oneOf('same', 'different', 'missing', 'behind', 'unknown');
const severity = optional(oneOf('error', 'warning', 'info'));

const intentChecks: Readonly<Record<Intent['type'], Check>> = {
  ready: members<{ type: 'ready' }>({ type: oneOf('ready') }),
  check: members<Extract<Intent, { type: 'check' }>>({ type: oneOf('check'), rowId: optional(id) }),
  openDiff: members<Extract<Intent, { type: 'openDiff' }>>({ type: oneOf('openDiff'), rowId: optional(id) }),
  copy: members<Extract<Intent, { type: 'copy' }>>({ type: oneOf('copy'), rowId: id }),
  exportAs: members<Extract<Intent, { type: 'exportAs' }>>({ type: oneOf('exportAs'), format: oneOf('markdown', 'json') }),
  repair: members<Extract<Intent, { type: 'repair' }>>({ type: oneOf('repair'), rowId: optional(id) }),
  probeUser: members<{ type: 'probeUser' }>({ type: oneOf('probeUser') }),
  showRule: members<Extract<Intent, { type: 'showRule' }>>({ type: oneOf('showRule'), rule: text(100) }),
};

const pool = members<PanelPool>({
  id: text(200),
  name: text(2_000),
  account: text(40),
  primaryRegion: text(40),
  secondaryRegion: text(40),
});

const view = members<ViewState>({
  differencesOnly: optional(flag),
  search: text(2_000),
  groups: recordOf(flag, 100),
  openRows: listOf(id, 2_000),
});

const kept = members<KeptState>({ version: (value) => value === 1, pool, view });

const pieces = optional(listOf(members<PanelDiffPiece>({ text: anyText, changed: flag }), 10_000));

const row = members<PanelRow>({
  id,
  parent: optional(id),
  setting: anyText,
  verdict,
  verdictText: anyText,
  severity,
  primary: anyText,
  secondary: anyText,
  message: anyText,
  remedy: optional(anyText),
  rule: optional(text(100)),
  repairable: flag,
  hasData: flag,
  diff: optional(
    listOf(
      members<PanelDiffLine>({ kind: oneOf('same', 'changed', 'left out'), primary: pieces, secondary: pieces, count: optional(count) }),
      10_000,
    ),
  ),
  diffRest: optional(count),
  checking: optional(flag),
  checkedAgainAt: optional(count),
});

const snapshot = members<PanelSnapshot>({
  pool,
  status: oneOf('comparing', 'compared', 'failed', 'notShown'),
  reason: anyText,
  checking: flag,
  readAt: optional(count),
  summary: anyText,
  groups: listOf(members<PanelGroup>({ id: text(100), title: anyText, counts: anyText, severity, rows: listOf(row, 10_000) }), 100),
});

const toPageChecks: Readonly<Record<ToPage['type'], Check>> = {
  snapshot: members<Extract<ToPage, { type: 'snapshot' }>>({ type: oneOf('snapshot'), snapshot, strings: recordOf(text(2_000), 100) }),
  said: members<Extract<ToPage, { type: 'said' }>>({ type: oneOf('said'), text: anyText }),
};

/** The intent that a message of the page is; undefined for everything else. */
export function parseIntent(value: unknown): Intent | undefined {
  return isOneOf(value, intentChecks) ? (value as Intent) : undefined;
}

/** The message of the extension; undefined for everything else. */
export function parseToPage(value: unknown): ToPage | undefined {
  return isOneOf(value, toPageChecks) ? (value as ToPage) : undefined;
}

/** What a page kept before the window was reloaded; undefined for everything else. */
export function parseKeptState(value: unknown): KeptState | undefined {
  return kept(value) ? value : undefined;
}

function isOneOf(value: unknown, checks: Readonly<Record<string, Check>>): boolean {
  const type = typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
  return typeof type === 'string' && Object.hasOwn(checks, type) && checks[type]?.(value) === true;
}

//#endregion
