import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkbench } from '../support/browser/workbench.ts';
import type { Workbench } from '../support/browser/workbench.ts';
import { repository } from '../support/vscode/paths.ts';

describe('the workbench with the extension', () => {
  let workspace: string;
  let workbench: Workbench;

  beforeAll(async () => {
    workspace = await mkdtemp(path.join(tmpdir(), 'cognito-replicas-ui-'));
    workbench = await openWorkbench({ extensionPaths: [repository], workspace });
  });

  afterAll(async () => {
    await workbench.close();
    await rm(workspace, { recursive: true, force: true });
  });

  it('has the extension in the activity bar, and its side bar opens', async () => {
    await workbench.openView('Cognito Replicas');
    expect(await workbench.activityBar()).toContain('Cognito Replicas');
  });

  it('says nothing on start', async () => {
    expect(await workbench.messages.texts()).toEqual([]);
  });
});
