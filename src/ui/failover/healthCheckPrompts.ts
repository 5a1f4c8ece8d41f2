import * as vscode from 'vscode';
import type { HealthCheck } from '../../domain/failover/healthCheck.ts';
import { watchesMessage } from '../../domain/failover/healthCheckState.ts';
import type { HealthCheckChoice } from '../../domain/failover/planConfigureFailover.ts';
import type { PlanSubject } from '../../domain/plans/intent.ts';
import { partitionOf } from '../../domain/region.ts';
import { localized } from '../localize.ts';

/** Asks for the health check that a domain is to follow, or what a new one is to watch. Undefined when the user left. */
export async function pickHealthCheck(
  checks: readonly HealthCheck[],
  subject: PlanSubject,
  current: string | undefined,
): Promise<HealthCheckChoice | undefined> {
  const made: vscode.QuickPickItem & { readonly id?: string } = {
    label: `$(add) ${vscode.l10n.t('Create a Health Check')}`,
    detail: vscode.l10n.t('Asks an address of the primary Region over HTTPS'),
  };
  const items = checks.map((check) => ({
    label: check.name ?? check.id,
    description: [check.kind, ...(check.id === current ? [vscode.l10n.t('current')] : [])].join(' · '),
    detail: localized(watchesMessage(check)),
    id: check.id,
  }));
  const picked = await vscode.window.showQuickPick([made, ...items], {
    title: vscode.l10n.t('Health Check of {name}', { name: subject.poolName }),
    placeHolder: vscode.l10n.t('While it is unhealthy, Cognito sends the traffic of the domain to {region}', {
      region: subject.secondaryRegion,
    }),
    ignoreFocusOut: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!picked) return undefined;
  return picked.id === undefined ? newHealthCheck(subject) : { id: picked.id };
}

async function newHealthCheck({ poolId, poolName, primaryRegion }: PlanSubject): Promise<HealthCheckChoice | undefined> {
  // AWS prescribes no target; the keys that Cognito publishes are the usual one (facts: cognito-replication.md section 4, "What to monitor").
  const usual = `https://cognito-idp.${primaryRegion}.${partitionOf(primaryRegion).dnsSuffix}/${poolId}/.well-known/jwks.json`;
  const address = await vscode.window.showInputBox({
    title: vscode.l10n.t('What the Health Check of {poolName} Asks', { poolName }),
    prompt: vscode.l10n.t('An HTTPS address of {region}. Route 53 asks it from several places of the world.', { region: primaryRegion }),
    value: usual,
    ignoreFocusOut: true,
    validateInput: (text) => (addressOf(text) ? undefined : vscode.l10n.t('This is not an HTTPS address: {text}', { text })),
  });
  const parsed = address === undefined ? undefined : addressOf(address);
  if (!parsed) return undefined;
  const interval = await vscode.window.showQuickPick(
    [
      { label: vscode.l10n.t('Every 30 Seconds'), detail: vscode.l10n.t('Unhealthy after about 90 seconds'), seconds: 30 as const },
      {
        label: vscode.l10n.t('Every 10 Seconds'),
        detail: vscode.l10n.t('Unhealthy after about 30 seconds; costs more, and stays so'),
        seconds: 10 as const,
      },
    ],
    { title: vscode.l10n.t('How Often'), ignoreFocusOut: true },
  );
  return interval && { create: { ...parsed, failureThreshold: 3, requestInterval: interval.seconds } };
}

/** Host and path of an HTTPS address. */
function addressOf(text: string): { readonly host: string; readonly path: string } | undefined {
  const [, host, path = '/'] = /^https:\/\/([a-z0-9.-]+\.[a-z0-9-]+)(\/\S*)?$/i.exec(text.trim()) ?? [];
  return host === undefined ? undefined : { host, path };
}
