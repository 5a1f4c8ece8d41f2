import { message } from '../../domain/message.ts';
import { regionOfArn } from '../regionalArn.ts';
import { codeFinding, type CodeRule, ofKind, relatedResource } from './rule.ts';

/**
 * The UPDATED issuer does not work with the Cognito authorizers of API Gateway REST APIs and with authenticate-cognito of Application Load Balancers: facts, cognito-replication.md
 * section 2, "Issuer".
 */
export const issuerAuthorizer: CodeRule = {
  id: 'issuer-authorizer',
  check: (unit, resources, links) =>
    ofKind(resources, 'authorizer').flatMap((authorizer) =>
      authorizer.pools.flatMap((reference) => {
        const pool = links.poolOf(unit, reference)?.pool;
        if (pool?.issuerType.state !== 'known' || pool.issuerType.value !== 'UPDATED') return [];
        return [
          codeFinding({
            rule: 'issuer-authorizer',
            severity: 'error',
            resource: authorizer,
            range: reference.range,
            message:
              authorizer.form === 'apiGateway'
                ? message('a Cognito authorizer of API Gateway does not accept tokens of a user pool with the issuer type UPDATED')
                : message('authenticate-cognito of a load balancer does not work with a user pool with the issuer type UPDATED'),
            remedy:
              authorizer.form === 'apiGateway'
                ? message('Verify the tokens in a Lambda authorizer, or in a JWT authorizer of an HTTP API.')
                : message('Sign users in with authenticate-oidc or in the application.'),
            related: [{ path: pool.path, range: pool.issuerType.range, message: message('The issuer type of the user pool') }],
          }),
        ];
      }),
    ),
};

/**
 * aws_cognito_user_pool has no argument for the key, so its next update of a replicated pool is refused: facts, cognito-replication.md section 5.4. As of
 * September 2026; a provider that has the argument is not reported.
 */
export const terraformProvider: CodeRule = {
  id: 'terraform-provider',
  check: (unit, resources, links) =>
    ofKind(resources, 'pool').flatMap((pool) => {
      const isKeyless = pool.dialect === 'aws' && pool.keyArn.state === 'absent' && pool.keyType.state === 'absent';
      if (!isKeyless || pool.ignoresKey.state === 'unknown' || (pool.ignoresKey.state === 'known' && pool.ignoresKey.value)) return [];
      const replica = links.replicaOf(unit, pool);
      if (!replica) return [];
      return [
        codeFinding({
          rule: 'terraform-provider',
          severity: 'warning',
          resource: pool,
          range: pool.typeRange,
          message: message('{type} cannot name the key of a replicated user pool, and its next update would be refused', {
            type: pool.type,
          }),
          remedy: message('Declare the user pool with awscc_cognito_user_pool, or ignore all changes in its lifecycle block.'),
          related: [relatedResource(replica, message('The replica'))],
        }),
      ];
    }),
};

/** The key of custom senders is often taken for the key that encrypts user data: facts, cognito-replication.md section 5.4. */
export const senderKey: CodeRule = {
  id: 'sender-key',
  check: (unit, resources, links) =>
    ofKind(resources, 'pool').flatMap((pool) => {
      if (pool.senderKey.state !== 'known' || pool.keyArn.state !== 'absent' || pool.dialect === 'aws') return [];
      const replica = links.replicaOf(unit, pool);
      if (!replica) return [];
      return [
        codeFinding({
          rule: 'sender-key',
          severity: 'info',
          resource: pool,
          range: pool.senderKey.range,
          message: message('this key is for the codes of custom senders, and does not encrypt the user pool'),
          remedy: message('Name the multi-Region key in the key configuration of the user pool.'),
          related: [relatedResource(replica, message('The replica'))],
        }),
      ];
    }),
};

/**
 * A function lets in the pool of its own Region: facts, cognito-replication.md section 3. The name of another Region's pool lets in nobody. Only code that has a
 * replica or its settings is about two Regions.
 */
export const triggerPermission: CodeRule = {
  id: 'trigger-permission',
  check: (_unit, resources, links) => {
    const replicas = links.all('replica');
    if (replicas.length === 0 && links.all('attachment').length === 0) return [];
    return ofKind(resources, 'permission').flatMap((permission) => {
      const { region, sourceArn } = permission;
      if (region.state !== 'known' || sourceArn.state !== 'known' || sourceArn.value.kind !== 'literal') return [];
      const named = sourceArn.value.text.includes(':userpool/') ? regionOfArn(sourceArn.value.text) : undefined;
      if (named === undefined || named === region.value) return [];
      const attachment = ofKind(resources, 'attachment').find(
        ({ region: other }) => other.state !== 'known' || other.value === region.value,
      );
      return [
        codeFinding({
          rule: 'trigger-permission',
          severity: 'error',
          resource: permission,
          range: sourceArn.range,
          message: message('the function in {region} lets in the user pool of {named}, and Cognito calls it as that of {region}', {
            region: region.value,
            named,
          }),
          remedy: message('Name the ARN of the user pool in {region}.', { region: region.value }),
          related: attachment
            ? [relatedResource(attachment, message('The triggers of this Region'))]
            : replicas.slice(0, 1).map(({ resource }) => relatedResource(resource, message('The replica'))),
        }),
      ];
    });
  },
};
