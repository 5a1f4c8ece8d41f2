import {
  type FunctionConfiguration as FunctionReply,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { failed } from '../../domain/failure.ts';
import type { FunctionConfiguration } from '../../domain/parity/snapshot.ts';
import type { RegionReader } from '../../domain/ports.ts';
import { callForOptional, UnreadableReply } from '../call.ts';
import type { Clients } from '../clients.ts';
import type { Digests } from './digests.ts';
import { policyStatements } from './policyStatements.ts';

type LambdaReads = Pick<RegionReader, 'functionConfiguration' | 'functionPolicy' | 'reservedConcurrency'>;

/** Reads the functions that triggers name. Values of environment variables end here. */
export function lambdaReads(clients: Clients, digests: Digests): LambdaReads {
  const lambda = (region: string): LambdaClient => clients.of('lambda', region, LambdaClient);
  return {
    async functionConfiguration(region, functionArn, poolRegions, signal) {
      const reply = await callForOptional('lambda:GetFunctionConfiguration', region, signal, () =>
        lambda(region).send(new GetFunctionConfigurationCommand({ FunctionName: functionArn }), { abortSignal: signal }),
      );
      if (!reply.ok || reply.value === undefined) return reply.ok ? { ok: true, value: undefined } : reply;
      const { CodeSha256, Environment } = reply.value;
      // The variables could not be decrypted: without them the function would seem to have none.
      if (Environment?.Error) {
        return failed({ reason: 'accessDenied', operation: 'kms:Decrypt', region, detail: Environment.Error.ErrorCode ?? '' });
      }
      return callForOptional('lambda:GetFunctionConfiguration', region, signal, () => {
        if (CodeSha256 === undefined) throw new UnreadableReply();
        return Promise.resolve(toConfiguration(reply.value ?? {}, digests, poolRegions));
      });
    },

    functionPolicy: (region, functionArn, signal) =>
      callForOptional('lambda:GetPolicy', region, signal, async () => {
        const { Policy } = await lambda(region).send(new GetPolicyCommand({ FunctionName: functionArn }), { abortSignal: signal });
        return Policy === undefined ? undefined : policyStatements(Policy);
      }),

    reservedConcurrency: (region, functionArn, signal) =>
      callForOptional('lambda:GetFunctionConcurrency', region, signal, async () => {
        const { ReservedConcurrentExecutions } = await lambda(region).send(
          new GetFunctionConcurrencyCommand({ FunctionName: functionArn }),
          { abortSignal: signal },
        );
        return ReservedConcurrentExecutions;
      }),
  };
}

function toConfiguration(reply: FunctionReply, digests: Digests, poolRegions: readonly string[]): FunctionConfiguration {
  const variables = Object.entries(reply.Environment?.Variables ?? {});
  return {
    // Without a state the function can be invoked: those made before 2020 have none (Lambda Developer Guide, "Lambda function states").
    state: reply.State ?? 'Active',
    codeSha256: reply.CodeSha256 ?? '',
    // A function from a container image has neither runtime nor handler.
    runtime: reply.Runtime ?? (reply.PackageType === 'Image' ? 'container image' : ''),
    architectures: reply.Architectures ?? ['x86_64'],
    handler: reply.Handler ?? '',
    memorySize: reply.MemorySize ?? 0,
    timeout: reply.Timeout ?? 0,
    layers: (reply.Layers ?? []).flatMap(({ Arn }) => Arn ?? []),
    inVpc: Boolean(reply.VpcConfig?.VpcId),
    environment: new Map(variables.map(([name, value]) => [name, digests.ofEnvironmentValue(value, poolRegions)])),
  };
}
