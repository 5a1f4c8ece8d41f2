import type { Place, ReferenceKind } from './reference.ts';
import type { SourceText } from './sourceText.ts';

/** A way to depend on an issuer without writing it out. */
interface Dependent {
  readonly kind: ReferenceKind;
  readonly pattern: RegExp;
  readonly library?: string;
  /** What else the text has to have for the pattern to mean this. */
  readonly beside?: RegExp;
  /** What has to stand in the few lines above. */
  readonly below?: RegExp;
}

const quote = '["\']?';
const linesAbove = 10;
/** A line with a key and nothing more is shorter than this. */
const longestKeyLine = 200;

function typed(key: string, value: string): RegExp {
  return new RegExp(`(?<!\\w)${quote}${key}${quote}\\s{0,20}[:=]\\s{0,20}${quote}${value}(?![\\w-])${quote}`, 'gi');
}

/** Authorizers and actions for which the pool, not an issuer URL, is set. */
const gateways: readonly Dependent[] = [
  { kind: 'userPoolAuthorizer', pattern: typed('type', 'COGNITO_USER_POOLS'), library: 'API Gateway' },
  { kind: 'userPoolAuthorizer', pattern: typed('x-amazon-apigateway-authtype', 'cognito_user_pools'), library: 'OpenAPI' },
  { kind: 'userPoolAuthorizer', pattern: /\bCognitoUserPoolsAuthorizer\s{0,8}\(/g, library: 'AWS CDK' },
  { kind: 'userPoolAuthorizer', pattern: /\bCognitoUserPoolAuthorizer\s{0,8}\(/g, library: 'Chalice' },
  {
    kind: 'userPoolAuthorizer',
    pattern: /(?<!\w)["']?UserPoolArn["']?\s{0,8}:/g,
    beside: /AWS::Serverless/,
    below: /["']?Authorizers["']?\s{0,8}:/,
    library: 'AWS SAM',
  },
  { kind: 'jwtAuthorizer', pattern: /(?<!\w)["']?jwt_?Configuration["']?\s{0,8}[:={]/gi, library: 'API Gateway' },
  { kind: 'jwtAuthorizer', pattern: /\bHttpJwtAuthorizer\s{0,8}\(/g, library: 'AWS CDK' },
  { kind: 'jwtAuthorizer', pattern: /\bHttpUserPoolAuthorizer\s{0,8}\(/g, library: 'HttpUserPoolAuthorizer of AWS CDK' },
  { kind: 'loadBalancerAction', pattern: typed('type', 'authenticate-cognito'), library: 'Application Load Balancer' },
  { kind: 'loadBalancerAction', pattern: /\bAuthenticateCognitoAction\s{0,8}\(/g, library: 'AWS CDK' },
  {
    kind: 'loadBalancerAction',
    pattern: /alb\.ingress\.kubernetes\.io\/auth-type["']?\s{0,8}[:=]\s{0,8}["']?cognito\b/g,
    library: 'AWS Load Balancer Controller',
  },
  { kind: 'appSync', pattern: /\bAMAZON_COGNITO_USER_POOLS\b|\bAuthorizationType\.USER_POOL\b/g, library: 'AWS AppSync' },
  { kind: 'amplify', pattern: /\bAmplify\.configure\s{0,8}\(/g, library: 'Amplify' },
];

/** What a template or program asks the pool resource for. Whether these follow the issuer type, no source says. */
const attributes: readonly Dependent[] = [
  { kind: 'poolEndpoint', pattern: /\b(?:aws|awscc)_cognito_user_pool\.\w{1,80}(?:\[[^\]\n]{0,40}\])?\.endpoint\b/g, library: 'Terraform' },
  { kind: 'poolEndpoint', pattern: /\bawscc_cognito_user_pool\.\w{1,80}\.provider_url\b/g, library: 'Terraform' },
  { kind: 'loginProvider', pattern: /\bawscc_cognito_user_pool\.\w{1,80}\.provider_name\b/g, library: 'Terraform' },
  { kind: 'poolEndpoint', pattern: /(?:!GetAtt\s{1,8}["']?|\$\{)\w{1,80}\.ProviderURL\b/g, library: 'CloudFormation' },
  {
    kind: 'poolEndpoint',
    pattern: /Fn::GetAtt["']?\s{0,8}:\s{0,40}\[?\s{0,40}(?:-\s{0,8})?["']?\w{1,80}(?:\.|["']?,?\s{0,40}(?:-\s{0,8})?["']?)ProviderURL\b/g,
    library: 'CloudFormation',
  },
  { kind: 'loginProvider', pattern: /(?:!GetAtt\s{1,8}["']?|\$\{)\w{1,80}\.ProviderName\b/g, library: 'CloudFormation' },
  {
    kind: 'loginProvider',
    pattern: /Fn::GetAtt["']?\s{0,8}:\s{0,40}\[?\s{0,40}(?:-\s{0,8})?["']?\w{1,80}(?:\.|["']?,?\s{0,40}(?:-\s{0,8})?["']?)ProviderName\b/g,
    library: 'CloudFormation',
  },
  {
    kind: 'poolEndpoint',
    pattern: /\b(?:userPoolProviderUrl|user_pool_provider_url|attrProviderUrl|attr_provider_url)\b/g,
    library: 'AWS CDK',
  },
  {
    kind: 'loginProvider',
    pattern: /\b(?:userPoolProviderName|user_pool_provider_name|attrProviderName|attr_provider_name)\b/g,
    library: 'AWS CDK',
  },
  { kind: 'poolEndpoint', pattern: /\b\w{0,40}[uU]ser_?[pP]ool\w{0,20}\.endpoint\b/g, library: 'Pulumi' },
];

/** Calls and settings that verify tokens. The issuer is often beside them: then the issuer is the place. */
const verifiers: readonly Dependent[] = [
  { kind: 'verifier', pattern: /\bCognitoJwtVerifier\s{0,8}\.\s{0,8}create\s{0,8}\(/g, library: 'CognitoJwtVerifier' },
  { kind: 'verifier', pattern: /\bJwt(?:Rsa)?Verifier\s{0,8}\.\s{0,8}create\s{0,8}\(/g, library: 'aws-jwt-verify' },
  {
    kind: 'tokenLibrary',
    pattern: /\b(?:issuer-uri|jwk-set-uri|issuer_uri|jwk_set_uri|ISSUER_URI|JWK_SET_URI|issuerUri|jwkSetUri)\b/g,
    library: 'Spring Security',
  },
  {
    kind: 'tokenLibrary',
    pattern: /\b(?:fromIssuerLocation|fromOidcIssuerLocation|withIssuerLocation|withJwkSetUri)\s{0,8}\(/g,
    library: 'Spring Security',
  },
  { kind: 'tokenLibrary', pattern: /\bnew\s{1,8}JwtStrategy\s{0,8}\(/g, library: 'passport-jwt' },
  {
    kind: 'tokenLibrary',
    pattern: /\b(?:passportJwtSecret|expressJwtSecret|koaJwtSecret|hapiJwt2Key|jwksClient|JwksClient)\s{0,8}\(/g,
    library: 'jwks-rsa',
  },
  { kind: 'tokenLibrary', pattern: /\bexpress_?[jJ]wt\s{0,8}\(/g, library: 'express-jwt' },
  { kind: 'tokenLibrary', pattern: /\bCognitoProvider\s{0,8}\(/g, library: 'NextAuth.js' },
  { kind: 'tokenLibrary', pattern: /\bcreateRemoteJWKSet\s{0,8}\(/g, library: 'jose' },
  { kind: 'tokenLibrary', pattern: /\bPyJWKClient\s{0,8}\(/g, library: 'PyJWT' },
  {
    kind: 'tokenLibrary',
    pattern: /\bjwt\.decode\s{0,8}\(/g,
    beside: /\b(?:import|from)\s{1,8}(?:jose|jwt)\b/,
    library: 'python-jose or PyJWT',
  },
  { kind: 'tokenLibrary', pattern: /["']?\b(?:Authority|ValidIssuers?|MetadataAddress)["']?\s{0,8}[:=](?!=)/g, library: 'ASP.NET Core' },
  {
    kind: 'tokenLibrary',
    pattern: /\b(?:oidc\.NewProvider|oidc\.NewRemoteKeySet|keyfunc\.(?:Get|NewDefault\w{0,10})|jwk\.Fetch)\s{0,8}\(/g,
    library: 'Go',
  },
  { kind: 'tokenLibrary', pattern: /\b(?:auth_jwt_key_request|oidc_jwt_keyfile|oidc_authz_endpoint)\b/g, library: 'NGINX' },
  {
    kind: 'tokenLibrary',
    pattern: /(?<![\w-])["']?(?:jwksUri|jwks_uri|remote_jwks)["']?\s{0,8}[:=]/g,
    library: 'Envoy, Istio or another proxy',
  },
  {
    kind: 'tokenLibrary',
    pattern: /--?oidc-issuer-url\b|\boidc_issuer_url\b|\bOIDC_ISSUER_URL\b|\boidcIssuerUrl\b/g,
    library: 'Kubernetes or a proxy',
  },
  { kind: 'tokenLibrary', pattern: /(?<![\w-])["']?issuer["']?\s{0,8}[:=]\s{0,8}[^\n]{0,60}COGNITO\w{0,30}/g, library: 'OpenID Connect' },
];

const dependents = [...gateways, ...attributes, ...verifiers];

/** Places that depend on the issuer of some pool, by what they are rather than by a URL. */
export function findDependents(source: SourceText): Place[] {
  return dependents.flatMap(({ kind, pattern, library, beside, below }) => {
    if (beside && !beside.test(source.text)) return [];
    return [...source.text.matchAll(pattern)].flatMap((match): Place[] => {
      const line = source.lineAt(match.index);
      if (below && !isBelow(source, line, below)) return [];
      const written = match[0].replace(/\s{0,8}[(:={[]$/, '');
      const certain = source.poolNear(line) === 'this';
      return [{ kind, start: match.index, end: match.index + written.length, certain, ...(library !== undefined && { library }) }];
    });
  });
}

function isBelow(source: SourceText, line: number, searched: RegExp): boolean {
  for (let above = line - 1; above >= Math.max(0, line - linesAbove); above -= 1)
    if (searched.test(source.line(above).slice(0, longestKeyLine))) return true;
  return false;
}
