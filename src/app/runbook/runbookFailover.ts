import { message } from '../../domain/message.ts';
import { valueOf } from '../../domain/fact.ts';
import { partitionOf } from '../../domain/region.ts';
import { type DomainDescription, issuerUrl } from '../../domain/userPool.ts';
import { shellWord } from '../../domain/render/shellText.ts';
import { markdownTable } from '../documents/markdownTable.ts';
import { domainCommand, setRoutingCommand } from './runbookCommands.ts';
import type { RunbookFacts } from './runbookFacts.ts';
import { forceLines, freeLines } from './runbookHealthCheck.ts';
import { asIs, factMessage, type RunbookWriter, shellFence } from './runbookText.ts';

/** How users get to the secondary Region, by the domain that they sign in at, and how applications do that call the API themselves. Facts: cognito-replication.md section 4. */
export function failoverLines(facts: RunbookFacts, writer: RunbookWriter): string[] {
  return [...domainLines(facts, writer), ...besidesLines(facts, writer), ...applicationLines(facts, writer)];
}

function domainLines(facts: RunbookFacts, writer: RunbookWriter): string[] {
  const { heading, paragraph } = writer;
  const { domain } = facts;
  if (domain.state === 'known' && domain.value.custom) return customDomainLines(facts, domain.value, writer);
  if (domain.state === 'known') return prefixDomainLines(facts, domain.value.name, writer);
  return [
    ...heading(3, message('Domain')),
    ...paragraph(
      domain.state === 'absent'
        ? message('The user pool has no domain: nothing moves its users but the applications that they sign in with.')
        : message('Which domain the user pool has is {why}. Find out before you need it: what follows depends on it.', {
            why: factMessage(domain, () => asIs('')),
          }),
    ),
  ];
}

function customDomainLines(facts: RunbookFacts, domain: DomainDescription, writer: RunbookWriter): string[] {
  const { heading, list, paragraph } = writer;
  const { primaryRegion, secondaryRegion } = facts;
  const { failover, name } = domain;
  const title = heading(3, message('Custom domain {name}', { name }));
  if (!failover) {
    return [
      ...title,
      ...paragraph(
        message('It has no failover routing: it stays in {primaryRegion}. Give it one before you need it, not during an outage.', {
          primaryRegion,
        }),
        message('This sends the whole description of the domain, because what an update does with what it is not given is not confirmed.'),
      ),
      ...shellFence([
        domainCommand(name, primaryRegion),
        `: "\${HEALTH_CHECK_ID:?the id of a Route 53 health check of ${primaryRegion}}"`,
        setRoutingCommand(facts, domain),
      ]),
    ];
  }
  const { healthCheckId: id } = failover;
  return [
    ...title,
    ...paragraph(
      message(
        'It follows the health check {id} by itself: unhealthy sends its traffic to {region}, healthy brings it back. Its DNS record does not change.',
        { id, region: failover.secondaryRegion },
      ),
      message('Force it only where the health check does not see what you see.'),
    ),
    ...list([
      ...(failover.secondaryRegion === secondaryRegion
        ? []
        : [
            message('The domain fails over to {region}, and the replica is in {secondaryRegion}: that leads nowhere.', {
              region: failover.secondaryRegion,
              secondaryRegion,
            }),
          ]),
      ...(primaryRegion === 'us-east-1'
        ? [
            message(
              'Route 53 changes health checks in us-east-1, which is the primary Region here: while it is down, forcing may not be possible. The health check goes on by itself.',
            ),
          ]
        : []),
    ]),
    ...forceLines(facts, id, writer),
    ...paragraph(
      message('Then sign in at {name} as a test user, and watch SignInSuccesses (AWS/Cognito) in {secondaryRegion}.', {
        name,
        secondaryRegion,
      }),
    ),
  ];
}

function prefixDomainLines(facts: RunbookFacts, name: string, writer: RunbookWriter): string[] {
  const { heading, list, paragraph } = writer;
  const { poolId, primaryRegion, secondaryRegion } = facts;
  return [
    ...heading(3, message('Prefix domain {name}', { name })),
    ...paragraph(
      message('It belongs to {primaryRegion} and does not fail over: {secondaryRegion} has a prefix domain of its own, or none.', {
        primaryRegion,
        secondaryRegion,
      }),
    ),
    ...shellFence([
      `aws cognito-idp describe-user-pool --user-pool-id ${shellWord(poolId)} --region ${secondaryRegion} --query UserPool.Domain --output text`,
    ]),
    ...list([
      message('Applications go to that address instead of {host}.', { host: `${name}.auth.${primaryRegion}.amazoncognito.com` }),
      message(
        'Identity providers have to know the addresses of both beforehand: /oauth2/idpresponse for OAuth and OIDC, /saml2/idpresponse for SAML.',
      ),
    ]),
  ];
}

function besidesLines({ besides }: RunbookFacts, { paragraph }: RunbookWriter): string[] {
  return besides === undefined
    ? []
    : paragraph(message('The user pool also has the prefix domain {besides}, which does not fail over.', { besides }));
}

function applicationLines(facts: RunbookFacts, writer: RunbookWriter): string[] {
  const { heading, list, paragraph, said } = writer;
  const { issuerType, poolId, primaryRegion, secondaryRegion } = facts;
  const endpoint = (region: string): string => `https://cognito-idp.${region}.${partitionOf(region).dnsSuffix}`;
  const type = valueOf(issuerType);
  const iss = type === undefined ? undefined : issuerUrl(type, poolId, primaryRegion);
  const same = said(message('the same'));
  return [
    ...heading(3, message('Applications that call the API themselves')),
    ...paragraph(
      message('Nothing moves them but their own configuration: the endpoint changes, and nothing else.'),
      message('Take one signal for all of them, such as the health check of the domain.'),
    ),
    ...markdownTable([
      ['', primaryRegion, secondaryRegion],
      [said(message('Endpoint')), endpoint(primaryRegion), endpoint(secondaryRegion)],
      [said(message('User pool id')), poolId, same],
      [said(message('Ids and secrets of app clients')), said(message('as they are')), same],
      [said(message('Issuer of tokens')), iss ?? said(factMessage(issuerType, asIs)), iss === undefined ? '' : same],
    ]),
    '',
    ...list([
      message('Never take the Region of a client from the user pool id, which names the primary Region in both.'),
      ...(type === 'ORIGINAL'
        ? [
            message(
              'The issuer type is ORIGINAL: validators load the keys of tokens from {primaryRegion}, and those that have not loaded them cannot while it is down.',
              { primaryRegion },
            ),
          ]
        : []),
    ]),
  ];
}

/** How everything comes back. */
export function failBackLines(facts: RunbookFacts, writer: RunbookWriter): string[] {
  const { paragraph } = writer;
  const { domain, primaryRegion } = facts;
  const failover = valueOf(domain)?.failover;
  return [
    ...paragraph(message('Nothing is written on the replica, so that nothing has to be copied back.')),
    ...(failover ? freeLines(facts, failover.healthCheckId, writer) : []),
    ...paragraph(
      message('Applications go back to the endpoint of {primaryRegion}, all by the same signal.', { primaryRegion }),
      message('Then switch on what was switched off, and watch SignInSuccesses (AWS/Cognito) in {primaryRegion}.', { primaryRegion }),
    ),
  ];
}
