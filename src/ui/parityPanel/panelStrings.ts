import * as vscode from 'vscode';
import type { PanelStrings } from '../../webview/protocol.ts';

/** The page's own words in the user's language: the page itself has no access to translations. */
export function panelStrings(): PanelStrings {
  return {
    primary: vscode.l10n.t('(primary)'),
    replica: vscode.l10n.t('(replica)'),
    setting: vscode.l10n.t('Setting'),
    verdict: vscode.l10n.t('Verdict'),
    comparison: vscode.l10n.t('Settings of both Regions'),
    checkedAt: vscode.l10n.t('checked {time}'),
    checking: vscode.l10n.t('comparing...'),
    checkAgain: vscode.l10n.t('Check Again'),
    diffEditor: vscode.l10n.t('Diff Editor'),
    openWholeDiff: vscode.l10n.t('Open the whole comparison in the diff editor'),
    probeUser: vscode.l10n.t('Probe a User'),
    probeUserHelp: vscode.l10n.t('Probe a User: do both Regions have the last change of one user? An estimate of the lag'),
    exportMarkdown: vscode.l10n.t('Markdown'),
    exportJson: vscode.l10n.t('JSON'),
    exportAs: vscode.l10n.t('Export as'),
    differencesOnly: vscode.l10n.t('Differences only'),
    differencesOnlyHelp: vscode.l10n.t('Hides what is the same in both Regions'),
    search: vscode.l10n.t('Search settings and values'),
    searchHelp: vscode.l10n.t('Search settings and values. Press / to come here, Escape to clear.'),
    shownOf: vscode.l10n.t('{shown} of {all} settings'),
    nothingMatches: vscode.l10n.t('No setting matches the search.'),
    matchesHidden: vscode.l10n.t('Nothing that differs matches the search. Among what is the same: {count}.'),
    clearSearch: vscode.l10n.t('Clear the Search'),
    showAll: vscode.l10n.t('Show What Is the Same'),
    allSame: vscode.l10n.t('Both Regions have the same settings.'),
    notCompared: vscode.l10n.t('Both Regions are being read.'),
    failed: vscode.l10n.t('The Regions could not be compared: {reason}'),
    openDiff: vscode.l10n.t('Open in Diff Editor'),
    copy: vscode.l10n.t('Copy'),
    checkRow: vscode.l10n.t('Check This Again'),
    why: vscode.l10n.t('Why'),
    whatToDo: vscode.l10n.t('What to do:'),
    linesLeftOut: vscode.l10n.t('{count} lines are the same'),
    linesInDiffEditor: vscode.l10n.t('{count} more lines are in the diff editor.'),
    nothing: vscode.l10n.t('nothing'),
  };
}
