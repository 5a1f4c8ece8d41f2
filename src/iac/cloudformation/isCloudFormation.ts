/** Endings of files that hold templates. A document without an ending (an untitled one) may be one, too. */
const endings = /\.(?:ya?ml|json|template|cfn|sam)$/i;

/** A resource with a type of CloudFormation, in YAML and JSON. */
const typedResource = /(?:^|[\s{,])["']?Type["']?[ \t]{0,20}:[ \t]{0,20}["']?AWS::\w{1,40}::\w/;
const resources = /(?:^|[\s{,])["']?Resources["']?[ \t]{0,20}:/;
const header =
  /(?:^|[\s{,])["']?(?:AWSTemplateFormatVersion["']?[ \t]{0,20}:|Transform["']?[ \t]{0,20}:\s{0,200}(?:-\s{0,20}|\[\s{0,20})?["']?AWS::)/;

/**
 * Whether a file is a template that CloudFormation or SAM takes, a Serverless configuration with resources, or a file that one takes in. Told from the text:
 * the ending only rules out files in other languages, which may have templates in strings and comments.
 */
export function isCloudFormation(path: string, text: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  if (name.includes('.') && !endings.test(name)) return false;
  return text.includes('AWS') && (header.test(text) || (resources.test(text) && typedResource.test(text)));
}
