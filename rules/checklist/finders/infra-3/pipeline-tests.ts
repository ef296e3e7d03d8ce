/** Tests and fixtures that run the pipeline of the project from data to predictions. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import { YES } from '../../../api/repository/place.ts';
import type { CallSummary, FunctionId, FunctionSummary } from '../../../api/repository/program.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import { textOfPlace } from '../place-text.ts';
import { below, FITS, JUDGES, pathOf, READS, startsOf } from '../project-calls.ts';
import { isTestPath } from '../test-paths.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'infra-3/pipeline-tests',
  find: (repository) => ({
    checks: repository.programs.flatMap(({ functions }) => functions.flatMap((test) => (test.test === null ? [] : checkOf(repository, test)))).slice(0, MOST_CHECKS),
  }),
};

/** Own choice. */
const MOST_CHECKS = 50;

function checkOf(repository: Repository, test: FunctionSummary): readonly FoundCheck[] {
  const near = below(repository, { starts: [test.id], deep: 3, follows: (id) => isTestPath(pathOf(id)) || pathOf(id) === pathOf(test.id) });
  const runner = near.calls.find(({ name, at }) => name !== null && (RUNNERS.test(name) || (/^subprocess\./.test(name) && RUNS_PIPELINE.test(textOfPlace(repository, at)))));
  const found = { items: ['infra-3'] as const, data: 'unknown' as const, isReal: YES, ranBy: { kind: 'function' as const, id: test.id } };
  if (runner !== undefined) return [{ ...found, at: runner.at, text: `\`${test.name}\` runs the pipeline by \`${runner.name ?? ''}\`` }];
  const entries = near.calls.filter(({ target }) => target !== null && !isTestPath(pathOf(target)) && pathOf(target) !== pathOf(test.id));
  const targets = [...new Set([...entries.flatMap(({ target }) => target ?? []), ...startedByTexts(repository, { test, near: near.calls })])];
  const whole = below(repository, { starts: targets });
  const reached = whole.functions.filter(({ id }) => !isTestPath(pathOf(id)));
  const own = [...reached, ...nestedIn(repository, reached)];
  const names = own.flatMap(({ calls }) => calls.flatMap(({ name }) => name ?? []));
  const near3 = near.calls.flatMap(({ name }) => name ?? []);
  const isAsked = near3.some((name) => /(?:TestClient|test_client|Client)\b.*\.(?:get|post)$|^(?:requests|httpx)\.(?:get|post)$/.test(name));
  const has = (pattern: RegExp, among: readonly string[]): boolean => among.some((name) => pattern.test(name));
  // a pipeline is more than one function that does it all for a library's test
  const isSpread = own.filter(({ calls }) => calls.some(({ name }) => name !== null && (FITS.test(name) || JUDGES.test(name) || READS.test(name)))).length >= 2;
  if (!isSpread || !has(FITS, names) || !(isAsked || has(JUDGES, [...names, ...near3])) || !has(READS, names)) return [];
  const [entry] = entries;
  return [{ ...found, at: entry?.at ?? test.at, text: `\`${test.name}\` runs the project from reading over training to predictions` }];
}

/** Routes and the like that a function defines inside. */
function nestedIn({ programs }: Repository, functions: readonly FunctionSummary[]): readonly FunctionSummary[] {
  const outer = new Set(functions.map(({ id }) => id));
  const paths = new Set(functions.map(({ id }) => pathOf(id)));
  return programs.flatMap((program) => (paths.has(program.path) ? program.functions.filter(({ id }) => !outer.has(id) && id.includes('.', id.indexOf('::')) && outer.has(id.slice(0, id.lastIndexOf('.')) as FunctionId)) : []));
}

/** Programs and commands of the project that a test starts by their names: `subprocess.run([sys.executable, "src/train.py"])`, `CliRunner().invoke(app, ["train"])`. */
function startedByTexts({ programs, files }: Repository, { test, near }: { readonly test: FunctionSummary; readonly near: readonly CallSummary[] }): readonly FunctionId[] {
  const starts = near.some(({ name }) => name !== null && /^(?:subprocess\.|os\.system$|runpy\.|pytest\.console_scripts)|(?:^|\.)(?:invoke|script_runner\.run|check_call|check_output)$|CliRunner/.test(name));
  const text = starts ? bodyOf(files.text(test.at.path) ?? '', test.at.range?.start.line ?? 1) : '';
  if (text === '') return [];
  const written = new Set([...text.matchAll(/["']([\w./-]{1,120})["']/g)].map((match) => match[1] ?? ''));
  const uses = new Set(programs.find(({ path }) => path === test.at.path)?.uses);
  return programs.flatMap((program): readonly FunctionId[] => {
    if (isTestPath(program.path)) return [];
    const module = program.path.replace(/\.py$/, '').replaceAll('/', '.');
    if ([...written].some((word) => word === program.path || word.endsWith(`/${program.path}`) || word === module || (word.endsWith('.py') && program.path.endsWith(`/${word}`)))) return startsOf(program);
    return uses.has(program.path) ? program.functions.flatMap(({ id, name, decorators }) => (decorators.some((each) => /command|click|typer/i.test(each)) && (written.has(name) || written.has(name.replaceAll('_', '-'))) ? [id] : [])) : [];
  });
}

/** Up to the next definition that is no deeper. */
function bodyOf(text: string, line: number): string {
  const lines = text.split('\n').slice(line - 1, line + 200);
  const indent = /^\s*/.exec(lines[0] ?? '')?.[0].length ?? 0;
  const end = lines.findIndex((each, index) => index > 0 && /\S/.test(each) && (/^\s*/.exec(each)?.[0].length ?? 0) <= indent && !/^\s*[)\]}]/.test(each));
  return (end < 0 ? lines : lines.slice(0, end)).join('\n');
}

export const RUNNERS = /(?:^|\.)(?:KedroSession(?:\.create)?\.run|(?:Sequential|Thread|Parallel)Runner\.run|(?:LocalDagRunner|BeamDagRunner)\.run|luigi\.build|execute_in_process|LocalPipelineSession|dagster\.materialize|kfp\.local\.init|ploomber\.\S*DAG\.build|DAG\.test|DagBag\.get_dag\.test)$/;
const RUNS_PIPELINE = /\bdvc\b.*\brepro\b|\bkedro\b.*\brun\b|\bmlflow\b.*\brun\b|\bmake\b.*\bpipeline\b|\bsnakemake\b/s;
