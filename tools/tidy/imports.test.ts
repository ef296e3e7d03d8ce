import assert from 'node:assert/strict';
import { importsOf } from './imports.ts';

describe('imports of a file', () => {
  it('are found in every form', () => {
    const text = [
      "import a from 'a';",
      "import type { B } from 'b';",
      "import {\n  type C,\n  type D,\n} from 'c';",
      "import { type E, e } from 'e';",
      "export { f } from './f.ts';",
      "import 'g';",
      "const h = await import('h');",
      "type I = typeof import('i');",
      "const j: import('j').J = 1;",
      "const k = require('k');",
    ].join('\n');
    assert.deepEqual(
      importsOf(text).map(({ specifier, isTypeOnly }) => `${isTypeOnly ? 'type ' : ''}${specifier}`),
      ['a', 'type b', 'type c', 'e', './f.ts', 'g', 'h', 'type i', 'type j', 'k'],
    );
  });

  it('in comments and texts are none', () => {
    assert.deepEqual(importsOf("// import a from 'a';\nconst b = `\nimport c from 'c';\n`;\n"), []);
  });
});
