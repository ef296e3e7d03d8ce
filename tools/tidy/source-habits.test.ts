import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { linkProblems } from './links.ts';
import { readProject } from './project-files.ts';
import { foreignWordProblems, habitProblems, lengthProblems } from './source-habits.ts';

const root = path.resolve(import.meta.dirname, '../..');
const texts = readProject(root, ['.ts', '.mjs', '.md', '.json', '.yaml', '.yml', '.sh']).filter(({ path: name }) => !/(?:^|\/)package-lock\.json$/.test(name));
const sources = texts.filter(({ path: name }) => name.endsWith('.ts'));

describe('how the project is written', () => {
  it('files are short', () => assert.deepEqual(sources.flatMap(lengthProblems), []));
  it('habits are kept', () => assert.deepEqual(sources.flatMap(habitProblems), []));
  it('texts speak of the project', () => assert.deepEqual(texts.flatMap(foreignWordProblems), []));
  it('links lead somewhere', () => {
    const pages = texts.filter(({ path: name }) => name.endsWith('.md') && !name.startsWith('test-fixtures/'));
    assert.deepEqual(pages.flatMap((file) => linkProblems(file, (target) => existsSync(path.join(root, target)))), []);
  });
});

describe('the checks of how the project is written', () => {
  it('a rule file may have 250 lines, another 500', () => {
    const text = 'x\n'.repeat(251);
    assert.deepEqual(lengthProblems({ path: 'rules/data/a/b.ts', text }), ['rules/data/a/b.ts: 251 lines, at most 250']);
    assert.deepEqual(lengthProblems({ path: 'server/a.ts', text }), []);
    assert.deepEqual(lengthProblems({ path: 'server/a.ts', text: text.repeat(2) }), ['server/a.ts: 502 lines, at most 500']);
  });

  const found = (text: string, name = 'server/core/a.ts'): readonly string[] => habitProblems({ path: name, text });

  for (const source of ['const a: any = 1;', 'f(a as any);', 'const b: Record<string, any> = {};', 'a!.b;', 'f(a!);', 'let c!: string;', 'const d = e[0]!;', 'export default f;', "export * from './a.ts';", 'enum A {}']) {
    it(`finds ${source}`, () => assert.equal(found(`\n${source}\n`)[0]?.startsWith('server/core/a.ts:2: '), true));
  }

  for (const source of ['let a = 1;', 'const seen = new Map<string, number>();', 'const seen: Set<string> = new Set();']) {
    it(`finds the state in ${source}`, () => {
      assert.equal(found(source).length, 1);
      assert.deepEqual(found(source, 'tools/a.ts'), []);
    });
  }

  // the words are put together here so that this file does not hold them
  for (const comment of [`// ${'FIX'}ME later`, `// ${'TO'}DO tidy up`, `// ${'@ts-'}ignore`, `// ${'-'.repeat(10)}`, `/* ${'='.repeat(20)} */`, '// const a = 1;']) {
    it(`finds ${comment}`, () => assert.equal(found(`${comment}\n`).length, 1));
  }

  for (const source of [
    'if (a !== b || !c) d(!e);',
    "// any value, wow!\nconst a = 'x as any!';",
    'const words: ReadonlySet<string> = new Set();',
    'function f() {\n  let a = 1;\n  const seen = new Set<string>();\n}',
    'const any = list.some((one) => one.any);',
    'const company: Company = many;',
    `// ${'TO'}DO(ann, wide tables): split here`,
    'a = b ? !c : d;',
  ]) {
    it(`accepts ${source.replaceAll('\n', ' ')}`, () => assert.deepEqual(found(source), []));
  }

  it('finds words that mean nothing to the reader', () => {
    const text = [`see /${'work'}/main`, `as ${'iss'}ue 12 says`, 'an issue with dates'].join('\n');
    assert.deepEqual(foreignWordProblems({ path: 'README.md', text }), [
      "README.md:1: a path of somebody's machine",
      'README.md:2: a number that means nothing to the reader; say what it was about',
    ]);
  });

  it('finds links that lead nowhere, not those in code', () => {
    const text = '[a](a.md) [b](../b.md#x) [c](https://example.org/c.md) `[d](d.md)`\n```\n[e](e.md)\n```\n';
    assert.deepEqual(linkProblems({ path: 'docs/page.md', text }, (target) => target === 'b.md'), ['docs/page.md:1: the link a.md leads nowhere']);
  });
});
