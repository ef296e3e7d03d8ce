/** Technical debt of a repository, grouped by kind: what it is, where it stands, what it costs here, one next step. Plain data; pure. */
import type { SectionVerdict } from '../../../rules/api/checklist/verdict.ts';
import type { Repository } from '../../../rules/api/repository/repository.ts';
import type { Finding } from '../report.ts';
import { closingQuestions } from './closing-questions.ts';
import type { ClosingQuestion } from './closing-questions.ts';
import { DEBT_KINDS } from './debt-kinds.ts';
import type { DebtKind } from './debt-kinds.ts';
import { numbersOf } from './debt-numbers.ts';

export interface DebtView {
  /** In the order of the paper. */
  readonly kinds: readonly DebtOfKind[];
  /** The paper's five closing questions, with what can be counted here. */
  readonly questions: readonly ClosingQuestion[];
}

export interface DebtOfKind {
  readonly id: string;
  readonly title: string;
  readonly what: string;
  readonly next: string;
  /** `found`: proven at places; `counted`: numbers that say something; `open`: no file can tell, so it is asked; `clear`: looked for and not found. */
  readonly status: 'found' | 'counted' | 'open' | 'clear';
  readonly places: readonly DebtPlace[];
  /** What it costs here, one clause each. */
  readonly numbers: readonly string[];
  /** What people have to answer; null when files tell. */
  readonly question: string | null;
}

export interface DebtPlace {
  readonly rule: string;
  readonly message: string;
  readonly path: string;
  readonly cell: number | null;
  readonly line: number | null;
  /** ISO day of the last commit that changed the file; null when nothing says it. */
  readonly changed: string | null;
}

export interface DebtViewRequest {
  /** Of all rules that kinds name, in the order of a report; suppressed ones are left out. */
  readonly findings: readonly Finding[];
  readonly repository: Repository;
  /** Of the default rubric; empty when there is no score. */
  readonly sections: readonly SectionVerdict[];
  /** The repository's path as findings see it, with a slash behind it, or empty. */
  readonly prefix: string;
}

export function debtView(request: DebtViewRequest): DebtView {
  const findings = request.findings.filter(({ suppressed }) => suppressed === null);
  return { kinds: DEBT_KINDS.map((kind) => debtOfKind(kind, { ...request, findings })), questions: closingQuestions(request.repository, request.sections) };
}

function debtOfKind(kind: DebtKind, { findings, repository, sections, prefix }: DebtViewRequest): DebtOfKind {
  const own = findings.filter(({ rule }) => kind.rules.some((id) => (id.endsWith('/') ? rule.startsWith(id) : rule === id)));
  const places = own.map(({ rule, message, path, cell, range }): DebtPlace => {
    const inside = path.startsWith(prefix) ? path.slice(prefix.length) : path;
    return { rule, message, path, cell, line: range?.start.line ?? null, changed: repository.git?.lastChanged(inside)?.slice(0, 10) ?? null };
  });
  const { numbers, question } = numbersOf(kind.id, { repository, sections });
  const cost = places.length === 0 ? numbers : [costOf(places, repository), ...numbers];
  const { id, title, what, next } = kind;
  return { id, title, what, next, status: places.length > 0 ? 'found' : numbers.length > 0 ? 'counted' : question !== null ? 'open' : 'clear', places, numbers: cost, question };
}

function costOf(places: readonly DebtPlace[], { git }: Repository): string {
  const files = new Set(places.map(({ path }) => path)).size;
  const days = places.flatMap(({ changed }) => (changed === null ? [] : [changed])).sort();
  const age = git === null || days[0] === undefined ? '' : days[0] === days.at(-1) ? `, last changed on ${days[0]}` : `, last changed from ${days[0]} to ${days.at(-1) ?? ''}`;
  return `${count(places.length, 'place', 'places')} in ${count(files, 'file', 'files')}${age}`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
