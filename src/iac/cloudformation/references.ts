import { listResult, literalResult, resolve, type Resolved, textResult, unknown } from './evaluation.ts';
import { isListParameter, partitionOf, scalarAt, type Scope } from './scope.ts';
import { type TemplateNode, valueOf } from './templateNode.ts';

/** What Ref, Fn::GetAtt and `${…}` name: a pseudo parameter, a parameter, a resource or an attribute of one. */
export function referenceTo(name: string, node: TemplateNode, scope: Scope, form: 'name' | 'attribute' = 'name'): Resolved {
  const dot = name.indexOf('.');
  if (dot > 0) return attributeOf(name.slice(0, dot), name.slice(dot + 1), node, scope);
  if (form === 'attribute') return unknown(node, `\${${name}}`);
  if (name.startsWith('AWS::')) return pseudoParameter(name, node, scope);
  if (scope.template.parameters.has(name)) return parameter(name, node, scope);
  return scope.template.resources.has(name) ? resource(name, node, scope) : unknown(node, `\${${name}}`);
}

/** The account stays open as `${AWS::AccountId}` in a text that is known otherwise: nothing that is judged depends on which one it is. */
function pseudoParameter(name: string, node: TemplateNode, { region }: Scope): Resolved {
  const standing = `\${${name}}`;
  switch (name) {
    case 'AWS::NoValue':
      return { kind: 'absent', node };
    case 'AWS::AccountId':
      return literalResult(standing, node);
    case 'AWS::Region':
      return region === undefined ? unknown(node, standing) : literalResult(region, node);
    case 'AWS::Partition':
      return literalResult(region === undefined ? standing : partitionOf(region).partition, node);
    case 'AWS::URLSuffix':
      return literalResult(region === undefined ? standing : partitionOf(region).suffix, node);
    default:
      return unknown(node, standing);
  }
}

function parameter(name: string, node: TemplateNode, scope: Scope): Resolved {
  const text = scope.parameter(name);
  if (text === undefined || text.includes('{{')) return unknown(node, `\${${name}}`);
  if (!isListParameter(scope.template, name)) return literalResult(text, node);
  return listResult(
    text.split(',').map((item) => scalarAt(item.trim(), node)),
    node,
  );
}

/** The Ref of an alias of a key is the name that it is given; of everything else that matters here it is the id. */
function resource(name: string, node: TemplateNode, scope: Scope): Resolved {
  const declared = scope.template.resources.get(name);
  const aliasName = declared?.type === 'AWS::KMS::Alias' ? valueOf(valueOf(declared.body, 'Properties'), 'AliasName') : undefined;
  // Without the other resources: an alias whose name asks for itself would never end.
  if (aliasName) return { ...resolve(aliasName, { ...scope, template: { ...scope.template, resources: new Map() } }), node };
  return textResult([{ kind: 'attribute', resource: scope.prefix + name, attribute: 'id' }], node);
}

/** The names that attributes of these types have for what is an id. */
const ids: ReadonlyMap<string, string> = new Map([
  ['AWS::Cognito::UserPool', 'UserPoolId'],
  ['AWS::KMS::Key', 'KeyId'],
  ['AWS::KMS::ReplicaKey', 'KeyId'],
]);

/** A resource that is not there may be in another file of one service (Serverless): two references to it are still to the same. */
function attributeOf(name: string, attribute: string, node: TemplateNode, scope: Scope): Resolved {
  if (scope.template.parameters.has(name)) return unknown(node, `\${${name}.${attribute}}`);
  const type = scope.template.resources.get(name)?.type ?? '';
  const common = attribute === 'Arn' ? 'arn' : ids.get(type) === attribute ? 'id' : attribute;
  return textResult([{ kind: 'attribute', resource: scope.prefix + name, attribute: common }], node);
}
