import assert from 'node:assert/strict';
import { buildKnowledge } from './build-knowledge.ts';
import { readUserKnowledge } from './read-user-knowledge.ts';

const CLEAN = '{ "is": "data", "names": ["acme.clean"], "parameters": ["frame", "fill"], "rows": "same", "learns": "statistics", "by": "imputer", "learnsIf": { "parameter": "fill" } }';
const file = (...entries: readonly string[]): string => `{\n  "libraries": [{ "library": "acme", "version": "1.0", "entries": [\n${entries.join(',\n')}\n  ] }]\n}\n`;
const said = (text: string): readonly string[] => readUserKnowledge(text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('what a project knows of libraries', () => {
  it('is read as entries', () => {
    assert.deepEqual(readUserKnowledge(`// ours\n${file(CLEAN)}`), {
      libraries: [
        {
          library: 'acme',
          distributions: ['acme'],
          version: '1.0',
          entries: [{ is: 'data', names: ['acme.clean'], parameters: ['frame', 'fill'], rows: 'same', learns: 'statistics', by: 'imputer', learnsIf: { parameter: 'fill' } }],
        },
      ],
      problems: [],
    });
  });

  it('wins over what Lintel brings', () => {
    const own = { library: 'acme', distributions: ['acme'], version: '0', entries: [{ is: 'function', names: ['acme.clean'] }] } as const;
    assert.equal(buildKnowledge([own, ...readUserKnowledge(file(CLEAN)).libraries]).find('acme.clean')?.is, 'data');
  });

  it('an entry that is wrong is told of, the others count', () => {
    const { libraries, problems } = readUserKnowledge(file('{ "is": "data", "names": ["acme.cut"], "rows": "some" }', CLEAN));
    assert.deepEqual(libraries.map(({ entries }) => entries.map(({ names }) => names[0])), [['acme.clean']]);
    assert.deepEqual(
      problems.map(({ line, column, message }) => ({ line, column, message: message.slice(0, 36) })),
      [{ line: 3, column: 48, message: 'has to be one of `same`, `subset`, `' }],
    );
  });

  for (const [why, text, expected] of [
    ['an empty file', '', ['1:1 the file is empty']],
    ['what is no JSON', '{ "libraries": [ }', ['1:18 not valid JSON: ValueExpected']],
    ['a list for the whole', '[]', ['1:1 has to be an object']],
    ['no libraries', '{}', ['1:1 `libraries` is missing']],
    ['a key with a slip', '{ "libaries": [] }', ['1:3 unknown key `libaries`; did you mean `libraries`?', '1:1 `libraries` is missing']],
    ['a kind that is none', file('{ "is": "datum", "names": ["acme.x"] }'), ['3:9 `is` has to be one of `reader`, `writer`, `loader`, `data`, `split`, `splitter`, `cross-validation`, `estimator`, `train`, `metric`, `loss`, `layer`, `seed`, `class`, `function`']],
    ['a key twice', file('{ "is": "class", "names": ["acme.X"], "names": [] }'), ['3:39 `names` is given twice']],
    ['a parameter that is not there', file('{ "is": "seed", "names": ["acme.seed"], "parameters": ["value"], "seeds": ["numpy"], "parameter": "seed" }'), ['3:1 `acme.seed`: `seed` is not in `parameters`']],
    ['versions out of order', file('{ "is": "class", "names": ["acme.X"], "lifetime": { "deprecated": "2.10", "removed": "2.9" } }'), ['3:1 `acme.X`: version `2.10` does not come before `2.9`']],
    ['a wrong member deep inside', file('{ "is": "data", "names": ["acme.x"], "rows": "same", "returns": { "form": "frame", "clasName": "X" } }'), ['3:84 unknown key `clasName`; did you mean `className`?']],
  ] as const) {
    it(`tells of ${why}`, () => assert.deepEqual(said(text), expected));
  }

  it('survives nesting without end and endless files', () => {
    assert.deepEqual(said('['.repeat(500_000)), ['1:1 nested too deeply']);
    assert.deepEqual(said(' '.repeat(2_000_001)), ['1:1 longer than 2,000,000 characters']);
  });

  it('keys that JavaScript knows are only unknown keys', () => {
    assert.deepEqual(said('{ "libraries": [], "__proto__": 1, "constructor": 2 }'), ['1:20 unknown key `__proto__`', '1:36 unknown key `constructor`']);
  });
});
