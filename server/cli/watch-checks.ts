/** `--watch`: a check now, and again whenever something changes, until a signal ends it. */
import { fileName } from '../core/paths.ts';
import { display } from '../report/terminal.ts';
import type { CheckFlags } from './check-flags.ts';
import { absolute } from './configs.ts';
import { SIGNAL_EXIT, UsageError } from './exit.ts';
import type { CliHost } from './host.ts';
import { watchSignals } from './signals.ts';
import { writeText } from './streams.ts';

export interface WatchedChecks {
  /** As given. */
  readonly paths: readonly string[];
  readonly flags: CheckFlags;
  /** One check from beginning to end; returns its exit code. */
  readonly checkOnce: () => Promise<number>;
}

/** Changes come in bursts: an editor saves through several files, a branch is checked out. Own choice. */
const QUIET_MS = 150;

/** Folders no check looks into. */
const LEFT_ALONE: ReadonlySet<string> = new Set(['.git', 'node_modules', '.venv', 'venv', '__pycache__', '.ipynb_checkpoints', '.mypy_cache', '.pytest_cache', '.ruff_cache', '.tox']);

/** Clears a terminal, with what was scrolled out of it. */
const CLEAR = '\u001b[2J\u001b[3J\u001b[H';

/** Returns the exit code of the signal that ends it. Errors: UsageError where nothing can be watched. */
export async function watchChecks({ paths, flags, checkOnce }: WatchedChecks, host: CliHost): Promise<number> {
  const { watchFiles } = host;
  if (watchFiles === undefined) throw new UsageError('--watch: files cannot be watched here');
  const signals = watchSignals();
  const changes = createChanges();
  const onAbort = (): void => changes.note();
  signals.signal.addEventListener('abort', onAbort);
  const watching = await watchFiles({
    paths: [...paths, ...(flags.config === null ? [] : [flags.config])].map(absolute),
    isIgnored: leftAlone(flags),
    onChange: changes.note,
    onProblem: (text) => void host.stderr.write(`lintel: ${display(text)}\n`),
  });
  const shown = paths.map((path) => `\`${display(path)}\``).join(', ');
  try {
    for (;;) {
      changes.forget();
      if (host.stdout.isTTY) await writeText(host.stdout, CLEAR);
      await explained(checkOnce, host);
      const ended = signals.received();
      if (ended !== null) return SIGNAL_EXIT[ended];
      if (flags.detail !== 'short') await writeText(host.stderr, `lintel: watching ${shown} for changes; Ctrl-C ends\n`);
      await changes.next();
      const signal = signals.received();
      if (signal !== null) return SIGNAL_EXIT[signal];
    }
  } finally {
    await watching.close();
    signals.end();
  }
}

/** What was wrong with this check may be mended by the next change. */
async function explained(checkOnce: () => Promise<number>, host: CliHost): Promise<void> {
  try {
    await checkOnce();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    await writeText(host.stderr, `lintel: ${display(error.message)}\n`);
  }
}

/** Reports are written by the check itself, and must not start the next one. */
function leftAlone({ outputs, cacheFolder }: CheckFlags): (path: string) => boolean {
  const own = new Set(outputs.map(({ file }) => absolute(file)));
  const cache = cacheFolder === null ? null : absolute(cacheFolder);
  return (given) => {
    const path = absolute(given);
    return LEFT_ALONE.has(fileName(path)) || own.has(path) || path === cache || [...own].some((file) => path.startsWith(`${file}.`) || fileName(path).startsWith(`.${fileName(file)}`));
  };
}

interface Changes {
  note(): void;
  /** Forgets what came so far. */
  forget(): void;
  /** Resolves when something has changed and nothing more comes. */
  next(): Promise<void>;
}

function createChanges(): Changes {
  let count = 0;
  let wake: (() => void) | null = null;
  return {
    note: () => {
      count += 1;
      wake?.();
    },
    forget: () => {
      count = 0;
    },
    next: async () => {
      if (count === 0) await new Promise<void>((resolve) => (wake = resolve));
      wake = null;
      for (let seen = -1; seen !== count; ) {
        seen = count;
        await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
      }
    },
  };
}

/** What may not stand beside `--watch`: it ends after one look. */
export function refuseWithWatch({ fixing, showsConfig, showsFiles }: Pick<CheckFlags, 'fixing' | 'showsConfig' | 'showsFiles'>): void {
  const other = fixing === 'write' ? '--fix' : fixing === 'diff' ? '--diff' : showsConfig ? '--show-config' : showsFiles ? '--show-files' : null;
  if (other !== null) throw new UsageError(`--watch and ${other} exclude each other`);
}
