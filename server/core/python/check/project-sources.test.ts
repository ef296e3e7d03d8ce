import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { createMemoryFiles } from '../../../../tools/memory-files.ts';
import { readImported } from './project-sources.ts';

const MODULES = { '/p/tools.py': 'import extra as e\n', '/p/extra.py': '1\n', '/p/parts/__init__.py': '', '/p/parts/split.py': '2\n', '/p/other.py': '3\n' };

describe('modules that programs import', () => {
  const forms: readonly (readonly [string, string, readonly string[]])[] = [
    ['a script', 'import os, tools as t\n', ['/p/extra.py', '/p/tools.py']],
    ['parts of a package', 'from parts import (split,\n  merge)\n', ['/p/parts/__init__.py', '/p/parts/split.py']],
    ['a notebook with a line per string', JSON.stringify({ cells: [{ cell_type: 'code', source: ['x = 1\n', 'from parts import split\n', 'import tools'] }] }, null, 1), ['/p/extra.py', '/p/parts/__init__.py', '/p/parts/split.py', '/p/tools.py']],
    ['a notebook with a string per cell, on one line', JSON.stringify({ cells: [{ cell_type: 'code', source: 'import other\nfrom parts.split import cut' }] }), ['/p/other.py', '/p/parts/__init__.py', '/p/parts/split.py']],
  ];
  for (const [name, text, imported] of forms) {
    it(`are read for ${name}`, async () => {
      const main = text.startsWith('{') ? '/p/main.ipynb' : '/p/main.py';
      const sources = new Map([[main, text]]);
      await readImported(sources, { root: '/p', files: createMemoryFiles({ ...MODULES, [main]: text }), signal: null });
      assert.deepEqual([...sources.keys()].filter((path) => path !== main).toSorted(), imported);
    });
  }
});
