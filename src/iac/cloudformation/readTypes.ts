/** The types of resources that are read. What else a template declares is known by its name alone. */
const readTypes = [
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolReplica',
  'AWS::Cognito::UserPoolRegionalConfigurationAttachment',
  'AWS::Cognito::UserPoolDomain',
  'AWS::KMS::Key',
  'AWS::KMS::ReplicaKey',
  'AWS::KMS::Alias',
  'AWS::Lambda::Permission',
  'AWS::ApiGateway::Authorizer',
  'AWS::ApiGateway::RestApi',
  'AWS::Serverless::Api',
  'AWS::Serverless::Function',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::ListenerRule',
] as const;

export type ReadType = (typeof readTypes)[number];

const byName: ReadonlySet<string> = new Set(readTypes);

export function isReadType(type: string): type is ReadType {
  return byName.has(type);
}

const mention = new RegExp(`(?:${readTypes.join('|')})(?![\\w:])|Fn::ForEach`);

/** Whether a part of a template may declare something that is read; loops may. Functions matter for events of Cognito alone, and SAM templates are full of them. */
export function mentionsReadType(text: string): boolean {
  const first = mention.exec(text)?.[0];
  return first !== undefined && (first !== 'AWS::Serverless::Function' || text.includes('Cognito'));
}
