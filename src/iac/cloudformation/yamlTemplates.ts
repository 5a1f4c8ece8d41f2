import type { TemplateNode } from './templateNode.ts';
import { yamlDocuments } from './yamlNodes.ts';

export function yamlTemplates(text: string, offset: number): readonly TemplateNode[] {
  return yamlDocuments(text, offset).documents;
}
