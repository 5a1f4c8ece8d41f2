import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadWasm } from '../../src/cli/wasm.ts';
import { CodeAnalysis } from '../../src/iac/codeAnalysis.ts';
import { CodeReaders } from '../../src/iac/codeReaders.ts';

interface Sample {
  readonly name: string;
  readonly path: string;
  /** A file of so many lines with one replicated pool, the rest what such files are made of. */
  readonly text: (lines: number) => string;
}

const samples: readonly Sample[] = [
  {
    name: 'YAML',
    path: 'template.yaml',
    text: (lines) =>
      `Resources:\n  Pool:\n    Type: AWS::Cognito::UserPool\n    Properties:\n      UserPoolTier: LITE\n  Replica:\n    Type: AWS::Cognito::UserPoolReplica\n    Properties: { UserPoolId: !Ref Pool, RegionName: us-west-2 }\n` +
      repeat(
        lines - 8,
        6,
        (index) =>
          `  Function${index}:\n    Type: AWS::Lambda::Function\n    Properties:\n      Runtime: nodejs22.x\n      Handler: index.handler\n      Role: !GetAtt Role.Arn\n`,
      ),
  },
  {
    name: 'JSON',
    path: 'template.json',
    text: (lines) =>
      JSON.stringify(
        {
          Resources: {
            Pool: { Type: 'AWS::Cognito::UserPool', Properties: { UserPoolTier: 'LITE' } },
            Replica: { Type: 'AWS::Cognito::UserPoolReplica', Properties: { UserPoolId: { Ref: 'Pool' }, RegionName: 'us-west-2' } },
            ...Object.fromEntries(
              Array.from({ length: Math.floor(lines / 7) }, (_, index) => [
                `Function${index}`,
                { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler' } },
              ]),
            ),
          },
        },
        null,
        2,
      ),
  },
  {
    name: 'Terraform',
    path: 'main.tf',
    text: (lines) =>
      'resource "awscc_cognito_user_pool" "a" {\n  user_pool_tier = "LITE"\n}\nresource "awscc_cognito_user_pool_replica" "a" {\n  user_pool_id = awscc_cognito_user_pool.a.user_pool_id\n  region_name = "us-west-2"\n}\n' +
      repeat(
        lines - 7,
        5,
        (index) =>
          `resource "aws_lambda_function" "f${index}" {\n  runtime = "nodejs22.x"\n  handler = "index.handler"\n  role    = aws_iam_role.r.arn\n}\n`,
      ),
  },
  {
    name: 'TypeScript',
    path: 'stack.ts',
    text: (lines) =>
      `import * as cognito from 'aws-cdk-lib/aws-cognito';\nimport * as lambda from 'aws-cdk-lib/aws-lambda';\nconst pool = new cognito.CfnUserPool(this, 'Pool', { userPoolTier: 'LITE' });\nnew cognito.CfnUserPoolReplica(this, 'Replica', { userPoolId: pool.attrUserPoolId, regionName: 'us-west-2' });\n` +
      repeat(
        lines - 4,
        5,
        (index) =>
          `const f${index} = new lambda.Function(this, 'F${index}', {\n  runtime: lambda.Runtime.NODEJS_22_X,\n  handler: 'index.handler',\n  code: lambda.Code.fromAsset('dist'),\n});\n`,
      ),
  },
  {
    name: 'Python',
    path: 'stack.py',
    text: (lines) =>
      `from aws_cdk import aws_cognito as cognito, aws_lambda as lambda_\npool = cognito.CfnUserPool(self, "Pool", user_pool_tier="LITE")\ncognito.CfnUserPoolReplica(self, "Replica", user_pool_id=pool.attr_user_pool_id, region_name="us-west-2")\n` +
      repeat(
        lines - 3,
        4,
        (index) =>
          `f${index} = lambda_.Function(\n    self, "F${index}", handler="index.handler",\n    runtime=lambda_.Runtime.PYTHON_3_13,\n)\n`,
      ),
  },
];

function repeat(lines: number, each: number, block: (index: number) => string): string {
  return Array.from({ length: Math.floor(lines / each) }, (_, index) => block(index)).join('');
}

/** Prints how long one keystroke takes to be judged, per language and size, and what a file without Cognito costs. */
export async function benchLint(): Promise<void> {
  for (const { name, path, text } of samples) {
    for (const lines of [500, 5000]) {
      const analysis = new CodeAnalysis();
      await new CodeReaders(analysis, loadWasm).need(path);
      const original = text(lines);
      const half = Math.floor(original.length / 2);
      const times: number[] = [];
      for (let round = 0; round < 60; round += 1) {
        // A word in a comment or string in the middle grows by a letter.
        const at = original.indexOf('index.handler', half);
        const edited = `${original.slice(0, at)}${'x'.repeat((round % 7) + 1)}${original.slice(at)}`;
        const start = performance.now();
        analysis.set({ path, text: edited });
        const found = analysis.all.get(path)?.length ?? 0;
        if (round >= 20) times.push(performance.now() - start);
        if (found === 0) throw new Error(`${name}: nothing was found`);
      }
      times.sort((a, b) => a - b);
      const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
      console.log(`${name}, ${lines} lines: one keystroke p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`);
    }
  }
  benchCfnLint();
  const plain = 'const value = 1;\n'.repeat(5000);
  const start = performance.now();
  for (let round = 0; round < 100; round += 1) /cognito|kms/i.test(plain);
  console.log(`a file of 5,000 lines without Cognito: ${((performance.now() - start) / 100).toFixed(2)} ms`);
}

/** What authors have today for templates, where it is on the machine: a process for each look, and no rule about replication. */
function benchCfnLint(): void {
  const [yaml] = samples;
  const version = spawnSync('cfn-lint', ['--version'], { encoding: 'utf8' });
  if (version.status !== 0 || !yaml) {
    console.log('cfn-lint is not on this machine');
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'lint-bench-'));
  for (const lines of [500, 5000]) {
    const file = path.join(folder, yaml.path);
    writeFileSync(file, yaml.text(lines));
    const start = performance.now();
    const { stdout } = spawnSync('cfn-lint', ['--format', 'parseable', file], { encoding: 'utf8', timeout: 300_000 });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const about = stdout.split('\n').filter((line) => /Cognito|Replica/.test(line)).length;
    console.log(`${version.stdout.trim()} on the same YAML of ${lines} lines: ${seconds} s, ${about} findings that name Cognito`);
  }
  rmSync(folder, { recursive: true });
}
