import {
  type FunctionConfiguration as FunctionReply,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { failed, success } from '../../domain/failure.ts';
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
      const result = await callForOptional('lambda:GetFunctionConfiguration', region, signal, async () => {
        const reply = await lambda(region).send(new GetFunctionConfigurationCommand({ FunctionName: functionArn }), {
          abortSignal: signal,
        });
        // The variables could not be decrypted: without them the function would seem to have none.
        if (reply.Environment?.Error) return { detail: reply.Environment.Error.ErrorCode ?? '' };
        if (reply.CodeSha256 === undefined) throw new UnreadableReply();
        return { configuration: toConfiguration(reply, digests, poolRegions) };
      });
      if (!result.ok) return result;
      const detail = result.value?.detail;
      return detail === undefined
        ? success(result.value?.configuration)
        : failed({ reason: 'accessDenied', operation: 'kms:Decrypt', region, detail });
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
