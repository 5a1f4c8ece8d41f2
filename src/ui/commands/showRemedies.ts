import * as vscode from 'vscode';
import type { Assessment } from '../../app/assessment.ts';
import type { DocumentId } from '../../app/documents/documentPath.ts';
import { countOf, inOrder } from '../../app/readinessRow.ts';
import { type Remedy, remediesOf } from '../../app/remedies.ts';
import type { Finding, RuleId } from '../../domain/finding.ts';
import type { UserPool } from '../../domain/userPool.ts';
import { diagnosticSource, ruleOf } from '../diagnostics/diagnosticSource.ts';
import { localized } from '../localize.ts';
import { poolTarget, type PoolTarget, type PoolTargetParts } from './targets.ts';

export interface RemedyParts extends PoolTargetParts {
  readonly show: (document: DocumentId) => Promise<void>;
  readonly explain: (rule: RuleId) => Promise<void>;
  readonly checkForAnotherRegion: (asked: PoolTarget) => Promise<void>;
}

interface RemedyItem extends vscode.QuickPickItem {
  readonly act?: () => Thenable<unknown>;
}

/** Lists what can be done about the findings of a pool: the one that was asked about, those on the cursor's line of its document, or all of them. */
export function showRemediesCommand(parts: RemedyParts) {
  const { store } = parts.session;

  return async (given?: unknown): Promise<void> => {
    const asked = await poolTarget(parts, given);
    if (!asked) return;
    const { document, isCurrent, pool, target } = asked;
    const assessment = store.assessmentOf(pool);
    // The key is about the line of the cursor, the button about the whole document.
    const rules = target?.rule !== undefined ? [target.rule] : document && given === undefined ? rulesAtCursor() : [];
    const items = assessment ? remedyItems(parts, assessment, store.findingsOf(pool), rules) : [];
    if (pool.secondaryRegion === undefined) items.push(...anotherRegion(parts, asked, assessment));
    if (items.length === 0) {
      void vscode.window.showInformationMessage(nothingToRemedy(pool, assessment));
      return;
    }
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t('Remedies for {name}', { name: pool.name }),
      matchOnDescription: true,
      matchOnDetail: true,
      // The Problems panel takes the focus to the editor a moment after its light bulb was clicked.
      ignoreFocusOut: true,
    });
    if (isCurrent()) await picked?.act?.();
  };
}

function nothingToRemedy({ name }: UserPool, assessment: Assessment | undefined): string {
  if (!assessment) return vscode.l10n.t('{name} is not read yet.', { name });
  const unknown = countOf(assessment.judgements, 'unknown');
  return unknown > 0
    ? vscode.l10n.t('{name} has no findings, and {unknown} rules are unknown. Check Readiness says why.', { name, unknown })
    : vscode.l10n.t('{name} has no findings: there is nothing to remedy.', { name });
}

/** The rules whose findings are on the line of the cursor. */
function rulesAtCursor(): readonly string[] {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return [];
  const line = editor.selection.active.line;
  return vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter(({ range, source }) => source === diagnosticSource && range.start.line <= line && line <= range.end.line)
    .map(ruleOf);
}

function remedyItems(parts: RemedyParts, assessment: Assessment, found: readonly Finding[], rules: readonly string[]): RemedyItem[] {
  const { choice, endpointUrl } = parts.session.state;
  const isInAws = choice?.kind !== 'demo' && endpointUrl === undefined;
  const all = inOrder(found);
  // A finding that is gone meanwhile leaves the others.
  const asked = all.filter(({ rule }) => rules.includes(rule));
  const findings = asked.length > 0 ? asked : all;
  return findings.flatMap((finding) => [
    { label: separatorText(finding), kind: vscode.QuickPickItemKind.Separator },
    ...remediesOf(parts.session.store, assessment, finding, isInAws).map((remedy) => remedyItem(parts, remedy)),
  ]);
}

function separatorText({ message, rule }: Finding): string {
  return `${rule} · ${localized(message)}`;
}

function remedyItem({ explain, show }: RemedyParts, remedy: Remedy): RemedyItem {
  const label = localized(remedy.label);
  switch (remedy.kind) {
    case 'explain':
      return {
        label: `$(lightbulb) ${localized(remedy.finding.remedy)}`,
        detail: label,
        act: () => explain(remedy.finding.rule),
      };
    case 'document':
      return { label: `$(go-to-file) ${label}`, act: () => show(remedy.document) };
    case 'issuerReferences':
      return {
        label: `$(references) ${label}`,
        act: () => vscode.commands.executeCommand('cognitoReplicas.findIssuerReferences', { poolId: remedy.poolId }),
      };
    case 'compareRegions':
      return {
        label: `$(split-horizontal) ${label}`,
        act: () => vscode.commands.executeCommand('cognitoReplicas.compareRegions', { poolId: remedy.poolId }),
      };
    case 'link':
      return { label: `$(link-external) ${label}`, act: () => vscode.env.openExternal(vscode.Uri.parse(remedy.url)) };
  }
}

function anotherRegion({ checkForAnotherRegion }: RemedyParts, asked: PoolTarget, assessment: Assessment | undefined): RemedyItem[] {
  return [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: `$(globe) ${assessment ? vscode.l10n.t('Check for another Region...') : vscode.l10n.t('Check for a Region...')}`,
      act: () => checkForAnotherRegion(asked),
    },
  ];
}
