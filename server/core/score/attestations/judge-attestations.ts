/** Which attestations count, for how much, and what is wrong with them. A proven negative is never overridden. */
import type { Rubric, RubricTest } from '../../../../rules/api/checklist/rubric.ts';
import type { Link, RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import type { Repository } from '../../../../rules/api/repository/repository.ts';
import { matchesGlob } from '../../glob.ts';
import type { DescribedRule } from '../../meta-rules.ts';
import { nearestName } from '../../nearest-name.ts';
import type { Share } from '../judge-item.ts';
import type { RequirementVerdict } from '../judge-requirement.ts';
import type { Attestation, AttestationProblem, Attestations, Claim } from './attestation.ts';
import { daysAfter } from './days.ts';
import { contradicted, evidenceChanged, evidenceMissing, expired, expiresSoon, incompleteEntry, lastsTooLong, manyNotApplicable, scopeChanged, selfReview, unknownTest } from './rules.ts';
import { staleness } from './stale.ts';

export type { AttestationProblem } from './attestation.ts';

/** What the attestations of one test come to. */
export interface TestClaims {
  readonly attested: Share;
  readonly claimed: Share;
  readonly isNotApplicable: boolean;
  readonly links: readonly Link[];
}

export interface JudgeAttestationsRequest {
  readonly attestations: Attestations;
  readonly rubric: Rubric;
  /** By id of the test. */
  readonly judged: ReadonlyMap<string, RequirementVerdict>;
  readonly repository: Repository;
  /** YYYY-MM-DD. */
  readonly today: string;
}

export interface JudgedAttestations {
  readonly claims: ReadonlyMap<string, TestClaims>;
  readonly problems: readonly AttestationProblem[];
}

export function judgeAttestations(request: JudgeAttestationsRequest): JudgedAttestations {
  const { attestations, rubric, judged } = request;
  const problems: AttestationProblem[] = [...attestations.problems];
  const claims = new Map<string, TestClaims>();
  const tests = new Map(rubric.tests.flatMap((test) => [test.id, ...test.aliases].map((name) => [name, test] as const)));
  for (const entry of attestations.entries) {
    const test = tests.get(entry.test);
    if (test === undefined) {
      problems.push(...unknown(entry, rubric));
      continue;
    }
    if (isBlank(entry)) continue;
    const of: Judging = { ...request, entry, test, verdict: judged.get(test.id) ?? null };
    const found = [...incomplete(of), ...age(of), ...evidence(of), ...scope(of), ...stale(of), ...review(of), ...contradiction(of)];
    problems.push(...found.map(({ problem }) => problem));
    const counts = found.every(({ isFatal }) => !isFatal);
    const before = claims.get(test.id);
    claims.set(test.id, {
      attested: larger(before?.attested ?? 0, counts ? attestedBy(of) : 0),
      claimed: larger(before?.claimed ?? 0, CLAIMED[entry.claim]),
      isNotApplicable: (before?.isNotApplicable ?? false) || (counts && entry.claim === 'not-applicable' && test.mayNotApply),
      links: [...(before?.links ?? []), { at: entry.at, text: linkText(entry, counts) }],
    });
  }
  problems.push(...tooMany(rubric, { claims, entries: attestations.entries }));
  return { claims, problems };
}

/** An entry that nobody has filled in says nothing yet. */
function isBlank({ statement, result, evidence: shown, distributed, performedBy, reason }: Attestation): boolean {
  return statement === '' && result === null && reason === null && shown.length === 0 && distributed === null && performedBy === null;
}

/** What each claim would be worth if it were taken at its word. */
const CLAIMED: Readonly<Record<Claim, Share>> = { manual: 0.5, 'automated-elsewhere': 1, 'not-applicable': 0, decision: 0, dispute: 1 };

interface Judging extends JudgeAttestationsRequest {
  readonly entry: Attestation;
  readonly test: RubricTest;
  readonly verdict: RequirementVerdict | null;
}

interface Found {
  readonly problem: AttestationProblem;
  /** True where the attestation does not count because of it. */
  readonly isFatal: boolean;
}

function attestedBy({ entry, verdict, test }: Judging): Share {
  if (!test.manual.isAllowed && entry.claim === 'manual') return 0;
  switch (entry.claim) {
    case 'manual':
      return 0.5;
    case 'automated-elsewhere': {
      const isPartial = verdict !== null && !['none', 'mention'].includes(verdict.level);
      const isResolvable = entry.evidence.some(({ kind, ref }) => (kind === 'url' || kind === 'run') && /^https:\/\/[^\s/]+\.[^\s/]+\/\S+/.test(ref));
      return isPartial && isResolvable ? 1 : 0.5;
    }
    case 'not-applicable':
    case 'decision':
    case 'dispute':
      return 0;
  }
}

function linkText({ claim, statement, performedOn }: Attestation, counts: boolean): string {
  const said = statement.length > SHOWN_CHARACTERS ? `${statement.slice(0, SHOWN_CHARACTERS)}…` : statement;
  return `${counts ? 'attested' : 'claimed, and does not count'} (${claim}${performedOn === null ? '' : `, ${performedOn}`}): ${said.replaceAll(/\s+/g, ' ')}`;
}

const SHOWN_CHARACTERS = 120;

/** Characters of a statement that can say something. Own choice. */
const LEAST_CHARACTERS = 40;

function incomplete({ entry }: Judging): readonly Found[] {
  const { test, claim, places } = entry;
  const missing = (key: string): Found => fatal(incompleteEntry, 'missing', { test, key }, entry.at);
  const byHand = claim === 'manual';
  return [
    ...(entry.statement === '' ? [missing('statement')] : []),
    ...(entry.statement !== '' && entry.statement.length < LEAST_CHARACTERS ? [fatal(incompleteEntry, 'short', { length: String(entry.statement.length), least: String(LEAST_CHARACTERS) }, places.get('statement') ?? entry.at)] : []),
    ...(byHand && entry.result === null ? [missing('result')] : []),
    ...(byHand && entry.distributed === null ? [missing('distributed')] : []),
    ...((byHand || claim === 'automated-elsewhere') && entry.evidence.length === 0 ? [missing('evidence')] : []),
    ...(entry.performedOn === null ? [missing('performedOn')] : []),
    ...(entry.performedBy === null ? [missing('performedBy')] : []),
    ...((claim === 'not-applicable' || claim === 'dispute') && entry.reason === null ? [fatal(incompleteEntry, 'reason', { test }, entry.at)] : []),
  ];
}

/** Days before the last one from which on it is told. Own choice. */
const SOON_DAYS = 14;

function age({ entry, test, today }: Judging): readonly Found[] {
  if (entry.performedOn === null) return [];
  const latest = daysAfter(entry.performedOn, test.manual.maxDays);
  const last = entry.expires === null || entry.expires > latest ? latest : entry.expires;
  const place = entry.places.get(entry.expires === null ? 'performedOn' : 'expires') ?? entry.at;
  return [
    ...(entry.expires !== null && entry.expires > latest ? [soft(lastsTooLong, 'long', { days: String(test.manual.maxDays), day: latest }, place)] : []),
    ...(entry.performedOn > today ? [fatal(incompleteEntry, 'missing', { test: entry.test, key: 'performedOn in the past' }, entry.places.get('performedOn') ?? entry.at)] : []),
    ...(today > last ? [fatal(expired, 'expired', { test: entry.test, day: last }, place)] : daysAfter(today, SOON_DAYS) >= last ? [soft(expiresSoon, 'soon', { test: entry.test, day: last }, place)] : []),
  ];
}

function evidence({ entry, repository, attestations }: Judging): readonly Found[] {
  return entry.evidence.flatMap(({ kind, ref, sha256, at }): readonly Found[] => {
    if (kind === 'commit') return hasCommit(repository, ref) === false ? [fatal(evidenceMissing, 'commit', { commit: ref }, at)] : [];
    if (kind !== 'file') return [];
    if (!repository.files.has(ref)) return [fatal(evidenceMissing, 'missing', { path: ref }, at)];
    const digest = attestations.digests.get(ref);
    return sha256 !== null && digest !== undefined && digest !== sha256 ? [fatal(evidenceChanged, 'changed', { path: ref }, at)] : [];
  });
}

/** Commits git tells at most; a history that long may go on. */
const TOLD_COMMITS = 2000;

/** Null where it cannot be told. */
function hasCommit({ git }: Repository, commit: string): boolean | null {
  if (git === null || git.isShallow || git.commits.length >= TOLD_COMMITS) return null;
  return /^[0-9a-f]{7,64}$/i.test(commit) && git.commits.some(({ id }) => id.startsWith(commit.toLowerCase()));
}

/** Commits from which on code is another. Own choice. */
const MANY_COMMITS = 10;

function scope({ entry, repository }: Judging): readonly Found[] {
  const { commit, places } = entry;
  if (commit === null || repository.git === null) return [];
  if (hasCommit(repository, commit) === false) return [fatal(evidenceMissing, 'commit', { commit }, places.get('commit') ?? entry.at)];
  const index = repository.git.commits.findIndex(({ id }) => id.startsWith(commit.toLowerCase()));
  const later = repository.git.commits.slice(0, Math.max(0, index)).filter(({ paths }) => paths.some((path) => entry.scope.some((glob) => matchesGlob(glob, path))));
  if (later.length === 0) return [];
  const words = { count: later.length === 1 ? '1 commit' : `${later.length} commits` };
  const place = places.get('scope') ?? entry.at;
  return [later.length > MANY_COMMITS ? fatal(scopeChanged, 'many', words, place) : soft(scopeChanged, 'some', words, place)];
}

function stale({ entry, test, repository, today }: Judging): readonly Found[] {
  return staleness({ entry, test, git: repository.git, today }).map(({ rule, message, words, key, isFatal }) => (isFatal ? fatal : soft)(rule, message, words, entry.places.get(key) ?? entry.at));
}

function review({ entry, test }: Judging): readonly Found[] {
  const isAsked = test.manual.reviewer === 'required';
  const find = isAsked ? fatal : soft;
  if (entry.reviewedBy === null) return isAsked ? [fatal(selfReview, 'nobody', {}, entry.at)] : [];
  const isSame = entry.performedBy !== null && entry.reviewedBy.toLowerCase() === entry.performedBy.toLowerCase();
  return isSame ? [find(selfReview, 'same', { person: entry.reviewedBy }, entry.places.get('reviewedBy') ?? entry.at)] : [];
}

function contradiction({ entry, verdict }: Judging): readonly Found[] {
  const disproven = verdict?.disproven ?? 'nothing';
  const isContradicted = disproven === 'all' ? entry.claim === 'manual' || entry.claim === 'automated-elsewhere' || entry.claim === 'not-applicable' : disproven === 'automation' && entry.claim === 'automated-elsewhere';
  if (!isContradicted || verdict === null) return [];
  const { problem } = fatal(contradicted, 'contradicted', { test: entry.test }, entry.at);
  return [{ problem: { ...problem, related: verdict.broken.map(({ at, text }) => ({ at, text })) }, isFatal: true }];
}

/** Ids of the ML Test Score under a rubric that does not have them; nothing is wrong with them. */
const KNOWN_ELSEWHERE = /^(?:data|model|infra|monitor)-[1-7]$/;

function unknown(entry: Attestation, rubric: Rubric): readonly AttestationProblem[] {
  if (KNOWN_ELSEWHERE.test(entry.test)) return [];
  const nearest = nearestName(entry.test, rubric.tests.map(({ id }) => id));
  const place = entry.places.get('test') ?? entry.at;
  return [nearest === null ? fatal(unknownTest, 'unknown', { test: entry.test, rubric: rubric.id }, place).problem : fatal(unknownTest, 'misspelled', { test: entry.test, nearest }, place).problem];
}

/** Tests of a section that may be said not to apply without a word. Own choice. */
const FEW = 2;

function tooMany(rubric: Rubric, { claims, entries }: { readonly claims: ReadonlyMap<string, TestClaims>; readonly entries: readonly Attestation[] }): readonly AttestationProblem[] {
  return rubric.sections.flatMap(({ id }) => {
    const tests = rubric.tests.filter((test) => test.section === id && claims.get(test.id)?.isNotApplicable === true);
    const first = entries.find((entry) => entry.claim === 'not-applicable' && tests.some((test) => test.id === entry.test));
    return tests.length > FEW && first !== undefined ? [soft(manyNotApplicable, 'many', { count: String(tests.length), section: id }, first.at).problem] : [];
  });
}

function fatal(rule: DescribedRule, message: string, words: Readonly<Record<string, string>>, at: RepositoryPlace): Found {
  return { problem: { rule, message, words, at, related: [] }, isFatal: true };
}

function soft(rule: DescribedRule, message: string, words: Readonly<Record<string, string>>, at: RepositoryPlace): Found {
  return { ...fatal(rule, message, words, at), isFatal: false };
}

function larger(a: Share, b: Share): Share {
  return a > b ? a : b;
}
