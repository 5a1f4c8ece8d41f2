/** A configuration of the AWSCC provider. Without an alias it is the default one. */
export interface AwsccProvider {
  readonly region: string | undefined;
  readonly alias: string | undefined;
}

/** The configurations of the AWSCC provider in the files of a module, as far as their Regions and aliases are literal. */
export function awsccProviders(texts: readonly string[]): readonly AwsccProvider[] {
  return texts
    .flatMap((text) => [...text.matchAll(/provider\s+"awscc"\s*\{([^{}]{0,2000})\}/g)])
    .map(([, body = '']) => ({ region: attribute(body, 'region'), alias: attribute(body, 'alias') }));
}

function attribute(body: string, name: string): string | undefined {
  return new RegExp(`\\b${name}\\s*=\\s*"([^"]+)"`).exec(body)?.[1];
}
