import { findNodeAtLocation, type Node as JsonNode, parseTree } from 'jsonc-parser';
import { isMap, isPair, isScalar, LineCounter, type Pair, parseAllDocuments } from 'yaml';
import type { TextRange } from '../../domain/textRange.ts';
import { TextLines } from '../textLines.ts';

const type = 'AWS::Cognito::UserPool';

/** A user pool that a template declares. */
export interface DeclaredPool {
  readonly logicalId: string;
  /** The place of the logical id. */
  readonly range: TextRange;
  /** Where AWS CDK says that it comes from: `Stack/Construct/Resource`. */
  readonly cdkPath?: string;
  /** The name of the pool, where it is written out. */
  readonly poolName?: string;
}

/**
 * The user pools with a logical id that a CloudFormation or SAM template or a Serverless configuration declares, in JSON or YAML. Short forms of
 * intrinsic functions and broken texts are read as far as they can be; a text that is no template declares none.
 */
export function findCloudFormationPools(text: string, logicalId: string): DeclaredPool[] {
  if (!text.includes(logicalId) || !text.includes(type)) return [];
  try {
    return /^\s{0,1000}\{/.test(text) ? poolsInJson(text, logicalId) : poolsInYaml(text, logicalId);
  } catch (error) {
    // Nested deeper than the stack of the parser: no template that AWS would take.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** Where templates have their resources: a template itself, a Serverless configuration, and the files that one takes in. */
const resourcePaths = [['Resources'], ['resources', 'Resources']];

function poolsInJson(text: string, logicalId: string): DeclaredPool[] {
  const root = parseTree(text);
  if (!root) return [];
  const lines = new TextLines(text);
  return resourcePaths.flatMap((path) => {
    const resource = findNodeAtLocation(root, [...path, logicalId]);
    const key = resource?.parent?.children?.[0];
    if (!resource || !key || textOf(findNodeAtLocation(resource, ['Type'])) !== type) return [];
    const cdkPath = textOf(findNodeAtLocation(resource, ['Metadata', 'aws:cdk:path']));
    const poolName = textOf(findNodeAtLocation(resource, ['Properties', 'UserPoolName']));
    return [
      {
        logicalId,
        range: lines.range(key.offset, key.offset + key.length),
        ...(cdkPath !== undefined && { cdkPath }),
        ...(poolName !== undefined && { poolName }),
      },
    ];
  });
}

function textOf(node: JsonNode | undefined): string | undefined {
  return typeof node?.value === 'string' ? node.value : undefined;
}

function poolsInYaml(text: string, logicalId: string): DeclaredPool[] {
  const lines = new TextLines(text);
  // Errors and unknown tags stay in the documents, which are not asked for them.
  const documents = parseAllDocuments(text, { lineCounter: new LineCounter(), logLevel: 'silent', strict: false, uniqueKeys: false });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap(({ contents }) =>
    resourcePaths.flatMap((path) => {
      const pair = pairIn(
        path.reduce<unknown>((node, key) => pairIn(node, key)?.value, contents),
        logicalId,
      );
      const range = isScalar(pair?.key) ? pair.key.range : undefined;
      if (!pair || !range || scalarIn(pair.value, 'Type') !== type) return [];
      const cdkPath = scalarIn(pairIn(pair.value, 'Metadata')?.value, 'aws:cdk:path');
      const poolName = writtenName(pairIn(pairIn(pair.value, 'Properties')?.value, 'UserPoolName')?.value);
      return [
        {
          logicalId,
          range: lines.range(range[0], range[1]),
          ...(typeof cdkPath === 'string' && { cdkPath }),
          ...(poolName !== undefined && { poolName }),
        },
      ];
    }),
  );
}

function pairIn(node: unknown, key: string): Pair | undefined {
  return isMap(node) ? node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key) : undefined;
}

/** A name without an intrinsic function, whose short form is a scalar with a tag. */
function writtenName(node: unknown): string | undefined {
  return isScalar(node) && typeof node.value === 'string' && !node.tag?.startsWith('!') ? node.value : undefined;
}

function scalarIn(node: unknown, key: string): unknown {
  const value = pairIn(node, key)?.value;
  return isScalar(value) ? value.value : undefined;
}
