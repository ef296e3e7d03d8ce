/** man/lintel.1, from the tables of commands and flags. */
import type { CommandShape, FlagShape } from '../../server/cli/command-shape.ts';
import type { CliHost } from '../../server/cli/host.ts';
import { describeCommands } from '../../server/cli/run.ts';

/** @param version as package.json has it */
export function manPage(version: string): string {
  // describing commands asks the host for nothing but its version
  const commands = describeCommands({ version } as CliHost);
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['NAME', ['lintel \\- check machine\\-learning projects: their code, notebooks and data']],
    ['SYNOPSIS', commands.filter(({ words }) => !hasChildren(words, commands)).flatMap((command, index) => [...(index === 0 ? [] : ['.br']), synopsis(command)])],
    ['DESCRIPTION', [
      text('Lintel says what is wrong with machine-learning projects: pipeline code and notebooks that leak test rows into training, evaluate wrongly or cannot be repeated, and tables that would mislead a model. It says how ready a project is for production by the ML Test Score, with the evidence for each test.'),
      '.PP',
      text('It runs nothing of the project, changes no data and needs no network. Without a command, lintel is lintel check .'),
    ]],
    ['COMMANDS', commands.filter(({ words }) => !hasChildren(words, commands)).flatMap((command) => describe(command, commands))],
    ['EXIT STATUS', EXIT_CODES.flatMap(([code, doc]) => ['.TP', `.B ${code}`, text(doc)])],
    ['ENVIRONMENT', ['.TP', '.B LINTEL_FLAG', text('sets the flag of that name, such as LINTEL_FAIL_ON=warning. Flags win over variables, variables over config files.'), '.TP', '.BR NO_COLOR , " FORCE_COLOR"', text('switch colours off and on.')]],
    ['FILES', FILES.flatMap(([file, doc]) => ['.TP', `.I ${text(file)}`, text(doc)])],
    ['EXAMPLES', EXAMPLES.flatMap(([command, doc]) => ['.TP', `.B ${text(command)}`, text(doc)])],
  ];
  return ['.\\" Written by npm run gen; do not edit.', `.TH LINTEL 1 "" "lintel ${text(version)}" "User Commands"`, ...sections.flatMap(([title, lines]) => [`.SH ${title.includes(' ') ? `"${title}"` : title}`, ...lines]), ''].join('\n');
}

const EXIT_CODES: readonly (readonly [string, string])[] = [
  ['0', 'everything was checked, nothing reached the threshold'],
  ['1', 'findings at or above the threshold'],
  ['2', 'the whole job could not be done: a wrong flag or config, no such file, a file that could not be checked, an internal error; wins over 1'],
  ['130, 143', 'stopped by a signal; the report is valid and marked incomplete'],
];

const FILES: readonly (readonly [string, string])[] = [
  ['lintel.yaml, .lintel.yaml, [tool.lintel] in pyproject.toml', 'configuration; the nearest to a file holds for it'],
  ['.lintelignore', 'what is not looked at, written as .gitignore is'],
  ['.lintel/baseline.json', 'known findings'],
  ['.lintel/attestations.yaml', 'what people state about tests of the score that no file can prove'],
];

const EXAMPLES: readonly (readonly [string, string])[] = [
  ['lintel check src notebooks --fail-on warning', 'checks two folders; warnings fail as well'],
  ['lintel check --output sarif=lintel.sarif', 'writes a report beside the one on the terminal'],
  ['lintel data train.csv --label churned', 'draws a table and checks it'],
  ['lintel init --ci github --yes', 'writes a config file, a CI job and a hook'],
];

function hasChildren(words: readonly string[], commands: readonly CommandShape[]): boolean {
  return commands.some((other) => other.words.length > words.length && other.words[0] === words[0]);
}

function synopsis({ words, argument }: CommandShape): string {
  return `.B lintel ${words.map(text).join(' ')}\n[\\fIOPTIONS\\fR]${argument === null ? '' : ` ${text(argument.shown)}`}`;
}

function describe({ words, summary, argument, flags }: CommandShape, commands: readonly CommandShape[]): readonly string[] {
  const isFix = words.join(' ') === 'fix';
  const check = commands.find((each) => each.words.join(' ') === 'check');
  // a manual that says the same flags twice is not read
  const own = words[0] === 'check' || check === undefined ? flags : flags.filter((flag) => !check.flags.some((other) => isSame(flag, other)));
  const isShared = own.length < flags.length;
  return [
    `.SS "lintel ${words.map(text).join(' ')}${argument === null ? '' : ` ${text(argument.shown)}`}"`,
    `${text(`${summary[0]?.toUpperCase() ?? ''}${summary.slice(1)}.`)}${argument === null ? '' : ` ${text(`${argument.doc[0]?.toUpperCase() ?? ''}${argument.doc.slice(1)}.`)}`}`,
    ...own.flatMap(flagLines),
    ...(isShared ? ['.PP', isFix ? text('Flags as those of lintel check.') : `${text('As lintel check: ')}${flags.filter((flag) => !own.includes(flag)).map(({ name }) => `\\fB${text(`--${name}`)}\\fR`).join(', ')}.`] : []),
  ];
}

function isSame(flag: FlagShape, other: FlagShape): boolean {
  return flag.name === other.name && flag.doc === other.doc;
}

function flagLines({ name, short, placeholder, doc }: FlagShape): readonly string[] {
  const names = [...(short === null ? [] : [`\\fB${text(`-${short}`)}\\fR`]), `\\fB${text(`--${name}`)}\\fR${placeholder === null ? '' : ` \\fI${text(placeholder)}\\fR`}`];
  return ['.TP', names.join(', '), text(doc)];
}

/** The roff sink: nothing of the text is a request or an escape, and hyphens stay what can be pasted. */
function text(plain: string): string {
  const safe = plain.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('"', '\\(dq').replaceAll('…', '...');
  return safe.replace(/^([.'])/, '\\&$1');
}
