/** Schedules that fetch new rows and hold them against a schema before anything uses them. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { Automation } from '../../../api/repository/automation.ts';
import { YES } from '../../../api/repository/place.ts';
import type { FunctionSummary } from '../../../api/repository/program.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import type { Run } from '../../../api/repository/run.ts';
import { below, pathOf } from '../project-calls.ts';
import { startedBy } from '../started-functions.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'monitor-2/validated-on-arrival',
  find: (repository) => ({ checks: repository.automations.filter(({ triggers }) => triggers.some(({ kind }) => kind === 'schedule' || kind === 'upstream')).flatMap((automation) => validations(repository, automation)) }),
};

function validations(repository: Repository, automation: Automation): readonly FoundCheck[] {
  const started = repository.runs.flatMap((run) => {
    if (run.started?.by !== automation) return [];
    const starts = startedBy(repository, run.command);
    return starts.length === 0 ? [] : [{ run, functions: below(repository, { starts }).functions }];
  });
  if (!started.some(({ functions }) => functions.some((each) => fetches(repository, each)))) return [];
  const found = new Map<string, { readonly check: Validation; readonly runs: Run[] }>();
  for (const { run, functions } of started) {
    // what is caught and forgotten on the way stops nothing
    const caught = new Set(functions.flatMap(({ calls }) => calls.flatMap(({ target, swallowed }) => (swallowed === null || target === null ? [] : [target]))));
    for (const each of functions) {
      const check = caught.has(each.id) ? null : validationIn(each);
      if (check === null) continue;
      const known = found.get(each.id);
      if (known === undefined) found.set(each.id, { check, runs: [run] });
      else known.runs.push(run);
    }
  }
  return [...found.values()].map(({ check: { at, isReal, of }, runs }): FoundCheck => ({ items: ['monitor-2'], at, text: `${of} checks rows that newly arrive`, isReal, data: 'served', ranBy: { kind: 'runs', runs } }));
}

/** Calls that bring rows from somewhere else. */
const FETCHES = /^(?:requests|httpx|aiohttp)\.(?:get|post|Session|request)|^urllib\.request\.(?:urlopen|urlretrieve)$|^(?:kafka|confluent_kafka|aiokafka)\.\w*Consumer|^google\.cloud\.(?:bigquery|pubsub)|^airflow\.providers\.\S*Hook\.(?:get_\w+|run|download_\w+)$|^boto3\.\S*\.(?:download_file|download_fileobj|get_object)$/;

function fetches({ programs }: Repository, { id, calls }: FunctionSummary): boolean {
  if (calls.some(({ name }) => name !== null && FETCHES.test(name))) return true;
  const program = programs.find(({ path }) => path === pathOf(id));
  return program?.data?.some(({ way, medium, name }) => way === 'read' && (medium === 'topic' || medium === 'table' || /^(?:https?|ftp):/.test(name ?? ''))) ?? false;
}

interface Validation extends Pick<FoundCheck, 'at' | 'isReal'> {
  /** "`main`". */
  readonly of: string;
}

/** Raise by themselves when rows do not fit. */
const RAISES = /^pandera\.(?:\w+\.)*(?:DataFrameSchema|DataFrameModel|SchemaModel|\w+)\.validate$|^jsonschema\.(?:\w+\.)*validate$|^frictionless\.\w*validate$|^pydantic\.(?:\w+\.)*(?:validate_python|model_validate|parse_obj\w*|validate_json)$|^fastavro\.(?:\w+\.)*validate$/;
/** Their calls return what they found, and an oracle judges it. What compares two tables is another check. */
const OF_VALIDATORS = /^(?:great_expectations|soda|pydeequ)\./;

function validationIn({ calls, oracles, name, id }: FunctionSummary): Validation | null {
  const of = `\`${/^(?:|__main__)$/.test(name) ? pathOf(id) : name}\``;
  const raising = calls.find((call) => call.name !== null && call.swallowed === null && RAISES.test(call.name));
  if (raising !== undefined) return { at: raising.at, isReal: YES, of };
  const judging = oracles.filter(({ kind, judges }) => kind !== 'method' && judges.some((each) => OF_VALIDATORS.test(each)));
  const oracle = judging.find(({ canFail }) => canFail.answer === 'yes') ?? judging[0];
  return oracle === undefined ? null : { at: oracle.at, isReal: oracle.canFail, of };
}
