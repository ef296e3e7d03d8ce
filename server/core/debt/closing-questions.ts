/** The five questions the paper closes with, each with what can be counted in a repository. */
import type { SectionVerdict } from '../../../rules/api/checklist/verdict.ts';
import type { Repository } from '../../../rules/api/repository/repository.ts';

export interface ClosingQuestion {
  readonly question: string;
  /** One clause each; empty when nothing here says anything. */
  readonly numbers: readonly string[];
}

export function closingQuestions(repository: Repository, sections: readonly SectionVerdict[]): readonly ClosingQuestion[] {
  return [
    { question: 'How easily can a wholly new algorithm be tried at full scale?', numbers: touched(repository) },
    { question: 'What are all data dependencies, direct and indirect?', numbers: dependencies(repository) },
    { question: 'How precisely can the impact of a change be measured?', numbers: statusOf(sections, ['model-2', 'model-6', 'infra-4', 'monitor-7']) },
    { question: 'Does improving one model or signal make others worse?', numbers: coupling(repository) },
    { question: 'How fast do newcomers get productive?', numbers: newcomers(repository) },
  ];
}

const FIT = /\.(?:fit|fit_transform|fit_predict|partial_fit)$/;

/** Programs that name the class of an estimator they fit. */
function touched({ programs, runs }: Repository): readonly string[] {
  const byClass = new Map<string, Set<string>>();
  for (const { path, functions } of programs) {
    if (functions.some(({ test }) => test !== null)) continue;
    for (const { name } of functions.flatMap((each) => each.calls)) {
      if (name === null || !FIT.test(name)) continue;
      const estimator = name.replace(FIT, '');
      byClass.set(estimator, (byClass.get(estimator) ?? new Set()).add(path));
    }
  }
  const [most] = [...byClass].toSorted((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1));
  const targets = new Set(runs.flatMap(({ through }) => through.slice(0, 1).map(({ kind, name }) => `${kind} ${name}`))).size;
  const fits = most === undefined ? [] : [`\`${most[0].slice(most[0].lastIndexOf('.') + 1)}\` is fitted in ${plural(most[1].size, 'program', 'programs')}, each of which changes with it`, `${plural(byClass.size, 'class', 'classes')} of estimators and transformers are fitted by name`];
  return [...fits, targets === 0 ? 'no script or target runs the pipeline by one command' : `${plural(targets, 'command', 'commands')} can be started by name`];
}

const DATA = /\.(?:csv|tsv|parquet|feather|jsonl|npz|npy|h5|sqlite3?|db)(?:\.gz)?$/i;

function dependencies({ files, git }: Repository): readonly string[] {
  const data = files.all.filter(({ path }) => DATA.test(path));
  const tracked = data.filter(({ isTracked }) => isTracked === true).length;
  const pointers = files.matching('**/*.dvc').length;
  return [
    ...(data.length === 0 ? [] : [`${plural(data.length, 'file of data', 'files of data')}, ${git === null ? 'and nothing tells which of them are under version control' : `${tracked} of them under version control`}`]),
    ...(pointers === 0 ? [] : [`${plural(pointers, 'dataset', 'datasets')} versioned with DVC`]),
    'for producers and readers of each, run `lintel catalog`',
  ];
}

function statusOf(sections: readonly SectionVerdict[], ids: readonly string[]): readonly string[] {
  const tests = sections.flatMap((section) => section.tests);
  return ids.flatMap((id) => tests.filter((test) => test.id === id)).map(({ id, status, title }) => `${id} is ${status}: ${title}`);
}

/** Modules of the project that several training programs use. */
function coupling({ programs }: Repository): readonly string[] {
  const training = programs.filter(({ functions }) => functions.some(({ calls, test }) => test === null && calls.some(({ name }) => name !== null && FIT.test(name))));
  const shared = new Map<string, number>();
  for (const { uses } of training) for (const path of new Set(uses)) shared.set(path, (shared.get(path) ?? 0) + 1);
  const several = [...shared].filter(([, number]) => number > 1).toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const [most] = several;
  return [`${plural(training.length, 'program fits', 'programs fit')} something`, ...(most === undefined ? [] : [`${plural(several.length, 'module is', 'modules are')} used by more than one of them, \`${most[0]}\` by ${most[1]}`])];
}

const START = /install|set.?up|getting started|quick.?start|usage|how to run|development|requirements/i;

function newcomers({ documents, files, project, git }: Repository): readonly string[] {
  const sections = documents.filter(({ at, titles }) => /^readme\b/i.test(at.path) && titles.some((title) => START.test(title)));
  const commands = sections.flatMap(({ text }) => text.split('\n').filter((line) => /^\s*(?:\$ |pip |pip3 |conda |python |python3 |make |docker |git clone|poetry |uv |npm |source |export |cd )/.test(line))).length;
  const container = files.all.some(({ path }) => /^\.devcontainer\b|(?:^|\/)(?:Dockerfile|docker-compose\.ya?ml|compose\.ya?ml)$/.test(path));
  return [
    sections.length === 0 ? 'the README has no section that says how to begin' : `${plural(commands, 'command', 'commands')} to type in the README before the first result`,
    `${container ? 'a container' : 'no container'} and ${project.locks.length > 0 ? 'a lock file' : 'no lock file'}`,
    ...(git === null || git.commits.length === 0 ? [] : [`${plural(new Set(git.commits.map(({ email }) => email)).size, 'author', 'authors')} in the last ${plural(git.commits.length, 'commit', 'commits')}`]),
  ];
}

function plural(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
