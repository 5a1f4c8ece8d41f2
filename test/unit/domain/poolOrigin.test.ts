import { expect, it } from 'vitest';
import { english } from '../../../src/domain/message.ts';
import { originMessage, originOf } from '../../../src/domain/poolOrigin.ts';

const stack = { 'aws:cloudformation:stack-name': 'identity-prod', 'aws:cloudformation:logical-id': 'Users' };

it.each<[string, Record<string, string>, string]>([
  ['CloudFormation', stack, 'managed by stack identity-prod'],
  [
    'CloudFormation without the name',
    {
      'aws:cloudformation:stack-id': 'arn:aws:cloudformation:us-east-1:111122223333:stack/identity-prod/1',
      'aws:cloudformation:logical-id': 'Users',
    },
    'managed by stack identity-prod',
  ],
  ['CloudFormation before conventions', { ...stack, ManagedBy: 'terraform' }, 'managed by stack identity-prod'],
  ['a stack without a logical id', { 'aws:cloudformation:stack-name': 'identity-prod' }, 'nobody'],
  ['ManagedBy', { ManagedBy: 'Terraform' }, 'managed by Terraform'],
  ['managed-by', { 'managed-by': 'terraform' }, 'managed by Terraform'],
  ['Terraform', { Terraform: 'true' }, 'managed by Terraform'],
  ['not Terraform', { Terraform: 'false', ManagedBy: 'platform-team' }, 'nobody'],
  ['yor', { git_file: 'infra/users.tf', yor_name: 'users', yor_trace: '1' }, 'managed by Terraform in infra/users.tf'],
  ['yor over something else', { git_file: 'template.yaml', yor_trace: '1' }, 'nobody'],
  ['Pulumi', { 'pulumi:project': 'identity', 'pulumi:stack': 'prod' }, 'managed by Pulumi project identity'],
  ['Pulumi, its stack alone', { 'pulumi:stack': 'prod' }, 'managed by Pulumi stack prod'],
  ['SST', { 'sst:app': 'shop', 'sst:stage': 'prod' }, 'managed by SST app shop'],
  ['Amplify', { 'amplify:app-id': 'd123' }, 'managed by Amplify app d123'],
  ['a stage, which says nothing', { STAGE: 'prod', Environment: 'prod' }, 'nobody'],
  ['no tags', {}, 'nobody'],
])('%s', (_case, tags, said) => {
  const origin = originOf(tags);
  expect(origin ? english(originMessage(origin)) : 'nobody').toBe(said);
});
