/** The command line: what was asked for, and the exit code. Commands are loaded only when they run, to keep the start short. */
import { Argument, Command, CommanderError, Option } from 'commander';
import { didYouMean } from '../core/nearest-name.ts';
import { display } from '../report/terminal.ts';
import { CREATE_FLAGS, PRUNE_FLAGS, SHOW_FLAGS } from './baseline-flags.ts';
import { CACHE_DIR_FLAG } from './cache-flags.ts';
import { CATALOG_FLAGS } from './catalog-flags.ts';
import { CHECK_FLAGS, DATA_FLAGS } from './check-flags.ts';
import type { FolderArguments } from './commands/folder-arguments.ts';
import { DEBT_FLAGS } from './debt-flags.ts';
import { commandShapes } from './command-shape.ts';
import type { CommandShape } from './command-shape.ts';
import { SHELLS } from './completions/shells.ts';
import type { Shell } from './completions/shells.ts';
import { EXIT, UsageError } from './exit.ts';
import { FlagOption } from './flag-option.ts';
import type { CliHost } from './host.ts';
import { INIT_FLAGS } from './init-flags.ts';
import { misspeltVariables } from './raw-flags.ts';
import type { FlagSpec } from './raw-flags.ts';
import { SCORE_FLAGS } from './score-flags.ts';
import { STORED_FLAGS } from './stored-flags.ts';
import { writeText } from './streams.ts';

/** Runs the command line and returns the exit code. Never throws. @param args what stands after `lintel` */
export async function runCli(args: readonly string[], host: CliHost): Promise<number> {
  if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) return writeText(host.stdout, `lintel ${host.version}\n`);
  let exitCode: number = EXIT.clean;
  try {
    const program = createProgram(host, (code) => {
      exitCode = code;
    });
    const variables = misspeltVariables(commandShapes(program).flatMap(({ flags }) => flags.map(({ name }) => name)), host.env);
    for (const sentence of variables) await writeText(host.stderr, `lintel: ${display(sentence)}\n`);
    await program.parseAsync(withDefaultCommand(args, program), { from: 'user' });
    return exitCode;
  } catch (error) {
    return explainFailure(error, host);
  }
}

async function explainFailure(error: unknown, host: CliHost): Promise<number> {
  // the parser has written its own sentence; help and version end with code 0
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.incomplete;
  if (error instanceof UsageError) {
    await writeText(host.stderr, `lintel: ${display(error.message)}\n`);
    return EXIT.incomplete;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  await writeText(host.stderr, `lintel: an internal error stopped the run; please report it with these lines\n${detail.split('\n').map(display).join('\n')}\n`);
  return EXIT.incomplete;
}

type End = (code: number) => void;

function createProgram(host: CliHost, end: End): Command {
  const program = new Command('lintel')
    .description('Checks machine-learning projects: finds what is wrong with their code and data, says why and what to do.')
    .usage('[command] [options]')
    .version(`lintel ${host.version}`, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .configureOutput({
      writeOut: (text) => void host.stdout.write(text),
      writeErr: (text) => void host.stderr.write(display(text.trimEnd()).replaceAll('\\n', '\n') + '\n'),
      outputError: (text, write) => write(`lintel: ${text.replace(/^error: /, '')}`),
    })
    .addHelpText('after', '\n`lintel` alone is `lintel check .`. Exit codes: 0 clean, 1 findings, 2 could not do the whole job.\nEach flag can be set by a variable, such as LINTEL_FAIL_ON=warning.\n');
  addCheck(program, { host, end });
  addFix(program, { host, end });
  addData(program, { host, end });
  for (const command of FOLDER_COMMANDS) addFolderCommand(program, { ...command, host, end });
  addBaseline(program, { host, end });
  addReport(program, { host, end });
  addSmallCommands(program, { host, end });
  for (const command of [program, ...program.commands]) command.exitOverride().showSuggestionAfterError(true);
  return program;
}

/** Returns every command as data, for what is made from it. */
export function describeCommands(host: CliHost): readonly CommandShape[] {
  return commandShapes(createProgram(host, () => undefined));
}

interface Wiring {
  readonly host: CliHost;
  readonly end: End;
}

function addCheck(program: Command, { host, end }: Wiring): void {
  const command = program.command('check').description('check the Python files, notebooks, datasets and pipelines under the paths').argument('[path...]', 'files and folders (default: this folder)');
  command.copyInheritedSettings(program);
  addFlags(command, CHECK_FLAGS);
  command.action(async (paths: readonly string[]) => {
    const { runCheck } = await import('./commands/check.ts');
    end(await runCheck({ paths: paths.length === 0 ? ['.'] : paths, given: givenFlags(command, CHECK_FLAGS), profiles: 'left-out' }, host));
  });
}

/** `lintel fix` is `lintel check --fix`. */
function addFix(program: Command, { host, end }: Wiring): void {
  const specs = CHECK_FLAGS.filter(({ name }) => name !== 'fix');
  const command = program.command('fix').description('mend what can be mended in Python files and notebooks').argument('[path...]', 'files and folders (default: this folder)');
  command.copyInheritedSettings(program);
  addFlags(command, specs);
  command.action(async (paths: readonly string[]) => {
    const { runCheck } = await import('./commands/check.ts');
    const given = new Map([...givenFlags(command, specs), ['fix', ['true']] as const]);
    end(await runCheck({ paths: paths.length === 0 ? ['.'] : paths, given, profiles: 'left-out' }, host));
  });
}

function addData(program: Command, { host, end }: Wiring): void {
  const command = program.command('data').description('draw the tables and check them').argument('<file...>', 'files or folders of part files');
  command.copyInheritedSettings(program);
  addFlags(command, DATA_FLAGS);
  command.action(async (paths: readonly string[]) => {
    const { runCheck } = await import('./commands/check.ts');
    end(await runCheck({ paths, given: givenFlags(command, DATA_FLAGS), profiles: 'shown' }, host));
  });
}

/** Commands on the folder of a repository. */
const FOLDER_COMMANDS: readonly FolderCommand[] = [
  {
    name: 'score',
    description: 'say which of the 28 tests of the ML Test Score a repository has, and prove it',
    flags: SCORE_FLAGS,
    load: async () => (await import('./commands/score.ts')).runScore,
  },
  {
    name: 'catalog',
    description: 'list every dataset a repository knows: what it holds, who makes and reads it, where it comes from',
    flags: CATALOG_FLAGS,
    load: async () => (await import('./commands/catalog.ts')).runCatalog,
  },
  {
    name: 'debt',
    description: 'show the technical debt of a repository by its kinds: where it is, what it costs, what to do next',
    flags: DEBT_FLAGS,
    load: async () => (await import('./commands/debt.ts')).runDebt,
  },
  {
    name: 'init',
    description: 'show a config file, a CI job and a hook made from what is there; write them with --yes',
    flags: INIT_FLAGS,
    load: async () => (await import('./commands/init.ts')).runInit,
  },
];

interface FolderCommand {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly FlagSpec[];
  readonly load: () => Promise<(given: FolderArguments, host: CliHost) => Promise<number>>;
}

function addFolderCommand(program: Command, { name, description, flags, load, host, end }: FolderCommand & Wiring): void {
  const command = program.command(name).description(description).argument('[path]', 'folder of the repository (default: this folder)');
  command.copyInheritedSettings(program);
  addFlags(command, flags);
  command.action(async (path: string | undefined) => {
    const run = await load();
    end(await run({ path: path ?? '.', given: givenFlags(command, flags) }, host));
  });
}

/** `lintel baseline` and what is done with it. */
function addBaseline(program: Command, { host, end }: Wiring): void {
  const parent = program.command('baseline').description('keep what is known in a file: from then on only new findings fail');
  parent.copyInheritedSettings(program);
  for (const { name, description, flags, load } of BASELINE_COMMANDS) addFolderCommand(parent, { name, description, flags, load, host, end });
  for (const command of parent.commands) command.exitOverride().showSuggestionAfterError(true);
}

const BASELINE_COMMANDS: readonly FolderCommand[] = [
  {
    name: 'create',
    description: 'check, and take everything found for known',
    flags: CREATE_FLAGS,
    load: async () => (await import('./commands/baseline.ts')).runBaselineCreate,
  },
  {
    name: 'prune',
    description: 'check, and remove what is provably gone',
    flags: PRUNE_FLAGS,
    load: async () => (await import('./commands/baseline.ts')).runBaselinePrune,
  },
  {
    name: 'show',
    description: 'list what is known; nothing is checked',
    flags: SHOW_FLAGS,
    load: async () => (await import('./commands/baseline.ts')).runBaselineShow,
  },
];

function addReport(program: Command, { host, end }: Wiring): void {
  const command = program.command('report').description('turn stored JSON reports into another format, without checking again');
  command.copyInheritedSettings(program);
  addFlags(command, STORED_FLAGS);
  command.action(async () => {
    const { runReport } = await import('./commands/report.ts');
    end(await runReport({ given: givenFlags(command, STORED_FLAGS) }, host));
  });
}

function addSmallCommands(program: Command, { host, end }: Wiring): void {
  const format = (): Option => new Option('--format <FORMAT>', 'text or json').choices(['text', 'json']).default('text');
  const add = (name: string, description: string): Command => program.command(name).description(description).copyInheritedSettings(program);
  add('explain', 'print the page of a rule or of a test of the score, or the rules of a group')
    .argument('<rule>', 'id of a rule, a group, or a test such as data-1')
    .action(async (name: string) => {
      const { runExplain } = await import('./commands/explain.ts');
      end(await runExplain(name, host));
    });
  add('rules', 'list the rules')
    .addOption(format())
    .action(async ({ format: chosen }: { readonly format: 'text' | 'json' }) => {
      const { runRules } = await import('./commands/rules.ts');
      end(await runRules(chosen, host));
    });
  add('doctor', 'print versions, the engine, limits, and what is switched off and why')
    .addOption(format())
    .action(async ({ format: chosen }: { readonly format: 'text' | 'json' }) => {
      const { runDoctor } = await import('./commands/doctor.ts');
      end(await runDoctor(chosen, host));
    });
  const clean = add('clean', 'remove what is kept of earlier runs');
  addFlags(clean, [CACHE_DIR_FLAG]);
  clean.action(async () => {
    const { runClean } = await import('./commands/clean.ts');
    end(await runClean(givenFlags(clean, [CACHE_DIR_FLAG]), host));
  });
  add('completions', 'print a script that lets a shell complete commands, flags and rules')
    .addArgument(new Argument('<shell>', SHELLS.join(', ')).choices(SHELLS))
    .action(async (shell: Shell) => {
      const { runCompletions } = await import('./commands/completions.ts');
      end(await runCompletions(shell, commandShapes(program), host));
    });
  add('server', 'run the language server')
    .requiredOption('--stdio', 'talk over stdin and stdout')
    .action(async () => host.serve());
}

function addFlags(command: Command, specs: readonly FlagSpec[]): void {
  for (const spec of specs) command.addOption(new FlagOption(spec));
}

/** Flags given on the command line, by name. */
function givenFlags(command: Command, specs: readonly FlagSpec[]): ReadonlyMap<string, readonly string[]> {
  const given = new Map<string, readonly string[]>();
  for (const { name } of specs) {
    // commander keeps `--no-x` as the attribute x set to false
    const isNegated = name.startsWith('no-');
    const attribute = (isNegated ? name.slice(3) : name).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    if (command.getOptionValueSource(attribute) !== 'cli') continue;
    const value: unknown = command.getOptionValue(attribute);
    // `--x FILE` and `--no-x` share it
    if (isNegated !== (value === false)) continue;
    given.set(name, Array.isArray(value) ? value.map(String) : [String(value)]);
  }
  return given;
}

/** `lintel` and `lintel --flag` mean `check`; a first word that is no command is refused with the nearest one. */
function withDefaultCommand(args: readonly string[], program: Command): readonly string[] {
  const [first] = args;
  if (first === undefined) return ['check'];
  if (['-h', '--help', '-V', '--version'].includes(first)) return args;
  if (first.startsWith('-')) return ['check', ...args];
  const names = program.commands.map((command) => command.name());
  if (names.includes(first)) return args;
  const nearest = didYouMean(first, names);
  throw new UsageError(`there is no command \`${first}\`${nearest === '' ? `; to check a file or folder: lintel check ${first}` : nearest}`);
}
