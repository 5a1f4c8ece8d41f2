import * as vscode from 'vscode';
import { type NotRehearsed, Rehearsals } from '../../app/rehearsal/rehearsals.ts';
import type { TestUser } from '../../app/rehearsal/replicaChecks.ts';
import type { CommandId, Target } from '../../contributions.ts';
import { valueOf } from '../../domain/fact.ts';
import type { PlanSubject } from '../../domain/plans/intent.ts';
import { isLeft, type Rehearsal } from '../../domain/rehearsal/rehearsal.ts';
import { rehearsalVerdict } from '../../domain/rehearsal/rehearsalText.ts';
import { choiceName } from '../connectionChoices.ts';
import { documentUri } from '../documents/documentUri.ts';
import { localized } from '../localize.ts';
import { never, type PlanDesk, type ReplicatedTarget } from '../plans/planDesk.ts';
import type { RunFiles } from '../plans/runFiles.ts';
import { askPassword, askUsername } from '../signIn/signInPrompts.ts';
import { chooseClient } from '../signIn/verifySignIn.ts';
import { confirmFailBack, confirmRehearsal, pickMinutes, pickMode, pickSignsIn } from './rehearsalPrompts.ts';
import { showRemaining } from './rehearsalProgress.ts';

export interface RehearsalCommandsParts {
  readonly desk: PlanDesk;
  readonly storage: RunFiles;
  readonly log: vscode.LogOutputChannel;
  readonly isReadOnly: () => boolean;
  /** Whether traffic is away, or was left away: kept, so that a window that is opened again looks after it. */
  readonly onRehearsing: (rehearsing: boolean) => void;
}

/** Rehearses fail overs: asks for how, shows what is done before it is done, and says how it ended. */
export class RehearsalCommands implements vscode.Disposable {
  readonly rehearsals: Rehearsals;
  private readonly parts: RehearsalCommandsParts;

  constructor(parts: RehearsalCommandsParts) {
    this.parts = parts;
    const { desk, isReadOnly, log, storage } = parts;
    const { clock, plans, session } = desk.parts;
    this.rehearsals = new Rehearsals({
      session,
      plans,
      clock,
      storage,
      isReadOnly,
      onLeft: (rehearsal) => void this.offerFailBack(rehearsal),
      onFailed: (error) => log.error('rehearsal not written down or not looked up', error instanceof Error ? error : String(error)),
    });
  }

  dispose(): void {
    this.rehearsals.dispose();
  }

  /** Asks for mode, time and test user, shows the rehearsal, asks for the yes where traffic moves, and rehearses. */
  async rehearseFailover(given?: unknown): Promise<void> {
    const asked = await this.parts.desk.replicated(given);
    if (!asked) return;
    const { subject } = asked;
    await this.rehearsals.load();
    const own = this.ofPool(subject);
    const going = own.find(({ id }) => this.rehearsals.isGoingOn(id));
    if (going) return this.open(going);
    const left = own.find(isLeft);
    if (left) return this.failBackLeft(left);
    const last = own.find(({ endedAt }) => endedAt !== undefined);
    const mode = await pickMode(subject, this.canMove(subject), last);
    if (mode === 'lastReport') return last && this.open(last);
    const minutes = mode === 'traffic' ? await pickMinutes(subject.secondaryRegion) : 0;
    if (mode === undefined || minutes === undefined) return;
    const user = await this.askUser(asked);
    if (user === undefined || !asked.isCurrent()) return;
    const wish = { subject, mode, minutes, signsIn: user !== 'none' };
    const prepared = await this.parts.desk.reading(this.rehearsals.prepare(wish, never));
    if (prepared.kind === 'refused') {
      const why = localized(prepared.why);
      void vscode.window.showWarningMessage(vscode.l10n.t('{name} cannot be rehearsed so: {why}.', { name: subject.poolName, why }));
      return;
    }
    await this.open(prepared.rehearsal);
    if (mode === 'traffic' && !(await this.mayBegin(prepared.rehearsal))) return;
    if (!asked.isCurrent()) return;
    // Not awaited: it takes minutes, and nobody is asked for an MFA code meanwhile.
    void this.follow(prepared.rehearsal, () => this.rehearsals.run(prepared, user === 'none' ? undefined : user));
  }

  /** Opens the report of a rehearsal. */
  async open({ id, subject }: Rehearsal): Promise<void> {
    const { account, poolId, primaryRegion } = subject;
    await vscode.window.showTextDocument(documentUri({ kind: 'rehearsal', account, region: primaryRegion, poolId, name: id }), {
      preview: false,
    });
  }

  private ofPool({ poolId }: PlanSubject): readonly Rehearsal[] {
    const { rehearsals } = this.parts.desk.parts.session.store.snapshot;
    return [...rehearsals.values()]
      .filter(({ startedAt, subject }) => subject.poolId === poolId && startedAt !== undefined)
      .sort((one, other) => other.preparedAt - one.preparedAt);
  }

  private canMove({ poolId }: PlanSubject): boolean {
    const details = this.parts.desk.parts.session.store.snapshot.details.get(poolId);
    return !this.parts.isReadOnly() && valueOf(details?.domain)?.failover !== undefined;
  }

  /** Undefined when the user left. */
  private async askUser({ pool, subject }: ReplicatedTarget): Promise<TestUser | 'none' | undefined> {
    const connection = this.parts.desk.parts.session.connected;
    const signsIn = await pickSignsIn(subject.secondaryRegion);
    if (signsIn === undefined || !connection) return undefined;
    if (!signsIn) return 'none';
    const title = vscode.l10n.t('Test User of {name}', { name: pool.name });
    const replicated = { ...pool, secondaryRegion: subject.secondaryRegion };
    const client = await chooseClient(connection.signIns, replicated, title);
    const username = client && (await askUsername(title))?.trim();
    const prompt = vscode.l10n.t('Its password: used for one sign-in through {region}, and kept nowhere', {
      region: subject.secondaryRegion,
    });
    const password = username === undefined ? undefined : await askPassword(title, prompt);
    return client && username !== undefined && password !== undefined ? { client, username, password } : undefined;
  }

  private async mayBegin(rehearsal: Rehearsal): Promise<boolean> {
    const { plans, session } = this.parts.desk.parts;
    const { subject } = rehearsal;
    await this.parts.desk.reading(plans.checkPermissions(subject, 'failOver', never));
    const missing = (plans.stateOf(subject, 'failOver')?.missing ?? []).map(localized);
    if (missing.length > 0) {
      void vscode.window.showErrorMessage(
        vscode.l10n.t('Nothing was sent. Your credentials lack what the plan needs: {missing}', { missing: missing.join('; ') }),
      );
      return false;
    }
    const { choice } = session.state;
    return confirmRehearsal(rehearsal, choice ? choiceName(choice) : '');
  }

  /** Shows a rehearsal while it goes on, and how it ended. */
  private async follow(rehearsal: Rehearsal, run: () => Promise<Rehearsal | NotRehearsed>): Promise<void> {
    const { desk, log, onRehearsing } = this.parts;
    const { clock, session } = desk.parts;
    const { id, mode, subject } = rehearsal;
    log.info(`rehearsal begun: ${subject.poolId} ${mode}`);
    if (mode === 'traffic') onRehearsing(true);
    try {
      const current = (): Rehearsal => session.store.snapshot.rehearsals.get(id) ?? rehearsal;
      const ended = await showRemaining(current, clock, run(), () => this.rehearsals.endNow(subject));
      if (typeof ended === 'string') {
        onRehearsing(false);
        void vscode.window.showWarningMessage(notRehearsed(ended));
        return;
      }
      log.info(`rehearsal ended: ${subject.poolId} ${mode} ${ended.outcome?.kind ?? 'left'}`);
      if (mode === 'traffic' && !isLeft(ended)) onRehearsing(false);
      await this.tell(ended);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(vscode.l10n.t('The rehearsal of {name} stopped: {reason}', { name: subject.poolName, reason }));
    }
  }

  private async tell(rehearsal: Rehearsal): Promise<void> {
    const { outcome, subject } = rehearsal;
    // Left: it is offered when its account is looked at again.
    if (!outcome) return;
    const text = vscode.l10n.t('Rehearsal of {name}: {verdict}', {
      name: subject.poolName,
      verdict: localized(rehearsalVerdict(rehearsal)),
    });
    const report = vscode.l10n.t('Open Report');
    const failBack = vscode.l10n.t('Fail Back');
    const copy = vscode.l10n.t('Copy AWS CLI Line');
    const isAway = outcome.kind === 'stillForced';
    const chosen = isAway
      ? await vscode.window.showErrorMessage(text, failBack, copy, report)
      : await vscode.window.showInformationMessage(text, report);
    if (chosen === report) await this.open(rehearsal);
    if (chosen === copy) await vscode.env.clipboard.writeText(rehearsal.traffic?.failBackLine ?? '');
    if (chosen === failBack) await failBackLater(rehearsal);
  }

  /** Nobody brings the traffic back by itself: a window was closed, or another account was looked at. */
  private async offerFailBack(rehearsal: Rehearsal): Promise<void> {
    const { clock } = this.parts.desk.parts;
    this.parts.onRehearsing(true);
    const { subject, traffic } = rehearsal;
    const endsAt = traffic?.endsAt ?? 0;
    const args = { name: subject.poolName, region: subject.secondaryRegion, time: new Date(endsAt).toLocaleTimeString() };
    const text =
      endsAt < clock.now()
        ? vscode.l10n.t('The rehearsal of {name} was left: traffic may still be forced to {region}. Its time was over at {time}.', args)
        : vscode.l10n.t(
            'The rehearsal of {name} was left: traffic may still be forced to {region}. Nothing brings it back at {time}.',
            args,
          );
    const failBack = vscode.l10n.t('Fail Back');
    const report = vscode.l10n.t('Open Report');
    const chosen = await vscode.window.showWarningMessage(text, failBack, report);
    if (chosen === failBack) await failBackLater(rehearsal);
    if (chosen === report) await this.open(rehearsal);
  }

  private async failBackLeft(rehearsal: Rehearsal): Promise<void> {
    if (!(await confirmFailBack(rehearsal))) return this.open(rehearsal);
    void this.follow(rehearsal, () => this.rehearsals.bringBackLeft(rehearsal));
  }
}

/** By the command, which signs in again where that is needed. */
async function failBackLater({ subject }: Rehearsal): Promise<void> {
  const command: CommandId = 'cognitoReplicas.rehearseFailover';
  const target: Target = { poolId: subject.poolId };
  await vscode.commands.executeCommand(command, target);
}

function notRehearsed(why: NotRehearsed): string {
  switch (why) {
    case 'readOnly':
      return vscode.l10n.t('Nothing was sent: the setting cognitoReplicas.readOnly is on.');
    case 'otherWindow':
      return vscode.l10n.t('Nothing was sent: another window is rehearsing with this user pool.');
    case 'alreadyRehearsed':
      return vscode.l10n.t('Nothing was sent: a rehearsal of this user pool is going on.');
    case 'notConnected':
      return vscode.l10n.t('Nothing was sent: no account is looked at.');
  }
}
