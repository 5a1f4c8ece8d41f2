import * as vscode from 'vscode';
import { findingText } from '../../app/documents/findingText.ts';
import type { Finding, Severity } from '../../domain/finding.ts';
import type { TextRange } from '../../domain/textRange.ts';
import { localized } from '../localize.ts';
import { toRange } from '../toRange.ts';
import { diagnosticSource } from './diagnosticSource.ts';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** A finding as VS Code shows problems: what was seen and what to do, and the rule's name with a link to its page. */
export function toDiagnostic(finding: Finding, range: TextRange, rulePage: (rule: string) => vscode.Uri): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(toRange(range), findingText(finding, localized), severities[finding.severity]);
  diagnostic.source = diagnosticSource;
  diagnostic.code = { value: finding.rule, target: rulePage(finding.rule) };
  return diagnostic;
}
