/** Validations of Great Expectations, before and since version 1: they return a result with `success` and raise nothing. */
import type { CodeFinder } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call } from '../../../api/python/syntax.ts';
import { checksByResult, raisingCheck, callsOf, rootName } from '../results.ts';
import { writtenArgument } from '../../../api/python/call-arguments.ts';

export const codeFinder: CodeFinder = {
  name: 'data-1/great-expectations',
  find: (request) => {
    const { facts, placeOf } = request;
    if (!isImported(facts)) return {};
    const operators = callsOf(facts).flatMap(({ node, name }) => {
      if (!/\.(?:GreatExpectationsOperator|GXValidate\w*Operator)$/.test(name)) return [];
      const fails = writtenArgument(node, { name: 'fail_task_on_validation_failure', position: null });
      const isOff = fails?.kind === 'Constant' && fails.value === false;
      const isReal = isOff ? ({ answer: 'no', links: [{ at: placeOf(fails), text: '`fail_task_on_validation_failure` is off, so the task succeeds whatever is found' }] } as const) : undefined;
      return [raisingCheck(request, { call: node, items: ['data-1'], text: '`{call}` checks a table against expectations', ...(isReal === undefined ? {} : { isReal }) })];
    });
    return { checks: [...operators, ...checksByResult(request, { items: ['data-1'], is: (call) => isValidation(facts, call), text: '`{call}` checks a table against expectations' })] };
  },
};

/** Here or in a module of the project that is used here. */
function isImported({ names, followed }: Facts): boolean {
  // its own tests
  if ([...followed.keys()].some((path) => /(?:^|\/)great_expectations\/__init__\.py$/.test(path))) return false;
  const isOurs = (module: string): boolean => /^(?:great_expectations|great_expectations_provider|airflow_provider_great_expectations)(?:\.|$)/.test(module);
  if (names.imports.some(({ module }) => isOurs(module))) return true;
  return [...followed.values()].some(({ module: { body } }) => body.some((statement) => (statement.kind === 'Import' && statement.names.some(({ name }) => isOurs(name))) || (statement.kind === 'ImportFrom' && isOurs(statement.module))));
}

const METHODS = /^(?:run_checkpoint|run_validation_operator|validate)$|^expect_(?:column|table|compound|multicolumn|select)\w*$/;

/** `context.run_checkpoint()`, `checkpoint.run()`, `validator.validate()`, `frame.expect_column_to_exist()`. */
function isValidation(facts: Facts, { callee }: Call): boolean {
  if (callee.kind !== 'Attribute') return false;
  if (callee.attribute === 'run_checkpoint') return true;
  const root = rootName(facts, callee.value);
  const isOurs = root !== null && /^great_expectations(?:\.|$)/.test(root);
  // actions tell of results
  if (callee.attribute === 'run') return (isOurs && !/Action$/.test(root)) || /checkpoint|validation_def/i.test(facts.textOf(callee.value));
  if (/^expect_(?:column|table)_\w+$/.test(callee.attribute)) return true;
  return METHODS.test(callee.attribute) && (isOurs || /valid|batch|ge_df|gx_df/i.test(facts.textOf(callee.value)));
}
