import assert from 'node:assert/strict';
import { createRepositoryFiles } from '../files/repository-files.ts';
import { dockerFilesOf } from './docker-files-of.ts';
import type { DockerFile } from '../../../../rules/api/repository/repository.ts';

function read(texts: Readonly<Record<string, string>>): readonly DockerFile[] {
  const all = Object.keys(texts).map((path) => ({ path, sizeBytes: 0, isTracked: null }));
  return dockerFilesOf(createRepositoryFiles({ all, textOf: (path) => texts[path] ?? null }));
}

const at = (path: string, line: number, column: number, endLine: number, endColumn: number) => ({ path, cell: null, range: { start: { line, column }, end: { line: endLine, column: endColumn } } });

describe('dockerFilesOf', () => {
  it('reads stages, continued lines and arguments of images', () => {
    const text = 'ARG V=3.11\nFROM --platform=linux/amd64 python:${V}-slim AS build\nRUN pip install -r requirements.txt \\\n    # why\n    && pytest\nFROM build\nCMD ["python", "serve.py"]\n';
    assert.deepEqual(read({ Dockerfile: text }), [
      {
        path: 'Dockerfile',
        stages: [
          { image: 'python:3.11-slim', name: 'build', at: at('Dockerfile', 2, 1, 2, 54) },
          { image: 'build', name: null, at: at('Dockerfile', 6, 1, 6, 11) },
        ],
        instructions: [
          { name: 'ARG', text: 'V=3.11', stage: -1, at: at('Dockerfile', 1, 1, 1, 11) },
          { name: 'FROM', text: '--platform=linux/amd64 python:${V}-slim AS build', stage: 0, at: at('Dockerfile', 2, 1, 2, 54) },
          { name: 'RUN', text: 'pip install -r requirements.txt && pytest', stage: 0, at: at('Dockerfile', 3, 1, 5, 14) },
          { name: 'FROM', text: 'build', stage: 1, at: at('Dockerfile', 6, 1, 6, 11) },
          { name: 'CMD', text: '["python", "serve.py"]', stage: 1, at: at('Dockerfile', 7, 1, 7, 27) },
        ],
      },
    ]);
  });

  it('keeps heredocs line by line', () => {
    const [file] = read({ 'docker/train.Dockerfile': 'FROM a\nRUN <<EOF\npytest \\\n  -q\necho done\nEOF\nCMD x\n' });
    assert.deepEqual(file?.instructions.map(({ name, text }) => [name, text]), [
      ['FROM', 'a'],
      ['RUN', '<<EOF\npytest \\\n  -q\necho done\nEOF'],
      ['CMD', 'x'],
    ]);
  });

  it('takes the escape character of the file', () => {
    const [file] = read({ 'Dockerfile.win': '# escape=`\nFROM a\nRUN dir `\n  c:\\\n' });
    assert.deepEqual(file?.instructions.map(({ text }) => text), ['a', 'dir c:\\']);
  });

  it('leaves out what only has the name', () => {
    assert.deepEqual(read({ 'Dockerfile.md': 'FROM a\n', Dockerfile: '# nothing\n', 'Dockerfile.dockerignore': 'FROM\n' }), []);
  });
});
