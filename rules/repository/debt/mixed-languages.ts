import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { nameList } from '../../api/python/name-list.ts';
import type { RepositoryPlace } from '../../api/repository/place.ts';
import type { Run } from '../../api/repository/run.ts';
import { repositoryRule } from '../../api/repository-rule.ts';

const MESSAGES = {
  mixed: '{number} languages lead through `{pipeline}`: {languages}',
} as const;

export const rule = repositoryRule({
  id: 'debt/mixed-languages',
  summary: 'One pipeline through several languages',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 5, multiple-language smell')],
  docs: {
    what: 'Finds jobs and files of targets whose commands run programs in three or more languages, Python among them.',
    why: 'Every language has tests, packages and people of its own. Steps that hand over by files cannot be tested together, and few can change all of them.',
    instead: 'Move steps into one language where it costs little, or test the hand-over: types and ranges of what one step writes and the next one reads.',
    limits: 'Only commands are looked at, not the texts of queries in Python. Builds of web pages and shell scripts do not count.',
  },
  options: {
    minimumLanguages: { kind: 'number', doc: 'Languages a pipeline must go through to be reported.', source: 'Lintel\'s own choice: Python and SQL are at home together', default: 3, min: 2, max: 20, unit: 'values' },
  },
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'SQL, R and Python',
        format: 'repository',
        fileName: 'Makefile',
        text: 'all:\n^^^ mixed\n\tpsql -f extract.sql\n\tRscript clean.R\n\tpython train.py\n',
      },
    ],
    good: [{ title: 'Python alone', format: 'repository', fileName: 'Makefile', text: 'all:\n\tpython extract.py\n\tpython train.py\n' }],
  },
  yieldsTo: [],
  looksAt: ['**/Makefile', '**/*.{yaml,yml,sh,mk,toml}', '**/Jenkinsfile*'],
  needs: 'runs',
  find: ({ repository, options }) =>
    pipelinesIn(repository.runs).flatMap(({ at, name, steps }) => {
      if (steps.size < options.minimumLanguages || !steps.has('Python')) return [];
      const related = [...steps].map(([language, step]) => ({ at: step, text: `${language} runs here` }));
      return [{ message: 'mixed' as const, at, related, data: { number: steps.size, pipeline: { text: name.replaceAll('`', "'") }, languages: { text: nameList([...steps.keys()]).replaceAll('`', '') } } }];
    }),
  mend: null,
});

interface Pipeline {
  readonly at: RepositoryPlace;
  readonly name: string;
  /** First command of each language, in the order they run. */
  readonly steps: Map<string, RepositoryPlace>;
}

function pipelinesIn(runs: readonly Run[]): readonly Pipeline[] {
  const pipelines = new Map<string, Pipeline>();
  for (const { started, through, command } of runs) {
    const [target] = through;
    const of = started === null ? target : { at: started.job.at, name: `${started.by.name}: ${started.job.name}` };
    const language = of === undefined ? null : languageOf(command.words);
    if (of === undefined || language === null) continue;
    const key = `${of.at.path}\n${of.name}`;
    const pipeline = pipelines.get(key) ?? { at: of.at, name: of.name, steps: new Map<string, RepositoryPlace>() };
    pipelines.set(key, pipeline);
    if (!pipeline.steps.has(language)) pipeline.steps.set(language, command.at);
  }
  return [...pipelines.values()];
}

const LANGUAGES: readonly (readonly [string, RegExp])[] = [
  ['Python', /^(?:python[\d.]*|ipython\d?|papermill)$|\.py$/],
  ['R', /^(?:Rscript|R)$|\.R$/],
  ['Julia', /^julia$|\.jl$/],
  ['SQL', /^(?:psql|mysql|sqlite3|bq|snowsql|sqlcmd|beeline|duckdb|clickhouse-client)$|\.sql$/],
  ['Java or Scala', /^(?:java|scala|spark-shell)$|\.jar$/],
  ['Perl', /^perl$|\.pl$/],
  ['MATLAB', /^(?:matlab|octave)$/],
];

/** By the program that is started, or the file a submitter gets. */
function languageOf(words: readonly (string | null)[]): string | null {
  const name = words[0]?.replace(/^.*\//, '') ?? '';
  const started = name === 'spark-submit' ? (words.find((word) => word !== null && /\.(?:py|jar|R)$/.test(word)) ?? '') : name;
  return LANGUAGES.find(([, pattern]) => pattern.test(started))?.[0] ?? null;
}
