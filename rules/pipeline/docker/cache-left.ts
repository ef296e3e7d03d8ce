import { commandsOf, DOCKER_FILES, finalStages, packagesOf, pipArguments, valuesOf } from '../../api/repository/docker.ts';
import type { RepositoryFiles } from '../../api/repository/files.ts';
import type { RepositoryPlace } from '../../api/repository/place.ts';
import type { Repository } from '../../api/repository/repository.ts';
import { placeOfText } from '../../api/repository/text-place.ts';
import type { RepositoryEdit } from '../../api/repository-rule.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

/** Files of wheels are in no cache, and `pip` itself takes little room. */
function fillsCache(pip: readonly string[] | null): boolean {
  if (pip === null || pip.some((word) => /^--no-cache(?:-dir)?$/.test(word))) return false;
  return valuesOf(pip, '-r', '--requirement', '-e', '--editable', '--group').length > 0 || packagesOf(pip).some((name) => !/\.whl$|^(?:pip|setuptools|wheel)\b/.test(name));
}

const INSTALLS = /(?:uv\s+pip|python[\d.]*\s+-m\s+pip|pip[\d.]*)\s+install(?=\s)(?![^&;|]*--no-cache)/g;

/** Puts the option after each `install` of the line the finding stands in. */
function withoutPipCache({ path, range }: RepositoryPlace, { files }: Repository): readonly RepositoryEdit[] {
  if (range === null) return [];
  const line = linesOf(files, path)[range.start.line - 1] ?? '';
  return [...line.matchAll(INSTALLS)].map((match) => {
    const here = { line: range.start.line, column: match.index + match[0].length + 1 };
    return { at: { path, cell: null, range: { start: here, end: here } }, newText: match[0].startsWith('uv') ? ' --no-cache' : ' --no-cache-dir' };
  });
}

/** Adds a command at the end of the instruction; not to one that goes on after its commands, such as a here-document or a list of words. */
function withoutAptLists({ path, range }: RepositoryPlace, { docker, files }: Repository): readonly RepositoryEdit[] {
  const line = range?.start.line ?? 0;
  const instruction = docker.find((file) => file.path === path)?.instructions.find(({ at }) => at.range !== null && at.range.start.line <= line && line <= at.range.end.line);
  const last = instruction?.at.range?.end.line ?? 0;
  const written = (linesOf(files, path)[last - 1] ?? '').replace(/\r$/, '').trimEnd();
  if (instruction === undefined || /<<|^\s*\[|\|\||[;#]/.test(instruction.text) || /[\\;#&|]$/.test(written)) return [];
  const here = { line: last, column: written.length + 1 };
  return [{ at: { path, cell: null, range: { start: here, end: here } }, newText: ' && rm -rf /var/lib/apt/lists/*' }];
}

function linesOf(files: RepositoryFiles, path: string): readonly string[] {
  return (files.text(path) ?? '').split('\n');
}

export const rule = repositoryRule({
  id: 'pipeline/docker-cache-left',
  summary: 'Caches of package managers left in an image',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [{ title: 'Docker, Building best practices, apt-get', url: 'https://docs.docker.com/build/building/best-practices/#apt-get' }, { title: 'hadolint, DL3042', url: 'https://github.com/hadolint/hadolint/wiki/DL3042' }],
  docs: {
    what: 'Finds `pip install` that keeps its cache and `apt-get update` whose lists are not removed in the same instruction, in what becomes the last image.',
    why: 'Wheels of machine-learning packages are large: the image carries each twice, on every machine that pulls it.',
    instead: 'Use `pip install --no-cache-dir`, or `RUN --mount=type=cache,target=/root/.cache/pip`; remove `/var/lib/apt/lists/*` in the instruction that filled it.',
    limits: 'Stages that are not part of the last image are passed over, as are images that set `PIP_NO_CACHE_DIR` and instructions with a cache mount.',
  },
  options: {},
  messages: { pip: 'The cache of `{program}` stays in the image', apt: 'The package lists of `apt-get` stay in the image' },
  fix: 'safe',
  examples: {
    bad: [
      { title: 'pip', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nRUN pip install -r requirements.txt\n    ^^^ pip\n', after: 'FROM python:3.12-slim\nRUN pip install --no-cache-dir -r requirements.txt\n' },
      { title: 'apt', format: 'repository', fileName: 'Dockerfile', text: 'FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y libgomp1\n    ^^^^^^^ apt\n', after: 'FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y libgomp1 && rm -rf /var/lib/apt/lists/*\n' },
    ],
    good: [
      { title: 'nothing left', format: 'repository', fileName: 'Dockerfile', text: 'FROM python:3.12-slim\nRUN apt-get update && apt-get install -y libgomp1 && rm -rf /var/lib/apt/lists/*\nRUN pip install --no-cache-dir -r requirements.txt\n' },
    ],
  },
  yieldsTo: [],
  looksAt: [...DOCKER_FILES],
  needs: 'files',
  find: ({ repository: { docker, files } }) =>
    docker.flatMap((file) => {
      const final = finalStages(file);
      const own = file.instructions.filter(({ stage }) => final.includes(stage));
      const keepsNoPip = own.some(({ name, text }) => (name === 'ENV' || name === 'ARG') && /\bPIP_NO_CACHE_DIR\b/.test(text)) || own.some(({ text }) => /pip[\d.]* config set \S*no-cache-dir|rm -rf? \S*\.cache|pip[\d.]* cache purge/.test(text));
      return own
        .filter(({ name, text }) => name === 'RUN' && !text.includes('--mount=type=cache'))
        .flatMap((instruction) => {
          const commands = commandsOf(instruction);
          const pip = commands.find((words) => fillsCache(pipArguments(words)));
          const keepsPip = pip !== undefined && !keepsNoPip && !/\bPIP_NO_CACHE_DIR=|\bUV_NO_CACHE=/.test(instruction.text);
          const apt = commands.find(([program, ...rest]) => (program === 'apt-get' || program === 'apt') && rest.includes('update'));
          const keepsApt = apt !== undefined && !/\/var\/lib\/apt|apt-get dist-?clean/.test(instruction.text);
          return [
            ...(keepsPip ? [{ message: 'pip' as const, at: placeOfText(files, instruction.at, pip[0] ?? ''), data: { program: { text: pip[0] === 'uv' ? 'uv' : 'pip' } } }] : []),
            ...(keepsApt ? [{ message: 'apt' as const, at: placeOfText(files, instruction.at, apt[0] ?? '') }] : []),
          ];
        });
    }),
  mend: ({ verdict, repository }) => {
    const edits = verdict.message === 'pip' ? withoutPipCache(verdict.at, repository) : withoutAptLists(verdict.at, repository);
    const title = verdict.message === 'pip' ? 'Install with `--no-cache-dir`' : 'Remove the package lists in the same instruction';
    return edits.length === 0 ? [] : [{ title, safety: 'safe', edits }];
  },
});
