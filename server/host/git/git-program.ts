/**
 * Runs the git program so that nothing of the repository runs: fixed commands, settings that win over those of the repository, an
 * environment of our own, no input, limits of time and output.
 */
import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { childEnvironment } from '../../core/child-environment.ts';
import type { CancelSignal } from '../../core/ports.ts';

export interface GitProgram {
  /** Standard output, cut at the limit. */
  run(args: readonly string[]): Promise<GitOutput>;
  /** Gives a command lines to read, and its output to `consume` as fast as that takes it. The text of the result is empty. */
  feed(args: readonly string[], feeding: Feeding): Promise<GitOutput>;
  /** Whether a command took longer than the time limit; those after it fail at once, so that a repository costs that time once. */
  isLate(): boolean;
}

export interface Feeding {
  readonly lines: readonly string[];
  readonly consume: (output: AsyncIterable<Buffer>) => Promise<void>;
  readonly limitMs: number;
}

export type GitOutput = { readonly kind: 'done' | 'cut'; readonly text: string } | { readonly kind: 'failed'; readonly text: string };

/** Settings of a repository that name programs, or that change what is printed. What stands on the command line wins over every file. */
const SETTINGS: readonly string[] = [
  'core.fsmonitor=false', 'core.hooksPath=/dev/null', 'core.pager=cat', 'core.editor=:', 'core.askPass=', 'core.sshCommand=false', 'core.gitProxy=', 'core.attributesFile=/dev/null',
  'core.quotePath=false', 'core.untrackedCache=false', 'safe.bareRepository=explicit', 'protocol.allow=never', 'credential.helper=', 'gpg.program=false', 'gpg.ssh.program=false', 'gpg.x509.program=false',
  'log.showSignature=false', 'log.mailmap=false', 'log.showRoot=true', 'log.diffMerges=separate', 'diff.external=', 'diff.renames=false', 'diff.orderFile=/dev/null', 'diff.relative=false', 'diff.ignoreSubmodules=all',
  'submodule.recurse=false', 'fetch.recurseSubmodules=false', 'i18n.logOutputEncoding=UTF-8', 'color.ui=false', 'gc.auto=0', 'maintenance.auto=false',
];

const VARIABLES: Readonly<Record<string, string>> = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: '',
  GIT_PROTOCOL_FROM_USER: '0',
  GIT_PAGER: 'cat',
  GIT_EDITOR: ':',
  GIT_ASKPASS: '',
  SSH_ASKPASS: '',
  GIT_SSH_COMMAND: 'false',
  GIT_EXTERNAL_DIFF: '',
  LC_ALL: 'C',
  LANG: 'C',
};

const LATE = 'git took longer than its time limit';
const CANCELLED = 'the check was cancelled';
const MOST_BYTES = 32_000_000;

/** The program as an absolute path; null when it is nowhere but in the project or in folders that are not absolute. */
export async function findGitProgram(projectFolder: string, env: Readonly<Record<string, string | undefined>>): Promise<string | null> {
  const names = process.platform === 'win32' ? ['git.exe'] : ['git'];
  for (const folder of (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter)) {
    if (!path.isAbsolute(folder) || isWithin(folder, projectFolder)) continue;
    for (const name of names) {
      const file = path.join(folder, name);
      const isThere = await access(file, constants.X_OK).then(
        () => true,
        () => false,
      );
      if (isThere) return file;
    }
  }
  return null;
}

function isWithin(folder: string, above: string): boolean {
  const relative = path.relative(path.resolve(above), folder);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}

interface Surroundings {
  readonly root: string;
  readonly signal: CancelSignal | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of one command. */
  readonly limitMs: number;
}

export function gitProgram(file: string, { root, signal, env, limitMs }: Surroundings): GitProgram {
  const { ELECTRON_RUN_AS_NODE: _, ...kept } = childEnvironment(env);
  const options = ['--no-pager', '--no-replace-objects', '--no-optional-locks', '--literal-pathspecs', ...SETTINGS.flatMap((setting) => ['-c', setting])];
  let isLate = false;
  return {
    run: async (args) => {
      if (isLate) return { kind: 'failed', text: LATE };
      const output = await run(file, [...options, ...args], { root, signal, limitMs, env: { ...kept, ...VARIABLES } });
      if (output.kind === 'failed' && output.text === LATE) isLate = true;
      return output;
    },
    feed: (args, feeding) => (isLate ? Promise.resolve({ kind: 'failed', text: LATE }) : feed(file, [...options, ...args], { root, signal, env: { ...kept, ...VARIABLES }, ...feeding })),
    isLate: () => isLate,
  };
}

function run(file: string, args: readonly string[], { root, signal, env, limitMs }: Surroundings & { readonly env: Record<string, string> }): Promise<GitOutput> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve({ kind: 'failed', text: CANCELLED });
      return;
    }
    const child = spawn(file, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, shell: false });
    const chunks: Buffer[] = [];
    let size = 0;
    let talk = '';
    let ended: 'limit' | 'time' | 'cancelled' | null = null;
    const stop = (why: 'limit' | 'time' | 'cancelled'): void => {
      ended ??= why;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => stop('time'), limitMs);
    const cancel = (): void => stop('cancelled');
    signal?.addEventListener('abort', cancel);
    const finish = (output: GitOutput): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      resolve(output);
    };
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MOST_BYTES) chunks.push(chunk);
      else stop('limit');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (talk.length < 2000) talk += chunk.toString('utf8');
    });
    child.on('error', (error) => finish({ kind: 'failed', text: error.message }));
    child.on('close', (code) => {
      const text = Buffer.concat(chunks).toString('utf8');
      if (ended === 'limit') finish({ kind: 'cut', text });
      else if (ended === 'time') finish({ kind: 'failed', text: LATE });
      else if (ended === 'cancelled') finish({ kind: 'failed', text: CANCELLED });
      else finish(code === 0 ? { kind: 'done', text } : { kind: 'failed', text: firstLine(talk) });
    });
  });
}

/** Errors of `consume` are thrown, once the command has ended. */
async function feed(file: string, args: readonly string[], { root, signal, env, limitMs, lines, consume }: Surroundings & Feeding & { readonly env: Record<string, string> }): Promise<GitOutput> {
  if (signal?.aborted === true) return { kind: 'failed', text: CANCELLED };
  const child = spawn(file, args, { cwd: root, env, stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true, shell: false });
  let ended: string | null = null;
  const stop = (why: string): void => {
    ended ??= why;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(() => stop(LATE), limitMs);
  const cancel = (): void => stop(CANCELLED);
  signal?.addEventListener('abort', cancel);
  const closed = new Promise<number | null>((resolve) => {
    child.on('error', (error) => stop(error.message));
    child.on('close', resolve);
  });
  // a command that ends early leaves lines unread
  child.stdin.on('error', () => undefined);
  child.stdin.end(lines.map((line) => `${line}\n`).join(''));
  const fault = await consume(child.stdout).then(
    () => null,
    (error: unknown) => ({ error }),
  );
  child.stdout.destroy();
  const code = await closed;
  clearTimeout(timer);
  signal?.removeEventListener('abort', cancel);
  if (ended !== null) return { kind: 'failed', text: ended };
  if (fault !== null) throw fault.error;
  return code === 0 ? { kind: 'done', text: '' } : { kind: 'failed', text: 'git failed' };
}

function firstLine(text: string): string {
  return (text.split('\n').find((line) => line.trim() !== '') ?? 'git failed').replace(/^(?:fatal|error): /, '').slice(0, 200);
}
