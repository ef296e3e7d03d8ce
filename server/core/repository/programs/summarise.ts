/** One analysed program as plain data, for all who look at a repository as a whole. */
import type { Facts } from '../../../../rules/api/python/facts.ts';
import { wholeFile } from '../../../../rules/api/repository/place.ts';
import type { FunctionSummary, ProgramSummary } from '../../../../rules/api/repository/program.ts';
import { callSummaries } from './call-summaries.ts';
import { dataUses } from './data-uses.ts';
import { importsOf } from './imports-of.ts';
import { decoratorName } from './names.ts';
import { oraclesWithHelpers, ownOracles } from './oracles/all-oracles.ts';
import { viewProgram } from './program-view.ts';
import type { FunctionBody } from './program-view.ts';
import type { PytestSettings } from './pytest-settings.ts';
import { fixtureOf, testOf } from './tests-of.ts';
import type { TestRequest } from './tests-of.ts';
import { whenRun } from './when-run.ts';

export interface SummaryRequest {
  readonly facts: Facts;
  /** Absolute folder of the repository. */
  readonly root: string;
  readonly settings: PytestSettings;
}

/** What another file decides (fixtures of `conftest.py`, modules that were not followed) is filled in by `connectPrograms`. */
export function summarise({ facts, root, settings }: SummaryRequest): ProgramSummary {
  const view = viewProgram(facts, root);
  const { document } = facts;
  const data = dataUses(view);
  return {
    path: view.path,
    kind: document.kind,
    functions: view.bodies.map((body) => summaryOf(body, { view, settings })),
    ...importsOf(view),
    whenRun: whenRun(view),
    executed: document.kind === 'notebook' ? executedOf(facts) : null,
    ...(document.kind === 'notebook' ? { code: codeOf(facts) } : {}),
    isCutShort: facts.isCutShort || document.syntaxErrors.length > 0,
    ...(data.length === 0 ? {} : { data }),
  };
}

function summaryOf(body: FunctionBody, request: TestRequest): FunctionSummary {
  const { node } = body;
  const { view } = request;
  const isFile = node.kind !== 'FunctionDef';
  const test = testOf(body, request);
  return {
    id: body.id,
    name: body.name,
    at: node.kind === 'Module' ? wholeFile(view.path) : view.placeOf(node.kind === 'If' ? node.test : node),
    decorators: isFile ? [] : node.decorators.flatMap((decorator) => decoratorName(decorator, view) ?? []),
    calls: callSummaries(body, view),
    oracles: test === null ? ownOracles(body, view) : oraclesWithHelpers(body, view),
    test,
    fixture: fixtureOf(body, view),
    parameters: isFile ? [] : node.parameters.map(({ name }) => name).filter((name) => name !== ''),
  };
}

function codeOf({ document }: Facts): string {
  return document.cells.flatMap(({ type, source }) => (type === 'markdown' ? [] : [source])).join('\n');
}

function executedOf({ document }: Facts): ProgramSummary['executed'] {
  const code = document.cells.filter(({ type }) => type === 'code');
  const counts = code.flatMap(({ executionCount }) => executionCount ?? []);
  return { outputs: code.reduce((sum, { outputs }) => sum + outputs.length, 0), lastCount: counts.length === 0 ? null : counts.reduce((a, b) => Math.max(a, b)) };
}
