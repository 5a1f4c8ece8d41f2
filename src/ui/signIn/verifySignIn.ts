import * as vscode from 'vscode';
import { valueOf } from '../../domain/fact.ts';
import { failureMessage } from '../../domain/failure.ts';
import type { Clock, SignInClients, SignInProver } from '../../domain/ports.ts';
import type { SignInClient } from '../../domain/signIn/outcome.ts';
import { documentIdOf } from '../../app/documents/documentIds.ts';
import type { ReplicatedPool } from '../../app/readSnapshots.ts';
import { replicaStatusOf } from '../../app/replicaStatus.ts';
import { signInClients } from '../../app/signIn/signInClients.ts';
import { logLinesOf, type SignInReport } from '../../app/signIn/signInReport.ts';
import { type NotVerified, type SignInTest, verifySignIn } from '../../app/signIn/verifySignIn.ts';
import { poolsViewId } from '../../contributions.ts';
import { poolTarget, type PoolTargetParts } from '../commands/targets.ts';
import { documentUri } from '../documents/documentUri.ts';
import { localized } from '../localize.ts';
import { askPassword, askUsername, pickClient, pickWrite } from './signInPrompts.ts';

export interface VerifySignInParts extends PoolTargetParts {
  readonly clock: Clock;
  readonly log: vscode.LogOutputChannel;
  readonly isReadOnly: () => boolean;
}

/** Asks for a test user, signs it in through both Regions of a pool, and shows what came of it. */
export async function verifySignInCommand(parts: VerifySignInParts, given?: unknown): Promise<void> {
  const asked = await poolTarget(parts, given);
  if (!asked) return;
  const { isCurrent, pool } = asked;
  const { isReadOnly, log, session } = parts;
  const { connected, store } = session;
  if (pool.secondaryRegion === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{name} has no replica.', { name: pool.name }));
    return;
  }
  if (!connected) return;
  const replicated: ReplicatedPool = { ...pool, secondaryRegion: pool.secondaryRegion };
  const title = vscode.l10n.t('Verify Sign-In to {name}', { name: pool.name });
  const client = await chooseClient(connected.signIns, replicated, title);
  if (!client || !isCurrent()) return;
  const triesWrite = isReadOnly() ? false : await pickWrite(replicated.secondaryRegion, title);
  if (triesWrite === undefined) return;
  const username = (await askUsername(title))?.trim();
  const password = username === undefined ? undefined : await askPassword(title);
  if (username === undefined || password === undefined || !isCurrent()) return;
  // What the sign-ins are judged by: the issuer of the pool, the status of its replica.
  await reading(session.needDetails(pool.id));
  const details = store.snapshot.details.get(pool.id);
  const issuerType = valueOf(details?.description)?.issuerType;
  const replicaStatus = valueOf(replicaStatusOf(pool, details));
  const { epoch } = store;
  const outcome = await withProgress(title, parts, connected.signIns, {
    pool: replicated,
    client,
    username,
    password,
    triesWrite,
    ...(issuerType !== undefined && { issuerType }),
    ...(replicaStatus !== undefined && { replicaStatus }),
  });
  if (outcome === 'readOnly') {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing was tried: cognitoReplicas.readOnly does not allow a write.'));
  }
  if (typeof outcome === 'string' || !isCurrent()) return;
  for (const line of logLinesOf(outcome)) log.info(line);
  store.setSignIn(epoch, outcome);
  const document = documentIdOf(store, pool, 'signIn');
  if (document) await vscode.window.showTextDocument(documentUri(document), { preview: true });
}

/** An app client that lets somebody in with a password; says so where there is none. Undefined then, and when the user left. */
export async function chooseClient(signIns: SignInProver, pool: ReplicatedPool, title: string): Promise<SignInClient | undefined> {
  const read = await reading(signInClients(signIns, pool, new AbortController().signal));
  if (!read.ok) {
    const reason = localized(failureMessage(read.failure));
    void vscode.window.showWarningMessage(vscode.l10n.t('The app clients of {name} are unknown: {reason}', { name: pool.name, reason }));
    return undefined;
  }
  const usable: SignInClients = { ...read.value, items: read.value.items.filter(({ flows }) => flows && flows.length > 0) };
  if (usable.items.length > 0) return pickClient(usable, title);
  const isUnread = read.value.items.some(({ flows }) => !flows);
  void vscode.window.showInformationMessage(
    isUnread
      ? vscode.l10n.t('What the app clients of {name} allow is unknown. It takes the permission cognito-idp:DescribeUserPoolClient.', {
          name: pool.name,
        })
      : vscode.l10n.t('No app client of {name} lets somebody in with a user name and a password.', { name: pool.name }),
  );
  return undefined;
}

function withProgress(
  title: string,
  { clock, isReadOnly }: VerifySignInParts,
  signIns: SignInProver,
  test: SignInTest,
): Thenable<SignInReport | NotVerified> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    const { primaryRegion, secondaryRegion } = test.pool;
    progress.report({
      message: vscode.l10n.t('signing in through {primaryRegion} and {secondaryRegion}', { primaryRegion, secondaryRegion }),
    });
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    return verifySignIn({ signIns, clock, isReadOnly }, test, stop.signal);
  });
}

/** Shows where people look that something is read. */
function reading<T>(read: Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId: poolsViewId } }, () => read);
}
