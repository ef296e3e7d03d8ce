import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { LIBRARIES } from '../../../../rules/knowledge/index.ts';
import { buildKnowledge } from '../knowledge/build-knowledge.ts';
import { libraryCopies } from './library-copies.ts';

const knowledge = buildKnowledge(LIBRARIES);

function isLibrary(path: string, others: readonly string[]): boolean {
  return libraryCopies(new Set([path, ...others].map((name) => `/p/${name}`)), knowledge)(`/p/${path}`);
}

describe('packages that are known libraries', () => {
  const sklearn = ['sklearn/__init__.py', 'sklearn/preprocessing/__init__.py', 'sklearn/linear_model/__init__.py', 'sklearn/pipeline.py'];

  it('are told by their modules', () => {
    assert.equal(isLibrary('sklearn/utils/_tags.py', sklearn), true);
    assert.equal(isLibrary('vendor/sklearn/base.py', sklearn.map((path) => `vendor/${path}`)), true);
  });

  it('are told by their size', () => {
    const many = Array.from({ length: 250 }, (_, index) => `pandas/core/m${index}.py`);
    assert.equal(isLibrary('pandas/core/m3.py', ['pandas/__init__.py', ...many]), true);
  });

  it('are not folders that only have the name', () => {
    assert.equal(isLibrary('sklearn/pipeline.py', ['sklearn/__init__.py', 'sklearn/model.py']), false);
    assert.equal(isLibrary('datasets/load.py', ['datasets/__init__.py', 'datasets/utils.py', 'datasets/splits.py']), false);
    assert.equal(isLibrary('examples/plot.py', sklearn), false);
  });
});
