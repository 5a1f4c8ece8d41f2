import type { Json } from '../json.ts';
import type { Plan, PlannedCall, PlanStep } from '../plans/plan.ts';
import { cliCommand, oneLine, quoted } from './shellText.ts';

/**
 * A plan as a script for the AWS CLI: what is left of it, call by call. Inputs go in as JSON, so that `--region` (where a call goes) and `--region-name` (the Region of a replica) cannot be
 * taken for each other. The replica commands need AWS CLI 2.34.58 (facts: cognito-replication.md section 2).
 */
export function awsCliScript({ account, poolId, poolName, primaryRegion, secondaryRegion, steps }: Plan): string {
  const left = steps.filter(({ state }) => state !== 'done');
  return [
    '#!/usr/bin/env bash',
    `# ${oneLine(poolName)} (${poolId}), account ${account}: ${primaryRegion} to ${secondaryRegion}`,
    '# Read it before you run it. UpdateUserPool sets what it is not given back to its default: its input is the user pool as it was read',
    '# when this was written. Write it anew when the user pool has changed since. AWS CLI 2.34.58 or later.',
    'set -euo pipefail',
    '',
    `[ "$(aws sts get-caller-identity --query Account --output text)" = ${quoted(account)} ] || { echo ${quoted(`These credentials are not those of account ${account}.`)} >&2; exit 1; }`,
    ...left.flatMap((step) => ['', ...stepLines(step, poolId, secondaryRegion)]),
    '',
  ].join('\n');
}

function stepLines({ calls, id, waitsFor }: PlanStep, poolId: string, secondaryRegion: string): string[] {
  return [
    `# ${id}`,
    ...calls.map(callLine),
    ...(waitsFor && (id === 'replica' || id === 'activate') ? waitLines(poolId, secondaryRegion, waitsFor.status) : []),
    ...(waitsFor && id === 'keyReplica' ? keyWaitLines(calls, secondaryRegion, waitsFor.status) : []),
  ];
}

function callLine({ answers, input, operation, region, service }: PlannedCall): string {
  const command = `aws ${service} ${cliCommand(operation)} --region ${region} --cli-input-json ${shellJson(input)}`;
  return answers ? `${answers.name}=$(${command} --query ${answers.path} --output text)` : `${command} > /dev/null`;
}

/** Asks again until the replica has a status. Without a limit: a large user pool takes hours. */
function waitLines(poolId: string, secondaryRegion: string, status: string): string[] {
  const query = `UserPoolReplicas[?RegionName=='${secondaryRegion}'].Status | [0]`;
  const ask = `aws cognito-idp list-user-pool-replicas --region ${secondaryRegion} --user-pool-id ${quoted(poolId)} --query ${quoted(query)} --output text`;
  return until(ask, status);
}

function keyWaitLines([call]: readonly PlannedCall[], secondaryRegion: string, status: string): string[] {
  const keyId = call?.input['KeyId'];
  if (typeof keyId !== 'string') return [];
  // The key replica has the id of its primary key.
  const id = keyId.startsWith('${') ? `"\${${keyId.slice(2, -1)}##*/}"` : quoted(keyId.replace(/^.*\//, ''));
  return until(`aws kms describe-key --region ${secondaryRegion} --key-id ${id} --query KeyMetadata.KeyState --output text`, status);
}

function until(ask: string, status: string): string[] {
  return [`until [ "$(${ask})" = ${status} ]; do echo 'waiting for ${status}'; sleep 30; done`];
}

/** JSON as one word of the shell, with what an earlier call answered put in. */
export function shellJson(input: Json): string {
  return JSON.stringify(input)
    .split(/(\$\{[A-Z_]+\})/)
    .map((part) => (/^\$\{[A-Z_]+\}$/.test(part) ? `"${part}"` : part === '' ? '' : quoted(part)))
    .join('');
}
