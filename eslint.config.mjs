import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * The import table of CONTRIBUTING.md ("Where a line of code belongs"), one entry per folder of src.
 * `ours`: folders of src it may import. `typesOf`: folders of which it may import types only. `packages`: bare specifiers it may import.
 * `noGlobals`: platform globals the folder must not touch.
 */
const node = '^node:';
const pure = ['globalThis', 'process', 'Buffer', 'console', 'fetch', 'setTimeout', 'setInterval', 'setImmediate', 'require'];
const table = {
  domain: { ours: [], packages: ['^diff$', '^microdiff$', '^semver$'], noGlobals: pure },
  app: { ours: ['domain'], packages: ['^p-limit$', '^p-queue$'], noGlobals: ['process', 'Buffer', 'console', 'fetch', 'require'] },
  aws: { ours: ['domain'], packages: [node, '^@aws-sdk/', '^@smithy/', '^p-queue$', '^aws-jwt-verify'], noGlobals: ['console'] },
  iac: {
    ours: ['domain'],
    packages: ['^yaml$', '^smol-toml$', '^jsonc-parser$', '^web-tree-sitter$', '^@babel/parser$', '^picomatch$'],
    noGlobals: pure,
  },
  simulator: { ours: [], typesOf: ['domain'], packages: ['^@noble/hashes/'], noGlobals: ['console', 'process', 'fetch', 'require'] },
  webview: {
    ours: [],
    typesOf: ['domain'],
    packages: ['^@vscode-elements/elements', '^@vscode/codicons/'],
    noGlobals: ['process', 'Buffer', 'require'],
  },
  ui: {
    ours: ['app', 'domain', 'iac', 'webview/protocol', 'contributions'],
    packages: ['^vscode$'],
    noGlobals: ['process', 'Buffer', 'console', 'require'],
  },
  cli: { ours: ['app', 'domain', 'aws', 'iac'], packages: [node, '^tinyglobby$', '^ignore$', '^sarif$'], noGlobals: ['require'] },
};

/** Files that may do what their folder may not, with the reason. */
const exceptions = [
  {
    files: ['src/simulator/http/**', 'src/simulator/main.ts'],
    folder: 'simulator',
    packages: [node],
    globals: ['process', 'console'],
    why: 'the HTTP adapter and its entry',
  },
  {
    files: ['src/ui/plans/runFiles.ts'],
    folder: 'ui',
    packages: [node, '^proper-lockfile$'],
    globals: [],
    why: 'one window at a time walks a plan, and vscode.workspace.fs has no exclusive lock',
  },
];

const noDefaultExport = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };

const folders = [...Object.keys(table), 'contributions', 'demoConnection', 'extension'];
const escape = (text) => text.replaceAll('/', '\\/');

/** Regular expressions (as text) of the specifiers a row forbids. */
function forbidden({ ours = [], packages = [] }) {
  const allowed = ours.map((folder) => `${folder}(\\.ts$|/)`).join('|');
  const relative = `^(\\./)*(\\.\\./)+(\\.\\.?/)*${allowed ? `(?!${allowed})` : ''}(${folders.join('|')})(\\.ts$|/|$)`;
  const bare = `^(?![./])${packages.map((name) => `(?!${name.replace('^', '')})`).join('')}`;
  return [relative, bare];
}

function fence(folder, row, { files = [`src/${folder}/**`], ignores = [] } = {}) {
  const may = [...(row.ours ?? []), ...(row.typesOf ?? []).map((name) => `${name} (types only)`)].join(', ') || 'nothing else of ours';
  const thirdParties = (row.packages ?? []).map((name) => name.replaceAll('^', '')).join(', ') || 'no package';
  const message = `src/${folder} may import: ${may}; ${thirdParties}. See "Where a line of code belongs" in CONTRIBUTING.md.`;
  const values = forbidden(row);
  const types = forbidden({ ...row, ours: [...(row.ours ?? []), ...(row.typesOf ?? [])] });
  const typesOnly = new RegExp(values[0]).source !== new RegExp(types[0]).source;
  return {
    name: `fence/${folder}`,
    files,
    ignores,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            ...types.map((regex) => ({ regex, message })),
            ...(typesOnly ? [{ regex: values[0], message, allowTypeImports: true }] : []),
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        // `import()` is not covered by no-restricted-imports.
        ...values.map((regex) => ({ selector: `ImportExpression > Literal[value=/${escape(regex)}/]`, message })),
        ...types.map((regex) => ({ selector: `TSImportType Literal[value=/${escape(regex)}/]`, message })),
        noDefaultExport,
        { selector: 'ImportExpression > :not(Literal).source', message: 'import() takes a literal, so that the import table can be held.' },
        ...(folder === 'domain' || folder === 'iac'
          ? [
              { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'Take a Clock.' },
              { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take a Clock.' },
            ]
          : []),
      ],
      'no-restricted-globals': ['error', ...(row.noGlobals ?? []).map((name) => ({ name, message }))],
    },
  };
}

export const fences = [
  ...Object.entries(table).map(([folder, row]) =>
    fence(folder, row, { ignores: exceptions.filter((exception) => exception.folder === folder).flatMap((exception) => exception.files) }),
  ),
  ...exceptions.map(({ files, folder, packages, globals }) => {
    const row = table[folder];
    return fence(
      folder,
      { ...row, packages: [...row.packages, ...packages], noGlobals: row.noGlobals.filter((name) => !globals.includes(name)) },
      { files },
    );
  }),
];

export default tseslint.config(
  { ignores: ['dist/', 'dist-test/', 'node_modules/', '.vscode-test/', 'test-results/'] },
  js.configs.recommended,
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Numbers in template texts are ordinary here; objects are not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', { max: 320, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', noDefaultExport],
    },
  },
  { files: ['vitest.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  ...fences,
);
