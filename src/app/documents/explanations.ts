import { type Message, message } from '../../domain/message.ts';
import { awsPage } from '../../domain/ruleReference.ts';

/** What a setting of a pool document has to do with replication, and the page of AWS that says so. */
export interface Explanation {
  readonly text: Message;
  readonly page: string;
}

const regional = message('A regional setting: primary and replica each have their own, and nothing is copied from one to the other.');
const regionalFunctions = message(
  'A regional setting: primary and replica each have their own triggers, and nothing is copied from one to the other. A function has to be in the same Region.',
);
const synchronized = message('A synchronized setting: changed in the primary Region, and followed by the replica after a while.');
const regionsPage = awsPage('replica-duplicate');

/** By the path of the setting. Facts: cognito-replication.md sections 2 to 4. */
const explanations: Readonly<Record<string, Explanation>> = {
  'UserPool.UserPoolTier': {
    text: message('The feature plan. Replication needs ESSENTIALS or PLUS.'),
    page: awsPage('replica-tier'),
  },
  'UserPool.KeyConfiguration': {
    text: message(
      'The key that user data is encrypted with. Replication needs a customer managed multi-Region key, with a key replica in the secondary Region.',
    ),
    page: awsPage('replica-key'),
  },
  'UserPool.IssuerConfiguration': {
    text: message(
      'Decides the iss of tokens. With UPDATED both Regions issue the same, and every validator has to know it. Application Load Balancers and Cognito authorizers of API Gateway do not accept it.',
    ),
    page: awsPage('issuer-type'),
  },
  'UserPool.DeletionProtection': {
    text: message('Keeps the primary user pool from being deleted. Whether it also protects the replica is not confirmed.'),
    page: awsPage('deletion-protection'),
  },
  'UserPool.LambdaConfig': { text: regionalFunctions, page: regionsPage },
  'UserPool.EmailConfiguration': { text: regional, page: regionsPage },
  'UserPool.SmsConfiguration': { text: regional, page: regionsPage },
  'UserPool.UserPoolTags': { text: regional, page: regionsPage },
  'UserPoolMfaConfig.SoftwareTokenMfaConfiguration': {
    text: message('Authenticator apps. Users who have one cannot sign in on the replica.'),
    page: awsPage('mfa-totp'),
  },
  UserPoolReplicas: {
    text: message(
      'The primary and its replica. INACTIVE takes settings but no sign-ins, ACTIVE takes both; it never becomes active by itself.',
    ),
    page: regionsPage,
  },
  'UserPoolDomain.Routing': {
    text: message(
      'Where the custom domain leads while the Route 53 health check of the primary Region says unhealthy. It leads back by itself.',
    ),
    page: awsPage('failover-routing'),
  },
  'UserPoolDomain.CustomDomainConfig': {
    text: message('The certificate of a custom domain has to be in us-east-1, wherever the user pool is.'),
    page: awsPage('certificate-region'),
  },
  IdentityProviders: { text: synchronized, page: regionsPage },
  UserPoolClients: { text: synchronized, page: regionsPage },
};

/** The explanation of the setting at a path, or of the nearest one around it. */
export function explanationOf(path: readonly string[]): Explanation | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const explanation = explanations[path.slice(0, length).join('.')];
    if (explanation) return explanation;
  }
  return undefined;
}
