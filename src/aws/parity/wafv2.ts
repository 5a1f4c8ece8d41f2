import {
  GetIPSetCommand,
  GetLoggingConfigurationCommand,
  GetRegexPatternSetCommand,
  GetRuleGroupCommand,
  GetWebACLForResourceCommand,
  ListWebACLsCommand,
  type Rule,
  WAFV2Client,
} from '@aws-sdk/client-wafv2';
import { parseArn } from '../../domain/arn.ts';
import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';
import type { WebAclRule } from '../../domain/parity/snapshot.ts';
import type { RegionReader } from '../../domain/ports.ts';
import { call, callForOptional, nextPage, UnreadableReply } from '../call.ts';
import type { Clients } from '../clients.ts';
import { replyData } from '../replyData.ts';
import type { Digests } from './digests.ts';

type WafReads = Pick<RegionReader, 'webAcl' | 'webAclNamed' | 'webAclLogging' | 'webAclReference'>;

/** Reads the web ACL of a pool and what its rules refer to. */
export function wafReads(clients: Clients, digests: Digests): WafReads {
  const waf = (region: string): WAFV2Client => clients.of('wafv2', region, WAFV2Client);
  return {
    // A pool that AWS WAF does not know is a failure; one without a web ACL has an answer without one.
    webAcl: (region, poolArn, signal) =>
      call('wafv2:GetWebACLForResource', region, signal, async () => {
        const { WebACL } = await waf(region).send(new GetWebACLForResourceCommand({ ResourceArn: poolArn }), { abortSignal: signal });
        if (!WebACL) return undefined;
        if (WebACL.ARN === undefined) throw new UnreadableReply();
        return {
          arn: WebACL.ARN,
          name: WebACL.Name ?? '',
          defaultAction: wafData(WebACL.DefaultAction ?? {}, digests),
          rules: (WebACL.Rules ?? []).map((rule) => toRule(rule, digests)),
        };
      }),

    webAclNamed: (region, name, signal) =>
      call('wafv2:ListWebACLs', region, signal, async () => {
        let marker: string | undefined;
        do {
          const page = { Scope: 'REGIONAL', Limit: 100, ...(marker !== undefined && { NextMarker: marker }) } as const;
          const { NextMarker, WebACLs } = await waf(region).send(new ListWebACLsCommand(page), { abortSignal: signal });
          if (!WebACLs) throw new UnreadableReply();
          const found = WebACLs.find(({ ARN, Name }) => ARN !== undefined && Name === name);
          if (found?.ARN !== undefined) return { arn: found.ARN, name };
          // A full page has a marker also where it is the last one.
          marker = WebACLs.length === 0 ? undefined : nextPage(NextMarker, marker);
        } while (marker !== undefined);
        return undefined;
      }),

    webAclLogging: (region, webAclArn, signal) =>
      callForOptional('wafv2:GetLoggingConfiguration', region, signal, async () => {
        const { LoggingConfiguration } = await waf(region).send(new GetLoggingConfigurationCommand({ ResourceArn: webAclArn }), {
          abortSignal: signal,
        });
        return LoggingConfiguration && wafData(LoggingConfiguration, digests);
      }),

    webAclReference(region, arn, signal) {
      const [scope, kind, name, id] = parseArn(arn)?.resource.split('/') ?? [];
      const named = { Name: name, Id: id, Scope: scope === 'global' ? 'CLOUDFRONT' : 'REGIONAL' } as const;
      const options = { abortSignal: signal };
      switch (kind) {
        case 'rulegroup':
          return call('wafv2:GetRuleGroup', region, signal, async () =>
            thing((await waf(region).send(new GetRuleGroupCommand({ ARN: arn }), options)).RuleGroup, digests),
          );
        case 'ipset':
          return call('wafv2:GetIPSet', region, signal, async () =>
            thing((await waf(region).send(new GetIPSetCommand(named), options)).IPSet, digests),
          );
        case 'regexpatternset':
          return call('wafv2:GetRegexPatternSet', region, signal, async () =>
            thing((await waf(region).send(new GetRegexPatternSetCommand(named), options)).RegexPatternSet, digests),
          );
        default:
          return call('wafv2:GetWebACL', region, signal, () => Promise.reject(new UnreadableReply()));
      }
    },
  };
}

function thing(reply: object | undefined, digests: Digests): JsonObject {
  if (!reply) throw new UnreadableReply();
  return wafData(reply, digests);
}

function toRule(rule: Rule, digests: Digests): WebAclRule {
  const data = wafData(rule, digests);
  const statement = data['Statement'];
  return {
    name: rule.Name ?? '',
    priority: rule.Priority ?? 0,
    action: data['Action'] ?? data['OverrideAction'] ?? null,
    statement: isJsonObject(statement) ? statement : {},
  };
}

/**
 * A reply without what may be secret. What a rule looks for, and the headers it adds, are often a password between a proxy and the application behind it
 * (WAF Developer Guide, "Restricting access with a custom header"): only a digest of them is kept, by which two rules can be told apart.
 */
function wafData(reply: object, digests: Digests): JsonObject {
  const hidden = (value: string | Uint8Array): string => `(not shown, digest ${digests.of(value).slice(0, 12)})`;
  const visit = (value: unknown): unknown => {
    if (value instanceof Uint8Array) return hidden(value);
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]): [string, unknown] => [
        name,
        name === 'InsertHeaders' && Array.isArray(member) ? member.map((header) => withoutValue(header as Json)) : visit(member),
      ]),
    );
  };
  const withoutValue = (header: Json): Json => {
    if (!isJsonObject(header)) return header;
    const { Value } = header;
    return typeof Value === 'string' ? { ...header, Value: hidden(Value) } : header;
  };
  return replyData(visit(reply) as object);
}
