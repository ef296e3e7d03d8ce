/** Jobs that delete what people asked to delete or what is kept too long, in code, in SQL and on command lines. */
import type { CodeFinder, FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import { walk } from '../../../api/python/children.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call, Node } from '../../../api/python/syntax.ts';
import { enclosing } from '../../../api/python/syntax.ts';
import { YES } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import type { CodeRequest } from '../judged.ts';
import { callsOf } from '../results.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

/** Names of such jobs. */
const SAYS = /(?:^|[_/.-])(?:forget\w*|eras(?:e|ure|ing)\w*|gdpr\w*|ccpa\w*|retention\w*|purge\w*|right_to_be_forgotten|delet(?:e|ion)_?(?:requests?|users?|customers?|persons?|people|accounts?|subjects?|old_\w+|personal\w*)|anonymi[sz]e_(?:old|expired)\w*|expire_\w+)(?:[_/.-]|$)/i;
const DELETES_ROWS = /\bdelete\s+from\b|\bdrop\s+partition\b|\btruncate\b/i;
/** Rows of people who asked, rows older than a time. */
const OF_PEOPLE = /\b(?:requests?|erasure|forget|gdpr|opt(?:ed)?_?out|deleted_users?|deletion\w*)\b|(?:now\(\)|current_(?:date|timestamp)|getdate\(\)|sysdate)\s*-|\binterval\b|date_sub|dateadd|timestamp_sub/i;
const REMOVES = /^os\.remove$|(?:^|\.)(?:unlink|rmtree|rmdir|delete_objects?|delete_blobs?|delete_file|delete_many|delete_one|delete_by_query|delete_rows?)$/;
/** Files that hold no rows of people. */
const NO_ROWS = /model|checkpoint|artifact|cache|tmp|temp|build|dist|pycache|\.pkl|\.pt\b|\.joblib|lock/i;
const ROWS_OF_PEOPLE = /raw|data\b|users?|customers?|events?|logs?|requests?|recordings?|uploads?|audio|images|personal|training/i;

export const codeFinder: CodeFinder = {
  name: 'data-5/deletions',
  find: (request) => (isTestPath(request.program.path) || isExamplePath(request.program.path) || /(?:^|\/)migrations?\//.test(request.program.path) || request.program.kind === 'notebook' ? {} : { checks: deletionsIn(request) }),
};

function deletionsIn(request: CodeRequest): readonly FoundCheck[] {
  const { facts, program, placeOf, ownerOf } = request;
  const found = callsOf(facts).flatMap(({ node, name }): readonly FoundCheck[] => {
    const around = enclosing(node, ['FunctionDef']);
    const says = SAYS.test(program.path.replace(/\.py$/, '')) || SAYS.test(around?.name ?? '');
    const text = textsIn(node);
    const isOfRows = DELETES_ROWS.test(text) && (says || OF_PEOPLE.test(text)) && /(?:^|\.)(?:execute|executemany|sql|query|run_query|raw|exec_driver_sql|command|run)$/.test(name);
    const isOfFiles = REMOVES.test(name) && (says ? !NO_ROWS.test(textAround(facts, node)) : isByAge(facts, node) && ROWS_OF_PEOPLE.test(textAround(facts, node)) && !NO_ROWS.test(textAround(facts, node)));
    if (!isOfRows && !isOfFiles) return [];
    return [{ items: ['data-5'], at: placeOf(node), text: isOfRows ? 'rows of people are deleted' : 'files with rows are deleted', isReal: YES, data: 'unknown', ranBy: { kind: 'function', id: ownerOf(node) } }];
  });
  return found.slice(0, MOST_CHECKS);
}

/** One job deletes in many places. Own choice. */
const MOST_CHECKS = 3;

function textsIn(node: Call): string {
  const found: string[] = [];
  walk(node, (each) => void (each.kind === 'Constant' && typeof each.value === 'string' ? found.push(each.value.slice(0, 2_000)) : undefined));
  return found.join(' ');
}

/** The function, or the loop in the file's body, it stands in. */
function textAround(facts: Facts, node: Node): string {
  const around = enclosing(node, ['FunctionDef', 'For']);
  const outer = around?.kind === 'For' ? around : (around ?? node);
  return facts.textOf(outer).slice(0, 3_000);
}

/** Under a condition on time. */
function isByAge(facts: Facts, node: Node): boolean {
  for (let at = node.parent; at !== null && at.kind !== 'FunctionDef'; at = at.parent) if (at.kind === 'If' && /mtime|ctime|time\(\)|now\(|today|days|timedelta|cutoff|expir|last_modified|created|older/i.test(facts.textOf(at.test))) return true;
  return false;
}

export const repositoryFinder: RepositoryFinder = {
  name: 'data-5/deletions',
  find: (repository) => ({ checks: [...bySqlFiles(repository), ...byCommands(repository)] }),
};

/** `psql -f retention.sql` */
function bySqlFiles({ files, runs }: Repository): readonly FoundCheck[] {
  return files.matching('**/*.sql').flatMap(({ path }): readonly FoundCheck[] => {
    const text = files.text(path) ?? '';
    const start = text.search(DELETES_ROWS);
    if (start < 0 || isTestPath(path) || /(?:^|\/)migrations?\//.test(path) || !(SAYS.test(path) || OF_PEOPLE.test(text.slice(start, start + 2_000)))) return [];
    const name = path.slice(path.lastIndexOf('/') + 1);
    const starting = runs.filter(({ command: { words } }) => words.some((word) => word !== null && word.endsWith(name)));
    return [{ items: ['data-5'], at: files.place(path, start, start + 'delete'.length), text: 'rows of people are deleted', isReal: YES, data: 'unknown', ranBy: { kind: 'runs', runs: starting } }];
  });
}

const LIFECYCLE = /^(?:aws s3api put-bucket-lifecycle(?:-configuration)?|gsutil lifecycle set|gcloud storage buckets update .*--lifecycle-file|bq update .*--(?:default_(?:table|partition)_expiration|time_partitioning_expiration)|az storage account management-policy create|find \S*(?:data|raw|logs|events|uploads|recordings)\S* .*-mtime \S+ .*-delete)\b/;

function byCommands({ runs }: Repository): readonly FoundCheck[] {
  return runs.flatMap((run): readonly FoundCheck[] => {
    const line = run.command.words.map((word) => word ?? '$').join(' ');
    return LIFECYCLE.test(line) ? [{ items: ['data-5'], at: run.command.at, text: 'data is deleted after a time', isReal: YES, data: 'unknown', ranBy: { kind: 'runs', runs: [run] } }] : [];
  });
}
