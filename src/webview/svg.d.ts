/** An icon as text: esbuild puts the file's own text in (loader `text`). */
declare module '*.svg' {
  const svg: string;
  export { svg as default };
}
