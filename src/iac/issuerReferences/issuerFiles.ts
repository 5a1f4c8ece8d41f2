/**
 * Source, templates and configuration. Documents are left out: a URL in prose breaks nothing. One level of braces only, as VS Code's globs have it.
 */
export const issuerFiles = `**/{${[
  ...['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs', 'vue', 'svelte', 'astro', 'html', 'htm'],
  ...[
    'py',
    'java',
    'kt',
    'kts',
    'scala',
    'groovy',
    'gradle',
    'go',
    'rs',
    'rb',
    'php',
    'cs',
    'fs',
    'vb',
    'swift',
    'm',
    'dart',
    'ex',
    'exs',
    'lua',
  ],
  ...['sh', 'bash', 'zsh', 'ps1', 'tf', 'tofu', 'tfvars', 'hcl', 'bicep', 'json', 'jsonc', 'json5', 'yaml', 'yml', 'toml', 'xml', 'plist'],
  ...['properties', 'ini', 'conf', 'cfg', 'config', 'env', 'template', 'tpl', 'tmpl', 'j2', 'ejs', 'mustache', 'hbs', 'http', 'graphql'],
]
  .map((extension) => `*.${extension}`)
  .concat('.env', '.env.*', 'Dockerfile', 'Dockerfile.*', 'Makefile', 'yarn.lock')
  .join(',')}}`;

const lockFile = /(?:^|[\\/])(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock)$/;

/** Whether a file says which packages are installed: such files are large, and say it in a few lines. */
export function isLockFile(path: string): boolean {
  return lockFile.test(path);
}
