/** A replicated user pool in a template without a finding: what tests of the editor put a mistake into. */
export const replicatedTemplate = `Resources:
  Pool:
    Type: AWS::Cognito::UserPool
    Properties:
      UserPoolTier: PLUS
      DeletionProtection: ACTIVE
      IssuerConfiguration: { Type: UPDATED }
      KeyConfiguration: { KmsKeyArn: !ImportValue key }
  Replica:
    Type: AWS::Cognito::UserPoolReplica
    Properties: { UserPoolId: !Ref Pool, RegionName: us-west-2 }
`;
