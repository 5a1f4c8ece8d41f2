import * as vscode from 'vscode';
import type { HealthCheckChoice } from '../../domain/failover/planConfigureFailover.ts';
import { valueOf } from '../../domain/fact.ts';
import { failureMessage } from '../../domain/failure.ts';
import { localized } from '../localize.ts';
import { never, type PlanDesk, type ReplicatedTarget } from '../plans/planDesk.ts';
import { pickHealthCheck } from './healthCheckPrompts.ts';

/** Commands that steer a pool's traffic. Each shows a plan; nothing is sent before it was run and confirmed. */
export class FailoverCommands {
  private readonly desk: PlanDesk;

  constructor(desk: PlanDesk) {
    this.desk = desk;
  }

  /** Lets the custom domain follow a health check; for other domains, shows what applications have to change. */
  async configureFailover(given?: unknown): Promise<void> {
    const asked = await this.desk.replicated(given);
    if (!asked) return;
    const healthCheck = await this.healthCheckFor(asked);
    if (healthCheck && asked.isCurrent()) await this.desk.plan(asked.subject, { kind: 'configureFailover', healthCheck });
  }

  /** Shows whether the replica can take the traffic, and what will not work there. */
  async preflight(given?: unknown): Promise<void> {
    const asked = await this.desk.replicated(given);
    if (!asked) return;
    const { session } = this.desk.parts;
    const { poolId, secondaryRegion } = asked.subject;
    const read = async (): Promise<void> => {
      await Promise.all([session.check(poolId, secondaryRegion), session.compare(poolId)]);
      // The details say which health check it is.
      await session.readHealthCheck(poolId);
    };
    await this.desk.reading(read());
    if (asked.isCurrent()) await this.desk.open(asked.subject, 'preflight');
  }

  /** Plans to force the traffic to the replica. */
  async failOver(given?: unknown): Promise<void> {
    const asked = await this.desk.replicated(given);
    if (asked) await this.desk.plan(asked.subject, { kind: 'failOver', at: this.desk.parts.clock.now() });
  }

  /** Plans to put back what the health check was before. */
  async failBack(given?: unknown): Promise<void> {
    const asked = await this.desk.replicated(given);
    if (asked) await this.desk.plan(asked.subject, { kind: 'failBack' });
  }

  /** Undefined when the user left. A domain that cannot follow a health check needs none: the plan says what to do instead. */
  private async healthCheckFor({ pool, subject }: ReplicatedTarget): Promise<HealthCheckChoice | undefined> {
    const { plans, session } = this.desk.parts;
    const domain = valueOf(session.store.snapshot.details.get(pool.id)?.domain);
    if (!domain?.custom) return { id: '' };
    const listed = await this.desk.reading(plans.healthChecks(never));
    if (!listed.ok) void vscode.window.showWarningMessage(localized(failureMessage(listed.failure)));
    return pickHealthCheck(listed.ok ? listed.value : [], subject, domain.failover?.healthCheckId);
  }
}
