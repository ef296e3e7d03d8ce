import assert from 'node:assert/strict';
import type { Cell } from '../../../../rules/api/python/document.ts';
import type { DocumentSection } from '../../../../rules/api/repository/repository.ts';
import { createRepositoryFiles } from '../files/repository-files.ts';
import { datesIn } from './dates-in.ts';
import { sectionsOf, sectionsOfNotebook } from './sections-of.ts';

function read(path: string, text: string): readonly DocumentSection[] {
  return sectionsOf(createRepositoryFiles({ all: [{ path, sizeBytes: text.length, isTracked: null }], textOf: () => text }));
}

const titlesIn = (path: string, text: string): readonly string[] => read(path, text).map(({ titles }) => titles.join(' > '));
const resultsIn = (text: string): boolean => read('README.md', text).some(({ hasResults }) => hasResults);

describe('sectionsOf', () => {
  it('tells titles, text, places, dates, results and links of Markdown', () => {
    const text = '# Report\n\nIntro, see [the run](runs/1.json).\n\n## Quality (1 March 2024)\n\n| Model | RMSE |\n|---|---|\n| ALS | 0.87 |\n';
    assert.deepEqual(read('docs/report.md', text), [
      {
        titles: ['Report'],
        at: { path: 'docs/report.md', cell: null, range: { start: { line: 1, column: 1 }, end: { line: 3, column: 35 } } },
        text: 'Intro, see [the run](runs/1.json).',
        dates: [],
        hasResults: false,
        links: ['runs/1.json'],
      },
      {
        titles: ['Report', 'Quality (1 March 2024)'],
        at: { path: 'docs/report.md', cell: null, range: { start: { line: 5, column: 1 }, end: { line: 9, column: 15 } } },
        text: '| Model | RMSE |\n|---|---|\n| ALS | 0.87 |',
        dates: ['2024-03-01'],
        hasResults: true,
        links: [],
      },
    ]);
  });

  it('sees no headings in code, comments and front matter', () => {
    assert.deepEqual(titlesIn('a.md', '---\ntitle: x\n---\nTop\n===\n```sh\n# install\n```\n<!--\n# gone\n-->\n### Deep ###\nSub\n---\n~~~~\n~~~\n# no\n~~~~\n'), ['', 'Top', 'Top > Deep', 'Top > Sub']);
    assert.equal(read('a.md', '# A\nx <!-- accuracy 0.9 --> y\n')[0]?.text, 'x  y');
  });

  it('tells levels of reStructuredText by the order of their signs', () => {
    assert.deepEqual(titlesIn('a.rst', '=====\nTitle\n=====\n\nPart\n----\ntext\n\nSub\n~~~\n\n.. comment\n   Not\n   ---\n\n.. code-block:: sh\n\n   x\n\nNext\n----\n'), ['Title', 'Title > Part', 'Title > Part > Sub', 'Title > Next']);
  });

  it('reads AsciiDoc, plain text and files without an ending', () => {
    assert.deepEqual(titlesIn('a.adoc', '= Top\n\n== Part\n----\n== code\n----\n////\n== gone\n////\n'), ['Top', 'Top > Part']);
    assert.deepEqual(titlesIn('notes.txt', 'Results\n=======\nAUC 0.91\n'), ['Results']);
    assert.deepEqual(titlesIn('README', '# Hello\n'), ['Hello']);
    assert.deepEqual(titlesIn('requirements.txt', 'pandas==1.0\n'), []);
    for (const list of ['app.egg-info/SOURCES.txt', 'constraints-dev.txt', 'packages.txt', 'LICENSE.md']) assert.deepEqual(titlesIn(list, 'pandas==1.0\n'), [], list);
    for (const page of ['docs/sources.md', 'docs/environment.rst', 'docs/requirements.md', 'packages.adoc', 'vocab.md']) assert.equal(titlesIn(page, 'Where the data come from.\n').length, 1, page);
  });

  it('carries headings of a notebook to the cells below', () => {
    const cell = (index: number, type: Cell['type'], source: string): Cell => ({ index, type, source, language: 'markdown', range: null, executionCount: null, outputs: [], tags: [] });
    const found = sectionsOfNotebook('a.ipynb', [cell(0, 'markdown', '# Slices'), cell(1, 'code', '# no'), cell(2, 'markdown', 'On 2024-03-01 recall was 0.91 for women.')]);
    assert.deepEqual(
      found.map(({ titles, at, dates, hasResults }) => [titles, at.cell, at.range?.start.line, dates, hasResults]),
      [
        [['Slices'], 1, 1, [], false],
        [['Slices'], 3, 1, ['2024-03-01'], true],
      ],
    );
  });

  it('survives long lines and many headings', () => {
    const start = performance.now();
    for (const text of ['#'.repeat(500_000), '# a\n'.repeat(100_000), '['.repeat(300_000), '<!--'.repeat(100_000), '| 1 '.repeat(200_000), 'accuracy '.repeat(100_000), '`'.repeat(300_000), `${' '.repeat(500_000)}x`, '1 '.repeat(300_000), '<a '.repeat(100_000)]) read('a.md', text);
    for (const text of ['===\n'.repeat(100_000), 'a\n===\n'.repeat(50_000), '`a <'.repeat(100_000)]) read('a.rst', text);
    assert.ok(performance.now() - start < 10_000, `${performance.now() - start} ms`);
  });
});

describe('datesIn', () => {
  it('knows the spellings of a day', () => {
    for (const text of ['2024-03-01', '2024/3/1', '2024-03-01T10:00:00Z', '01.03.2024', '1 March 2024', '1st of March 2024', 'March 1, 2024', 'Mar. 1st 2024', '01-Mar-2024', '1. März 2024', '(2024-03-01)', '*2024-03-01*.']) assert.deepEqual(datesIn(`on ${text}, all was well`), ['2024-03-01'], text);
    assert.deepEqual(datesIn('13/03/2024 and 03/14/2024'), ['2024-03-13', '2024-03-14']);
  });

  it('knows what is no day', () => {
    for (const text of ['March 2024', '2024', '03/04/2024', '2024-02-30', 'ruff==2024.3.1', 'v2024.03.01', '10.1.2024.5', 'https://example.org/2024/03/01/post', '2024-03-01-42', 'image:2024-03-01']) assert.deepEqual(datesIn(text), [], text);
  });
});

describe('results in a section', () => {
  it('are numbers with a metric, a unit or in a table', () => {
    for (const text of ['Accuracy: 0.91', 'We reached an accuracy of 0.913 on the test set.', 'The p99 latency was 120 ms.', 'Recall is 81 % for men.', 'RMSE dropped to 0.87', '0.91 precision', '| slice | n | auc |\n|--|--|--|\n| men | 120 | 0.81 |', '```\naccuracy 0.91\n```', 'The model takes 310 MB of memory.', '+-----+------+\n| a   | rmse |\n+=====+======+\n| als | 0.87 |\n+-----+------+']) assert.equal(resultsIn(text), true, text);
  });

  it('are not plans, demands, settings, versions or code', () => {
    for (const text of ['- [ ] reach accuracy of 0.95', 'We will measure recall; target 0.9.', 'Latency should stay below 200 ms.', '## Requirements\n8 GB', 'TODO: accuracy 0.9', '```python\naccuracy = 0.91\n```', '| tool | version |\n|--|--|\n| python | 3.10 |', '| step | who |\n|--|--|\n| 1 | me |', 'Python 3.11 and scikit-learn 1.4.2', 'Runs every 5 minutes.', 'See section 4.2 of the paper.', 'The job has a timeout of 30 s.', 'We use an 80 % / 20 % split.', 'The dataset has 1.2 GB.', 'Runs on a GPU with 16 GB.']) assert.equal(resultsIn(text), false, text);
  });
});
