/**
 * The report as JUnit XML: a suite for each group of rules, with what was found and where nothing was. Attributes are those of
 * https://github.com/testmoapp/junitxml (2026-11). There are no times in reports, so all are zero.
 */
import type { DescribedRule } from '../core/meta-rules.ts';
import type { CheckedFile, Finding, Report } from '../core/report.ts';
import { groupOf } from '../core/rule-selection.ts';
import type { ScoreReport } from '../core/score/score-report.ts';
import { shownNotChecked } from './not-checked.ts';
import { grouped } from './numbers.ts';
import { JUNIT_SIGN } from './own-report.ts';
import { escapeXml } from './score/escape-xml.ts';
import { mainLink, placeText, STATUS_WORDS } from './score/words.ts';

export interface JunitOptions {
  /** Every rule there is; which files a group of rules looks at is read from them. */
  readonly rules: readonly DescribedRule[];
}

/** Returns the report as XML 1.0 without a document type. */
export function* toJunit(report: Report, { rules }: JunitOptions): Generator<string, void> {
  const suites = [...ruleSuites(report, rules), ...notCheckedSuite(report), ...(report.score === null ? [] : [scoreSuite(report.score)])];
  yield `<?xml version="1.0" encoding="UTF-8"?>\n${JUNIT_SIGN}\n<testsuites name="lintel"${counters(suites.flatMap(({ counts }) => counts))}>\n`;
  for (const suite of suites) {
    yield `  <testsuite name="${attribute(suite.name)}"${counters([suite.counts])}>\n`;
    for (const each of suite.cases()) yield caseText(each);
    yield '  </testsuite>\n';
  }
  yield '</testsuites>\n';
}

type Outcome =
  | { readonly kind: 'pass' }
  | { readonly kind: 'failure' | 'error'; readonly type: string; readonly message: string; readonly lines: readonly string[] }
  | { readonly kind: 'skipped'; readonly message: string };

interface TestCase {
  readonly name: string;
  readonly className: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly outcome: Outcome;
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

interface Suite {
  readonly name: string;
  /** Made anew each time, since there may be a million. */
  readonly cases: () => Iterable<TestCase>;
  readonly counts: Counts;
}

function suiteOf(name: string, cases: Suite['cases']): Suite {
  const counts = { tests: 0, failures: 0, errors: 0, skipped: 0 };
  for (const { outcome } of cases()) {
    counts.tests += 1;
    if (outcome.kind === 'failure') counts.failures += 1;
    if (outcome.kind === 'error') counts.errors += 1;
    if (outcome.kind === 'skipped') counts.skipped += 1;
  }
  return { name, cases, counts };
}

/** Above so many files, those without a finding are one case per group. Own choice: servers that show cases one by one give up on more. */
const MOST_FILES = 20_000;

function ruleSuites(report: Report, rules: readonly DescribedRule[]): readonly Suite[] {
  const byGroup = groupedBy(report.findings, ({ rule }) => groupOf(rule));
  const kinds = kindsByGroup(report, rules);
  return [...new Set([...byGroup.keys(), ...kinds.keys()])].toSorted().map((group) => {
    const findings = byGroup.get(group) ?? [];
    const checked = report.checked.filter(({ kind }) => kinds.get(group)?.has(kind) === true);
    return suiteOf(group, () => groupCases(group, { findings, checked }));
  });
}

function groupedBy(findings: readonly Finding[], keyOf: (finding: Finding) => string): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(keyOf(finding));
    if (group === undefined) groups.set(keyOf(finding), [finding]);
    else group.push(finding);
  }
  return groups;
}

/** Which files the rules look at that were asked. */
function kindsByGroup(report: Report, rules: readonly DescribedRule[]): ReadonlyMap<string, ReadonlySet<CheckedFile['kind']>> {
  const asked = new Set(report.rules);
  const kinds = new Map<string, Set<CheckedFile['kind']>>();
  for (const rule of rules) {
    const kind = asked.has(rule.id) && 'kind' in rule ? FILE_KINDS[String(rule.kind)] : undefined;
    if (kind === undefined) continue;
    const group = kinds.get(groupOf(rule.id)) ?? new Set();
    kinds.set(groupOf(rule.id), group.add(kind));
  }
  return kinds;
}

const FILE_KINDS: Readonly<Record<string, CheckedFile['kind']>> = { column: 'dataset', table: 'dataset', python: 'program', 'python-project': 'program', repository: 'other' };

function* groupCases(group: string, { findings, checked }: { readonly findings: readonly Finding[]; readonly checked: readonly CheckedFile[] }): Generator<TestCase, void> {
  const found = new Set<string>();
  for (const findingsOfPath of runsOf(findings, ({ path }) => path)) {
    const [first] = findingsOfPath;
    if (first === undefined) continue;
    found.add(first.dataset ?? first.path);
    for (const [rule, same] of groupedBy(findingsOfPath, ({ rule }) => rule)) yield findingCase(rule, same);
  }
  const passing = checked.filter(({ path }) => !found.has(path));
  if (checked.length <= MOST_FILES) {
    for (const { path } of passing) yield { name: group, className: classNameOf(path), file: path, line: null, outcome: { kind: 'pass' } };
  } else if (passing.length > 0) {
    yield { name: `${group}: ${grouped(passing.length)} files without findings`, className: group, file: null, line: null, outcome: { kind: 'pass' } };
  }
}

/** Neighbours with the same key. Reports are sorted by path. */
function* runsOf<T>(items: readonly T[], keyOf: (item: T) => string): Generator<readonly T[], void> {
  let start = 0;
  for (let end = 1; end <= items.length; end += 1) {
    const [first, next] = [items[start], items[end]];
    if (first === undefined || (next !== undefined && keyOf(next) === keyOf(first))) continue;
    yield items.slice(start, end);
    start = end;
  }
}

const RANKS = { error: 3, warning: 2, info: 1 } as const;

/** Findings of one case that are told. Own choice: as many as one reads; the JSON report has all. */
const MOST_LINES = 100;

function findingCase(rule: string, findings: readonly Finding[]): TestCase {
  const open = findings.filter(({ suppressed, baseline }) => suppressed === null && baseline === 'new');
  const shown = open.length === 0 ? findings : open;
  const [first] = shown;
  const place = { name: rule, className: classNameOf(first?.path ?? ''), file: first?.path ?? null, line: first?.range?.start.line ?? null };
  if (open.length === 0) return { ...place, outcome: { kind: 'skipped', message: silenceOf(first) } };
  const type = open.reduce((worst, { severity }) => (RANKS[severity] > RANKS[worst] ? severity : worst), 'info' as Finding['severity']);
  const more = open.length - 1;
  const left = open.length - MOST_LINES;
  const lines = [...open.slice(0, MOST_LINES).map(findingLine), ...(left > 0 ? [`and ${grouped(left)} more`] : [])];
  return { ...place, outcome: { kind: 'failure', type, message: `${cut(first?.message ?? '')}${more === 0 ? '' : ` (and ${grouped(more)} more)`}`, lines } };
}

function silenceOf(finding: Finding | undefined): string {
  return finding === undefined || finding.suppressed === null ? 'known finding of the baseline' : `silenced: ${cut(finding.suppressed.reason)}`;
}

function findingLine({ path, range, cell, severity, message }: Finding): string {
  return `${cut(path)}${cell === null ? '' : `:cell ${cell}`}${range === null ? '' : `:${range.start.line}:${range.start.column}`}: ${severity}: ${cut(message)}`;
}

/** What could not be looked at is neither good nor bad. */
function notCheckedSuite({ notChecked, isComplete }: Report): readonly Suite[] {
  if (notChecked.length === 0 && isComplete) return [];
  const { named, sentence } = shownNotChecked(notChecked);
  const whole = sentence ?? (notChecked.length === 0 ? 'the check is incomplete' : null);
  const cases: readonly TestCase[] = [
    ...named.map(({ path, reason, message }): TestCase => ({ name: reason, className: classNameOf(path), file: path, line: null, outcome: { kind: 'error', type: reason, message: cut(message), lines: [`${cut(path)}: ${cut(message)}`] } })),
    ...(whole === null ? [] : [{ name: 'cancelled', className: 'lintel', file: null, line: null, outcome: { kind: 'error', type: 'cancelled', message: whole, lines: [whole] } } satisfies TestCase]),
  ];
  return [suiteOf('not-checked', () => cases)];
}

function scoreSuite({ score }: ScoreReport): Suite {
  const cases = score.sections.flatMap(({ id, tests }) =>
    tests.map((test): TestCase => {
      const link = mainLink(test);
      const at = link === null || link.at.path === '.' ? null : link.at;
      const place = { name: `${test.id} ${cut(test.title)}`, className: `ml-test-score.${id}`, file: at?.path ?? null, line: at?.range?.start.line ?? null };
      if (test.status === 'automated' || test.status === 'manual') return { ...place, outcome: { kind: 'pass' } };
      if (test.status === 'unknown' || test.status === 'not-applicable') return { ...place, outcome: { kind: 'skipped', message: STATUS_WORDS[test.status] } };
      const lines = [...test.broken.map((each) => `${placeText(each.at)}${placeText(each.at) === '' ? '' : ': '}${cut(each.text)}`), ...test.next.map((step) => `next: ${cut(step)}`)];
      return { ...place, outcome: { kind: 'failure', type: test.status, message: STATUS_WORDS[test.status], lines: lines.slice(0, MOST_LINES) } };
    }),
  );
  return suiteOf('ml-test-score', () => cases);
}

/** `src/train.py` is `src.train`, `data/a.csv` is `data.a_csv`: servers make a tree of the dots. */
function classNameOf(path: string): string {
  return cut(path)
    .split('/')
    .map((part, index, parts) => (index === parts.length - 1 ? part.replace(/\.py$/, '') : part).replaceAll('.', '_'))
    .join('.');
}

function caseText({ name, className, file, line, outcome }: TestCase): string {
  const head = `    <testcase name="${attribute(name)}" classname="${attribute(className)}"${file === null ? '' : ` file="${attribute(cut(file))}"`}${line === null ? '' : ` line="${line}"`} time="0.000"`;
  switch (outcome.kind) {
    case 'pass':
      return `${head}/>\n`;
    case 'skipped':
      return `${head}><skipped message="${attribute(outcome.message)}"/></testcase>\n`;
    case 'failure':
    case 'error':
      return `${head}><${outcome.kind} type="${attribute(outcome.type)}" message="${attribute(outcome.message)}">${outcome.lines.map(bodyLine).join('\n')}</${outcome.kind}></testcase>\n`;
  }
}

function counters(all: readonly Counts[]): string {
  const sum = (key: keyof Counts): number => all.reduce((total, counts) => total + counts[key], 0);
  return ` tests="${sum('tests')}" failures="${sum('failures')}" errors="${sum('errors')}" skipped="${sum('skipped')}" time="0.000"`;
}

/** ASCII without controls, quotes, `&`, `<` and `>`. */
const HARMLESS = /^[ !#-%(-;=?-~]*$/;

function attribute(text: string): string {
  return HARMLESS.test(text) ? text : escapeXml(text);
}

/** In a log no line may begin as a command for the runner, `::error::` or `##[error]`. */
function bodyLine(text: string): string {
  return attribute(text).replace(/^(\s*)([:#])/, (_, spaces: string, character: string) => `${spaces}&#${character.charCodeAt(0)};`);
}

/** Own choice: servers show these in lists. */
const MAX_CHARACTERS = 1000;

function cut(text: string): string {
  return text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : text;
}
