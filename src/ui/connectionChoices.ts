import type * as vscode from 'vscode';
import type { ConnectionChoice } from '../domain/ports.ts';
import type { Settings } from './settings.ts';

const choiceKey = 'connection';
const regionsKey = (choice: ConnectionChoice): string => `regions/${choiceName(choice)}`;

/** A name for messages and state: `profile/production`, `environment`, `demo`. */
export function choiceName(choice: ConnectionChoice): string {
  return choice.kind === 'profile' ? `profile/${choice.profile}` : choice.kind;
}

/**
 * Which account and Regions this window looks at. A choice made in the view is kept for this workspace alone, so that choosing production in one
 * window never moves another; the settings are the default for windows in which nothing was chosen.
 */
export class ConnectionChoices {
  private readonly state: vscode.Memento;
  private readonly settings: Settings;
  private readonly environment: Readonly<Record<string, string | undefined>>;

  constructor(state: vscode.Memento, settings: Settings, environment: Readonly<Record<string, string | undefined>>) {
    this.state = state;
    this.settings = settings;
    this.environment = environment;
  }

  get choice(): ConnectionChoice | undefined {
    const chosen = this.state.get<ConnectionChoice>(choiceKey);
    if (chosen) return chosen;
    const profile = this.settings.profile.value || this.environment['AWS_PROFILE'];
    if (profile) return { kind: 'profile', profile };
    return this.environment['AWS_ACCESS_KEY_ID'] ? { kind: 'environment' } : undefined;
  }

  /** Whether this workspace has a choice of its own, which comes before the settings. */
  get isChosen(): boolean {
    return this.state.get<ConnectionChoice>(choiceKey) !== undefined;
  }

  /** Keeps a choice for this workspace; undefined goes back to the settings and the environment. */
  async choose(choice: ConnectionChoice | undefined): Promise<void> {
    await this.state.update(choiceKey, choice);
  }

  regionsOf(choice: ConnectionChoice): readonly string[] {
    const chosen = this.state.get<readonly string[]>(regionsKey(choice));
    return chosen ?? (choice.kind === 'demo' ? [] : this.settings.regions.value);
  }

  async chooseRegions(choice: ConnectionChoice, regions: readonly string[]): Promise<void> {
    await this.state.update(regionsKey(choice), regions);
  }
}
