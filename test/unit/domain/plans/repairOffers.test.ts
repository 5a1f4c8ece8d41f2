// The texts that are offered where nothing is copied: each as a file that its language can read, and all of them to be read by people.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { english } from '../../../../src/domain/message.ts';
import { compareRegions } from '../../../../src/domain/parity/compareRegions.ts';
import { planRepair } from '../../../../src/domain/plans/repair/planRepair.ts';
import { cases } from '../parity/cases.ts';
import { account } from '../parity/equalPair.ts';
import { changedPair, repairCases, sides } from './repairCases.ts';

const pairs = [...Object.values(cases).flatMap((ofGroup) => Object.values(ofGroup).map(sides)), ...Object.values(repairCases)].map(
  changedPair,
);
const offers = new Map(
  pairs.flatMap((snapshots) => {
    const rows = compareRegions(snapshots);
    const { notCopied } = planRepair({ account, snapshots, rows, rowIds: rows.map(({ id }) => id) });
    return notCopied.flatMap(({ offers: offered }) => offered.map((offer) => [offer.text, offer] as const));
  }),
);

it('are as the golden file has them', async () => {
  const texts = [...offers.values()].map(({ language, text, title }) => `## ${english(title)} (${language})\n\n${text}`);
  await expect(texts.join('\n')).toMatchFileSnapshot(path.resolve(import.meta.dirname, '../../../fixtures/repair/offers.txt'));
});

it('are scripts that the shell can read', () => {
  const scripts = [...offers.values()].filter(({ language }) => language === 'shellscript');
  expect(scripts.length).toBeGreaterThan(20);
  for (const { text } of scripts) {
    const { stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
    expect([text, stderr]).toEqual([text, '']);
    // Each command says where it goes, whatever Region the reader's profile has.
    for (const line of text.split('\n').filter((each) => each.startsWith('aws '))) expect(line).toMatch(/ --region us-(east-1|west-2)/);
  }
});

it('are templates with resources', () => {
  const templates = [...offers.values()].filter(({ language }) => language === 'yaml');
  expect(templates.length).toBeGreaterThan(5);
  for (const { text } of templates) {
    const { Resources: resources } = parse(text, { logLevel: 'silent' }) as { Resources: Record<string, { Type: string }> };
    expect(Object.values(resources).map(({ Type: type }) => type)).toEqual([expect.stringMatching(/^AWS::\w+::\w+$/)]);
  }
});
