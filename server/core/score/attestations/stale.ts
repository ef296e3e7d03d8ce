/** What happened in a repository since somebody attested something: other data, other dependencies, other people. */
import type { RubricTest } from '../../../../rules/api/checklist/rubric.ts';
import type { Commit, GitFacts } from '../../../../rules/api/repository/files.ts';
import { matchesGlob } from '../../glob.ts';
import type { DescribedRule } from '../../meta-rules.ts';
import type { Attestation } from './attestation.ts';
import { daysAfter } from './days.ts';
import { dataChanged, dependenciesChanged, personLeft } from './rules.ts';

export interface Stale {
  readonly rule: DescribedRule;
  readonly message: string;
  readonly words: Readonly<Record<string, string>>;
  /** Key of the entry that it is said of. */
  readonly key: 'commit' | 'performedBy';
  readonly isFatal: boolean;
}

export interface StaleRequest {
  readonly entry: Attestation;
  readonly test: RubricTest;
  readonly git: GitFacts | null;
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** Nothing where git does not tell. */
export function staleness({ entry, test, git, today }: StaleRequest): readonly Stale[] {
  if (git === null || git.isShallow) return [];
  const later = laterThan(git, entry.commit);
  return [...ofData(entry, { test, later }), ...ofDependencies(later), ...ofPerson(entry, { git, today })];
}

function laterThan({ commits }: GitFacts, commit: string | null): readonly Commit[] {
  const index = commit === null ? -1 : commits.findIndex(({ id }) => id.startsWith(commit.toLowerCase()));
  return commits.slice(0, Math.max(0, index));
}

const VERSIONS = /(?:^|\/)dvc\.lock$|\.dvc$/;
const DATA = /\.(?:csv|tsv|parquet|feather|arrow|jsonl|ndjson|npz|npy|h5|hdf5|xlsx?)(?:\.(?:gz|bz2|xz|zst))?$/i;

function ofData({ scope }: Attestation, { test, later }: { readonly test: RubricTest; readonly later: readonly Commit[] }): readonly Stale[] {
  if (test.section !== 'data' && test.section !== 'model') return [];
  const isOfData = (path: string): boolean => VERSIONS.test(path) || (DATA.test(path) && scope.some((glob) => matchesGlob(glob, path)));
  const path = later.flatMap(({ paths }) => paths).find(isOfData);
  return path === undefined ? [] : [{ rule: dataChanged, message: 'changed', words: { path }, key: 'commit', isFatal: true }];
}

const LOCKS = /(?:^|\/)(?:poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|pixi\.lock|conda-lock\.yml|requirements[\w.-]*\.(?:txt|lock)|environment\.ya?ml)$/;

function ofDependencies(later: readonly Commit[]): readonly Stale[] {
  const changes = later.flatMap(({ paths }) => paths.find((path) => LOCKS.test(path)) ?? []);
  const [path] = changes;
  return path === undefined ? [] : [{ rule: dependenciesChanged, message: 'changed', words: { path, count: changes.length === 1 ? '1 commit' : `${changes.length} commits` }, key: 'commit', isFatal: false }];
}

/** Days without a commit after which somebody may have left. Source: our own choice. */
const LEFT_DAYS = 180;

function ofPerson({ performedBy }: Attestation, { git, today }: { readonly git: GitFacts; readonly today: string }): readonly Stale[] {
  const last = git.commits.find((commit) => isBy(commit, performedBy ?? ''));
  const newest = git.commits[0]?.date.slice(0, 10);
  if (performedBy === null || last === undefined || newest === undefined) return [];
  const gone = daysAfter(last.date.slice(0, 10), LEFT_DAYS);
  return gone < today && gone < newest ? [{ rule: personLeft, message: 'left', words: { person: performedBy, day: last.date.slice(0, 10) }, key: 'performedBy', isFatal: false }] : [];
}

/** By name, address, or both as git writes them; a handle by what stands before the `@` of the address. */
function isBy({ author, email }: Commit, person: string): boolean {
  const wanted = person.trim().toLowerCase();
  const [name, address] = [author.toLowerCase(), email.toLowerCase()];
  return wanted !== '' && [name, address, `${name} <${address}>`, address.split('@')[0] ?? ''].includes(wanted.replace(/^@/, ''));
}
