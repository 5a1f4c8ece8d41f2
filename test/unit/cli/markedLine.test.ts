import { expect, it } from 'vitest';
import { markedLine } from '../../../src/cli/markedLine.ts';

/** The line and its mark, of a text in which « and » stand around what is meant. */
function marked(text: string): string[] {
  const [before = '', meant = ''] = text.split(/[«»]/);
  const position = (part: string) => {
    const lines = part.split(/\r\n|\n|\r/);
    return { line: lines.length - 1, character: lines.at(-1)!.length };
  };
  return markedLine(text.replaceAll(/[«»]/g, '').split(/\r\n|\n|\r/), { start: position(before), end: position(before + meant) });
}

it.each<[string, string, string, string]>([
  ['a word', 'a: «LITE» b', 'a: LITE b', '   ~~~~'],
  ['tabs', '\ta:\t«LITE»\tb', '    a:    LITE    b', '          ~~~~'],
  ['a tab in what is meant', '«a\tb»', 'a    b', '~~~~~~'],
  ['nothing', 'a: «»', 'a: ', '   ~'],
  ['nothing in an empty line', 'a\n«»\nb', '', '~'],
  ['several lines', 'a: «{\n  b: c\n}»', 'a: {', '   ~…'],
  ['several lines, the first with blanks at its end', '«a:   \n  b»', 'a:   ', '~~…'],
  ['lines of Windows', 'a\r\nb: «c»\r\nd', 'b: c', '   ~'],
  ['lines of an old Mac', 'a\rb: «c»\rd', 'b: c', '   ~'],
  ['control characters', '\u001b[31m«a\u0007»', '?[31ma?', '     ~~'],
  ['what turns the direction of text', 'a\u202e«b\u2066»', 'a?b?', '  ~~'],
  ['wide characters', '日本: «日本»', '日本: 日本', '      ~~~~'],
  ['emoji', '😀 «😀»', '😀 😀', '   ~~'],
  ['marks on a character', 'e\u0301: «e\u0301»', 'e\u0301: e\u0301', '   ~'],
])('%s', (_case, text, line, mark) => {
  expect(marked(text)).toEqual([line, mark]);
});

it('is cut around what is meant when it is long', () => {
  const [line, mark] = marked(`${'a'.repeat(2_500)}«LITE»${'b'.repeat(2_500)}`);
  expect(line).toBe(`…${'a'.repeat(40)}LITE${'b'.repeat(116)}…`);
  expect(mark).toBe(`${' '.repeat(41)}~~~~`);
});

it('is cut at its end when what is meant is at its beginning, and the other way round', () => {
  expect(marked(`«LITE»${'b'.repeat(5_000)}`)).toEqual([`LITE${'b'.repeat(156)}…`, '~~~~']);
  expect(marked(`${'a'.repeat(5_000)}«LITE»`)).toEqual([`…${'a'.repeat(40)}LITE`, `${' '.repeat(41)}~~~~`]);
});

it('has a mark that goes on when more is meant than is shown', () => {
  const [line, mark] = marked(`a: «${'x'.repeat(5_000)}»`);
  expect(line).toBe(`a: ${'x'.repeat(157)}…`);
  expect(mark).toBe(`   ${'~'.repeat(157)}…`);
});

it('is not cut within a character', () => {
  const [line] = marked(`${'😀'.repeat(1_001)}a«b»${'c'.repeat(500)}`);
  expect(line).not.toMatch(/\p{Surrogate}/u);
});
