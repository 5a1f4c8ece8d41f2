import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A template with one mistake that replication would stumble over: the problems, the quick fix and the code lens have something to show. */
const template = `AWSTemplateFormatVersion: '2010-09-09'
Description: A user pool with a replica in us-west-2

Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      MultiRegion: false
      KeyPolicy:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { AWS: !Sub 'arn:\${AWS::Partition}:iam::\${AWS::AccountId}:root' }
            Action: kms:*
            Resource: '*'

  Pool:
    Type: AWS::Cognito::UserPool
    Properties:
      UserPoolName: customer-login
      UserPoolTier: ESSENTIALS
      DeletionProtection: ACTIVE
      KeyConfiguration:
        KeyType: CUSTOMER_MANAGED_KEY
        KmsKeyArn: !GetAtt Key.Arn
      IssuerConfiguration:
        Type: UPDATED

  Replica:
    Type: AWS::Cognito::UserPoolReplica
    Properties:
      UserPoolId: !Ref Pool
      RegionName: us-west-2
`;

/** The small folder that the demo opens. */
export async function makeDemoWorkspace(parent: string): Promise<string> {
  const folder = path.join(parent, 'cognito-demo');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'template.yaml'), template);
  return folder;
}
