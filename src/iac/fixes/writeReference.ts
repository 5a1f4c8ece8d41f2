import { type CodeExpression, type CodeLanguage, expression } from '../../domain/render/codeValue.ts';
import { pythonCase } from '../../domain/render/names.ts';
import type { Resource } from '../model.ts';
import type { EditedFile } from './editedFile.ts';

/** How a file refers to a resource that it, or its module, declares: its id, or its ARN. Undefined for a construct that nothing keeps. */
export function referenceTo(resource: Resource, attribute: 'id' | 'arn', file: EditedFile): CodeExpression | undefined {
  const isProgram = file.language === 'typescript' || file.language === 'python';
  const name = isProgram ? variableOf(file, resource) : resource.id;
  return name === undefined ? undefined : expression(code(resource, name, attribute, file.language));
}

/** The variable or member that a construct is kept in: `pool`, `this.pool`, `self.pool`. */
export function variableOf(file: EditedFile, { range }: Resource): string | undefined {
  return /^\s*(?:export\s+)?(?:(?:const|let|var)\s+)?([A-Za-z_$][\w.$]*)\s*(?::[^=]{0,100})?=[^=>]/.exec(file.at(range))?.[1];
}

function code(resource: Resource, id: string, attribute: 'id' | 'arn', language: CodeLanguage): string {
  const { type } = resource;
  switch (language) {
    case 'yaml':
      return attribute === 'id' ? `!Ref ${id}` : `!GetAtt ${id}.Arn`;
    case 'json':
      return attribute === 'id' ? `{ "Ref": "${id}" }` : `{ "Fn::GetAtt": ["${id}", "Arn"] }`;
    case 'terraform':
      if (attribute === 'arn') return `${id}.arn`;
      return `${id}.${type === 'awscc_cognito_user_pool' ? 'user_pool_id' : 'id'}`;
    case 'typescript':
      return `${id}.${constructAttribute(resource, attribute)}`;
    case 'python':
      return `${id}.${pythonCase(constructAttribute(resource, attribute))}`;
  }
}

/** L1 resources have the attributes of CloudFormation, L2 constructs names of their own. */
function constructAttribute({ kind, type }: Resource, attribute: 'id' | 'arn'): string {
  if (type.startsWith('Cfn')) return attribute === 'arn' ? 'attrArn' : kind === 'pool' ? 'attrUserPoolId' : 'ref';
  const name = kind === 'pool' ? 'userPool' : kind === 'key' || kind === 'keyReplica' ? 'key' : 'healthCheck';
  return `${name}${attribute === 'arn' ? 'Arn' : 'Id'}`;
}
