import assert from 'node:assert/strict';
import { judgeChange } from './watched.ts';

const [CREATED, CHANGED, DELETED] = [1, 2, 3] as const;

describe('what a change outside means', () => {
  it('another content, when a data file is written', () => {
    assert.equal(judgeChange('/p/data/a.csv', CHANGED), 'content');
    assert.equal(judgeChange('/p/data/a.jsonl.gz', CHANGED), 'content');
  });

  it('another content, when a program is written', () => {
    assert.equal(judgeChange('/p/train.py', CHANGED), 'program');
    assert.equal(judgeChange('/p/notes.txt', CHANGED), 'none');
  });

  it('other files to find, when data, config or ignore files come', () => {
    assert.equal(judgeChange('/p/new.parquet', CREATED), 'tree');
    assert.equal(judgeChange('/p/lintel.yaml', CHANGED), 'tree');
    assert.equal(judgeChange('/p/.gitignore', CHANGED), 'tree');
    assert.equal(judgeChange('/p/train.py', CREATED), 'tree');
    assert.equal(judgeChange('/p/requirements.txt', CHANGED), 'tree');
  });

  it('perhaps a folder with data, when anything else comes', () => {
    assert.equal(judgeChange('/p/fresh', CREATED), 'appeared');
    assert.equal(judgeChange('/p/fresh', DELETED), 'gone');
  });

  it('nothing where programs keep their own files', () => {
    assert.equal(judgeChange('/p/node_modules/x/a.csv', CREATED), 'none');
    assert.equal(judgeChange('/p/.git/index', CHANGED), 'none');
  });
});
