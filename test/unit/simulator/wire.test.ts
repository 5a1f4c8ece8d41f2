// Request text in, reply text out: wire/*.http were written by hand from the service models, against the world in wire/world.json.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addressOf } from '../../../src/simulator/wire/address.ts';
import { worldFromJson } from '../../../src/simulator/world.ts';
import { now, replyOf } from './requests.ts';

const folder = new URL('wire/', import.meta.url);
const world = worldFromJson(readFileSync(new URL('world.json', folder), 'utf8'));

function headersOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
}

/** A fixture is four blocks between blank lines: request head, request body, reply head, reply body. */
function readFixture(name: string) {
  const [head = '', body = '', replyHead = '', ...replyBody] = readFileSync(new URL(name, folder), 'utf8').split('\n\n');
  const [requestLine = '', ...headerLines] = head.split('\n');
  const [statusLine = '', ...replyHeaderLines] = replyHead.split('\n');
  return {
    method: requestLine.split(' ')[0] ?? '',
    path: requestLine.split(' ')[1] ?? '',
    headers: headersOf(headerLines),
    body,
    status: Number(statusLine.split(' ')[1]),
    replyHeaders: headersOf(replyHeaderLines),
    replyBody: replyBody.join('\n\n'),
  };
}

test.each(readdirSync(folder).filter((name) => name.endsWith('.http')))('%s', (name) => {
  const { method, path, headers, body, status, replyHeaders, replyBody } = readFixture(name);
  const { region = '', service = '', accessKeyId } = addressOf(headers, path);
  const reply = replyOf(world, { method, path, headers, body, region, service, accessKeyId, now });
  expect(reply.status).toBe(status);
  expect(reply.headers).toMatchObject(replyHeaders);
  expect(reply.headers['x-amzn-requestid'] ?? reply.headers['x-amz-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  if (replyHeaders['content-type']?.endsWith('xml')) {
    expect(reply.body.replace(/<RequestId>[0-9a-f-]{36}</, '<RequestId>(any)<')).toBe(replyBody);
  } else {
    expect(JSON.parse(reply.body)).toEqual(JSON.parse(replyBody));
  }
});
