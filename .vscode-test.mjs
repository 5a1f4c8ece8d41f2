// For VS Code's Extension Test Runner, which lists and runs the suite of test/host in the editor. Build first: node esbuild.mjs --tests
export default {
  files: 'dist-test/*.test.cjs',
  version: 'stable',
  mocha: { ui: 'bdd', timeout: 30_000 },
};
