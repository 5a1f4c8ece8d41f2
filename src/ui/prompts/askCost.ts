import * as vscode from 'vscode';
import { type CostQuestion, type ReplicatedPlan, replicatedPlans, wholeNumber } from '../../domain/cost.ts';

/** What is known of the pool before anybody is asked. */
export interface CostHints {
  readonly name: string;
  /** The feature plan that the pool is on, as received. */
  readonly tier?: string;
  /** How many users AWS estimates that the pool has, active or not. */
  readonly estimatedUsers?: number;
  /** What was asked the last time. */
  readonly before?: CostQuestion;
}

/** Above what anybody has, and small enough to count. */
const greatest = 10_000_000_000;

/** Asks for what decides the cost of a user pool with a replica, one thing after the other. Undefined when the user left. */
export async function askCost(hints: CostHints): Promise<CostQuestion | undefined> {
  const { before } = hints;
  const title = vscode.l10n.t('Cost of {name}', { name: hints.name });
  const activeUsers = await askNumber({
    title,
    prompt: usersPrompt(hints),
    value: before?.activeUsers ?? hints.estimatedUsers,
    placeHolder: vscode.l10n.t('Active users a month'),
  });
  if (activeUsers === undefined) return undefined;
  const plan = await pickPlan(title, hints);
  if (plan === undefined) return undefined;
  const freeOnPlus = plan === 'PLUS' ? await pickFreeOnPlus(title) : false;
  if (freeOnPlus === undefined) return undefined;
  const federatedPercent = await askNumber({
    title,
    prompt: vscode.l10n.t(
      'How many percent of them come from SAML or OIDC identity providers? What the replica adds for them is not confirmed.',
    ),
    value: before?.federatedPercent ?? 0,
    placeHolder: vscode.l10n.t('Percent'),
    limit: 100,
  });
  if (federatedPercent === undefined) return undefined;
  const machineTokens = await askNumber({
    title,
    prompt: vscode.l10n.t('How many token requests do app clients make for themselves in a month (machine-to-machine)?'),
    value: before?.machineTokens ?? 0,
    placeHolder: vscode.l10n.t('Token requests a month'),
  });
  if (machineTokens === undefined) return undefined;
  const keys = await askNumber({
    title,
    prompt: vscode.l10n.t('How many multi-Region keys are there for this user pool alone? 0 where it shares the key of another one.'),
    value: before?.keys ?? 1,
    placeHolder: vscode.l10n.t('Keys'),
    limit: 1000,
  });
  return keys === undefined ? undefined : { activeUsers, plan, freeOnPlus, federatedPercent, machineTokens, keys };
}

function usersPrompt({ estimatedUsers }: CostHints): string {
  return estimatedUsers === undefined
    ? vscode.l10n.t('How many users are active in a month?')
    : vscode.l10n.t('How many users are active in a month? AWS estimates {count} users in all, active or not.', {
        count: estimatedUsers.toLocaleString('en-US'),
      });
}

interface NumberQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value: number | undefined;
  readonly placeHolder: string;
  readonly limit?: number;
}

async function askNumber({ limit = greatest, placeHolder, prompt, title, value }: NumberQuestion): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    prompt,
    placeHolder,
    ...(value !== undefined && { value: String(value) }),
    ignoreFocusOut: true,
    validateInput: (typed) =>
      wholeNumber(typed, limit) === undefined
        ? vscode.l10n.t('A whole number from 0 to {limit}.', { limit: limit.toLocaleString('en-US') })
        : undefined,
  });
  return text === undefined ? undefined : wholeNumber(text, limit);
}

async function pickPlan(title: string, { before, tier }: CostHints): Promise<ReplicatedPlan | undefined> {
  const first = before?.plan ?? tier;
  const items = [...replicatedPlans]
    .sort((a, b) => Number(b === first) - Number(a === first))
    .map((plan) => ({ label: plan, ...(plan === tier && { description: vscode.l10n.t('current') }), plan }));
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder:
      tier === 'LITE'
        ? vscode.l10n.t('Feature plan. This user pool is on LITE, which cannot be replicated.')
        : vscode.l10n.t('Feature plan'),
    ignoreFocusOut: true,
  });
  return picked?.plan;
}

async function pickFreeOnPlus(title: string): Promise<boolean | undefined> {
  const items = [
    { label: vscode.l10n.t('Count them as billed'), isFree: false },
    { label: vscode.l10n.t('Count them as free'), isFree: true },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Whether the free users count on PLUS as well is not confirmed'),
    ignoreFocusOut: true,
  });
  return picked?.isFree;
}
