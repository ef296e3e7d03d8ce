/** `lintel init`: shows a config, a CI job, a hook and a stub of attestations made from what is there, and writes them with `--yes`. */
import { openConfigs } from '../configs.ts';
import { existingFolder } from '../open-root.ts';
import { EXIT, SIGNAL_EXIT } from '../exit.ts';
import type { CliHost } from '../host.ts';
import { INIT_FLAGS, readInitFlags } from '../init-flags.ts';
import type { InitFlags } from '../init-flags.ts';
import { INIT_TARGETS, planInit } from '../init/plan.ts';
import type { InitPlan } from '../init/plan.ts';
import { pasteText, planDiff, planText } from '../init/show-plan.ts';
import { lookAround } from '../init/surroundings.ts';
import { writeNewFile } from '../init/write-new-file.ts';
import { counted } from '../../report/numbers.ts';
import { display } from '../../report/terminal.ts';
import { collectFlags } from '../raw-flags.ts';
import { watchSignals } from '../signals.ts';
import { writeText } from '../streams.ts';
import type { FolderArguments } from './folder-arguments.ts';

/** Shows or writes and returns the exit code: 0, or 2 when something could not be written. Errors: UsageError. */
export async function runInit({ path, given }: FolderArguments, host: CliHost): Promise<number> {
  const flags = readInitFlags(collectFlags(INIT_FLAGS, { given, env: host.env }));
  const files = await host.openFiles();
  const root = await existingFolder(path, { files });
  const watch = watchSignals();
  try {
    const { configOf } = await openConfigs({ flags: { config: null, isIsolated: false }, host, files });
    const found = await lookAround({ root, workingFolder: host.workingFolder, files, configOf, signal: watch.signal, targets: INIT_TARGETS });
    const signal = watch.received();
    if (signal !== null) return SIGNAL_EXIT[signal];
    const { file } = await configOf(root);
    const configFile = file !== null && /(?:^|\/)pyproject\.toml$/.test(file) && (await files.list(root)).some(({ name }) => name === 'pyproject.toml') ? 'pyproject.toml' : null;
    return await act(planInit({ found, ci: flags.ci, version: host.version, configFile }), { root, flags, host });
  } finally {
    watch.end();
  }
}

interface Acting {
  /** Absolute. */
  readonly root: string;
  readonly flags: InitFlags;
  readonly host: CliHost;
}

async function act(plan: InitPlan, { root, flags, host }: Acting): Promise<number> {
  const count = plan.files.filter(({ kind }) => kind === 'write').length;
  switch (flags.mode) {
    case 'diff':
      return writeText(host.stdout, planDiff(plan));
    case 'show': {
      const code = await writeText(host.stdout, planText(plan));
      const hint = count === 0 ? 'there is nothing to write; what is there stays as it is' : `nothing is written yet; with --yes the ${counted(count, 'file')} above are`;
      return Math.max(code, await writeText(host.stderr, `lintel: ${count === 1 ? hint.replace(' are', ' is') : hint}\n`));
    }
    case 'write':
      return write(plan, { root, host });
  }
}

/** Each file is whole or not there; one that fails keeps no other from being written. */
async function write({ files, notes }: InitPlan, { root, host }: Pick<Acting, 'root' | 'host'>): Promise<number> {
  let code: number = EXIT.clean;
  const failed = new Set<string>();
  for (const { path, kind, text } of files) {
    if (kind === 'paste') continue;
    const failure = await writeNewFile(root, path, text);
    if (failure === null) code = Math.max(code, await writeText(host.stdout, `written ${display(path)}\n`));
    else {
      await writeText(host.stderr, `lintel: cannot write \`${display(path)}\`: ${display(failure)}\n`);
      code = EXIT.incomplete;
      failed.add(path);
    }
  }
  const rest = `${pasteText(files)}${notes.map((note) => `${display(note)}\n`).join('')}`;
  if (rest !== '') code = Math.max(code, await writeText(host.stdout, rest));
  const isJobOpen = files.some(({ path, text }) => !failed.has(path) && text.includes('FILL IN'));
  if (isJobOpen) await writeText(host.stderr, 'lintel: the CI job needs one thing from you: LINTEL_PACKAGE, see its first lines\n');
  return code;
}
