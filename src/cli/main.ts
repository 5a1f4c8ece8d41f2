#!/usr/bin/env node
import { run } from './run.ts';

// The SDK would print its plans for future Node versions to everybody who runs this on Node 20. The SDK in this bundle runs there.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const code = await run(process.argv.slice(2), {
  environment: process.env,
  print: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
});
// Once the output is out, and not when the last child has ended: a credential process that hangs was given up, but still runs.
process.stdout.write('', () => process.exit(code));
