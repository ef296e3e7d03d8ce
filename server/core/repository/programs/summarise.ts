/** One analysed program as plain data, for all who look at a repository as a whole. */
import type { Facts } from '../../../../rules/api/python/facts.ts';
import type { Expression } from '../../../../rules/api/python/syntax.ts';
import type { FunctionSummary, ProgramSummary } from '../../../../rules/api/repository/program.ts';
import { callSummaries } from './call-summaries.ts';
import { importsOf } from './imports-of.ts';
import { viewProgram } from './program-view.ts';
import type { FunctionBody, ProgramView } from './program-view.ts';
import type { PytestSettings } from './pytest-settings.ts';
import { whenRun } from './when-run.ts';

export interface SummaryRequest {
  readonly facts: Facts;
  /** Absolute folder of the repository. */
  readonly root: string;
  readonly settings: PytestSettings;
}

/** What another file decides (fixtures of `conftest.py`, modules that were not followed) is filled in by `linkPrograms`. */
export function summarise({ facts, root }: SummaryRequest): ProgramSummary {
  const view = viewProgram(facts, root);
  const { document } = facts;
  return {
    path: view.path,
    kind: document.kind,
    functions: view.bodies.map((body) => summaryOf(body, view)),
    ...importsOf(view),
    whenRun: whenRun(view),
    executed: document.kind === 'notebook' ? executedOf(facts) : null,
    isCutShort: facts.isCutShort || document.syntaxErrors.length > 0,
  };
}

function summaryOf(body: FunctionBody, view: ProgramView): FunctionSummary {
  const { node } = body;
  const isFile = node.kind === 'Module';
  return {
    id: body.id,
    name: body.name,
    at: isFile ? { path: view.path, cell: null, range: null } : view.placeOf(node),
    decorators: isFile ? [] : node.decorators.flatMap((decorator) => decoratorName(decorator, view) ?? []),
    calls: callSummaries(body, view),
    oracles: [],
    test: null,
    fixture: null,
    parameters: isFile ? [] : node.parameters.map(({ name }) => name).filter((name) => name !== ''),
  };
}

/** Canonical where it goes back to an import, else as written: `app.route`, `property`. */
export function decoratorName(decorator: Expression, view: ProgramView): string | null {
  const named = decorator.kind === 'Call' ? decorator.callee : decorator;
  const canonical = view.facts.names.qualifiedName(named);
  if (canonical !== null) return canonical;
  if (decorator.kind === 'Call') {
    const called = view.nameOf(decorator);
    if (called !== null) return called;
  }
  const value = view.facts.valueOf(named);
  if (value?.kind === 'callable' && value.name !== null) return value.name;
  return dottedName(named);
}

/** `a.b.c` as written; null for anything else. */
export function dottedName(expression: Expression): string | null {
  const parts: string[] = [];
  let at = expression;
  for (; at.kind === 'Attribute'; at = at.value) parts.push(at.attribute);
  return at.kind === 'Name' ? [at.id, ...parts.reverse()].join('.') : null;
}

function executedOf({ document }: Facts): ProgramSummary['executed'] {
  const code = document.cells.filter(({ type }) => type === 'code');
  const counts = code.flatMap(({ executionCount }) => executionCount ?? []);
  return { outputs: code.reduce((sum, { outputs }) => sum + outputs.length, 0), lastCount: counts.length === 0 ? null : counts.reduce((a, b) => Math.max(a, b)) };
}
