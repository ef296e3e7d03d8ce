/** Expectations on columns, types, missing values and ranges that are written as conditions, in tests of the data and in code that refuses it. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import { walk } from '../../../api/python/children.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Node } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import type { NamedCall } from '../cone.ts';
import type { CodeRequest, Judged } from '../judged.ts';
import { judgedIn } from '../judged.ts';
import { computesMetric } from '../metric-calls.ts';
import { readOf } from '../reads.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

export const codeFinder: CodeFinder = {
  name: 'data-1/written-by-hand',
  find: (request) => ({
    checks: judgedIn(request).flatMap((judged): readonly FoundCheck[] => {
      const what = expectationOf(judged);
      if (what === null || isExamplePath(request.program.path) || !isOfData(judged, request.facts) || isOneColumnAlone(judged, request)) return [];
      const name = judged.inside?.name ?? '';
      const isOfFile = judged.inside?.test !== null && judged.inside !== null;
      return [
        {
          items: ['data-1'],
          at: judged.at,
          text: `${name === '' ? 'the file' : `\`${name}\``} checks ${what} of a table`,
          isReal: onlyCounts(judged) ?? judged.isReal,
          data: isOfFile ? 'committed' : 'unknown',
          ranBy: { kind: 'function', id: judged.id },
          ...(isOfFixture(judged) && readOf(request.facts, judged.cone) === null ? { rowsFrom: 'fixtures' as const } : {}),
        },
      ];
    }),
  }),
};

/** `assert "price" in frame.columns` and nothing else of the table: what the test needs, no schema. */
function isOneColumnAlone({ condition, id }: Judged, request: CodeRequest): boolean {
  const [test] = condition;
  const isOne = test?.kind === 'Compare' && test.operators[0] === 'in' && test.left.kind === 'Constant' && test.comparators[0]?.kind === 'Attribute';
  return isOne && judgedIn(request).filter((other) => other.id === id && expectationOf(other) !== null).length < LEAST_COLUMNS;
}

const NULLS = /^(?:isnull|isna|notnull|notna|hasnans|is_null)$/;
const TYPES = /^(?:dtypes?|schema|collect_schema|is_numeric_dtype|is_string_dtype|is_float_dtype|is_integer_dtype|is_datetime64_any_dtype|select_dtypes)$/;
const RANGES = /^(?:between|isin|is_unique|nunique|unique|duplicated|min|max|is_monotonic_increasing|quantile)$/;

/** What of a table is expected, in words. */
function expectationOf({ condition, cone }: Judged): string | null {
  const attributes = new Set(cone.nodes.flatMap((node) => (node.kind === 'Attribute' ? [node.attribute] : [])));
  const isColumned = cone.nodes.some(isColumn);
  if ([...attributes].some((name) => TYPES.test(name)) && condition.length > 0) return 'the types';
  if (attributes.has('columns')) return 'the columns';
  if ([...attributes].some((name) => NULLS.test(name))) return 'the missing values';
  return isColumned && [...attributes].some((name) => RANGES.test(name)) ? 'the values' : null;
}

function isColumn(node: Node): boolean {
  return node.kind === 'Subscript' && node.index.kind === 'Constant' && typeof node.index.value === 'string';
}

/** A test must read a file of the project that is not made to be bad; code that refuses must name columns and be no check of an argument. */
function isOfData(judged: Judged, facts: Facts): boolean {
  const { inside, oracle, cone, id } = judged;
  if (oracle.kind === 'raises' || inside?.parameters.some((name) => /^(?:tmp_?\w*|capsys|runner|monkeypatch)$/.test(name)) === true) return false;
  const read = readOf(facts, cone);
  const isOfFile = read !== null && (read.path === null || !MADE_FOR_TESTS.test(read.path)) && cone.calls.every(isOfTable);
  if (isOfFile && (onlyCounts(judged) !== null || cone.nodes.some((node) => node.kind === 'Constant' && node.type === 'str' && node !== read.call.arguments[0]))) return true;
  if (isOfFixture(judged)) return true;
  if (asksTheTable(judged, facts)) return true;
  if (inside === null || inside.test !== null || isTestPath(id.slice(0, id.indexOf('::'))) || computesMetric(facts, cone)) return false;
  const named = cone.nodes.filter((node) => node.kind === 'Constant' && node.type === 'str').length;
  return named >= LEAST_COLUMNS && /valid|check|schema|quality|verify|assert|expect|ingest|clean|load|read|etl/i.test(inside.name) && inside.parameters.some((name) => /^(?:df|data|frame|table|dataset|raw|rows?|batch|\w+_(?:df|data|table|rows))$/i.test(name));
}

const ASKS = /^(?:columns|isnull|isna|notnull|notna|is_null|null_count|dtypes?|schema|between|isin|is_unique|duplicated|is_numeric_dtype|is_string_dtype|is_float_dtype|is_integer_dtype|is_in|is_between)$/;
const CHECKING = /valid|check|schema|quality|verify|expect|ingest|sanity|dataset_(?:loaded|saved)|(?:before|after)_node_run/i;

/**
 * Code outside of tests that asks a table for columns, types, missing values or ranges, by itself or by functions that say whether all is well,
 * and refuses it. Who asks for one column alone checks an argument.
 */
function asksTheTable(judged: Judged, facts: Facts): boolean {
  const { inside, tests, cone, id } = judged;
  if (isTestPath(id.slice(0, id.indexOf('::'))) || inside === null || computesMetric(facts, cone)) return false;
  const asked: string[] = [];
  let isWhole = false;
  for (const root of tests) {
    walk(root, (node) => {
      if (node.kind !== 'Attribute' || !ASKS.test(node.attribute)) return;
      asked.push(`${node.attribute} ${columnsIn(node.value).join(' ')}`);
      if (/^(?:isnull|isna|dtypes|schema|duplicated|null_count)$/.test(node.attribute) && node.value.kind === 'Name') isWhole = true;
    });
  }
  if (asked.length === 0) return false;
  const isOfTable = readOf(facts, cone) !== null || inside.parameters.some((name) => TABLE.test(name)) || cone.nodes.some((node) => node.kind === 'Name' && TABLE.test(node.id));
  const says = CHECKING.test(inside.name) || cone.calls.some(({ target }) => target !== null && CHECKING.test(target.name)) || inside.name === '' || inside.name === '__main__' || inside.name === 'main';
  const named = cone.nodes.filter((node) => node.kind === 'Constant' && node.type === 'str').length;
  return isOfTable && says && (isWhole || new Set(asked).size >= LEAST_COLUMNS || named >= LEAST_COLUMNS);
}

const TABLE = /^(?:df|data|frame|table|dataset|raw|rows?|batch|ratings|orders|events|records|\w+_(?:df|data|table|rows|frame))$/i;

function columnsIn(node: Node): readonly string[] {
  return node.kind === 'Subscript' && node.index.kind === 'Constant' ? [String(node.index.value)] : [];
}

/** A test that asks the very table a fixture hands it. */
function isOfFixture({ inside, cone, condition }: Judged): boolean {
  const { parameters = [] } = inside ?? {};
  const isAsked = inside?.test != null && condition.some((root) => cone.nodes.some((node) => node.kind === 'Name' && node.start >= root.start && node.end <= root.end && parameters.includes(node.id)));
  return isAsked && cone.calls.every(isOfTable) && cone.nodes.some((node) => node.kind === 'Constant' && node.type === 'str');
}

/** What reads a table or asks it something; anything else makes another table, whose test is one of code. */
function isOfTable({ name, target }: NamedCall): boolean {
  if (target !== null) return /^_?(?:load|read|get|fetch|import|open)(?:_|$)/.test(target.name);
  const last = name.slice(name.lastIndexOf('.') + 1);
  return /^(?:pandas|polars|dask|pyspark|os|pathlib|json|csv)\./.test(name) || (!name.includes('.') && /^(?:len|set|list|sorted|str|int|float|bool|range|zip|enumerate|all|any|abs|isinstance|open|dict|tuple|max|min|sum|Path)$/.test(name)) || PLAIN.has(last);
}

const PLAIN: ReadonlySet<string> = new Set('isnull isna notnull notna sum any all between isin unique nunique min max mean std median quantile value_counts astype head duplicated issubset issuperset items keys values tolist to_list lower upper strip startswith endswith equals join get exists is_numeric_dtype is_string_dtype is_float_dtype is_integer_dtype is_datetime64_any_dtype match contains count read_csv read_parquet read_text format apply map copy to_dict to_frame sort_index describe index values keys nlargest isdigit isnumeric notempty empty len replace'.split(' '));

/** One column that is missing is a wrong argument; several are a schema. Own choice. */
const LEAST_COLUMNS = 2;

const MADE_FOR_TESTS = /(?:^|[/_.-])(?:bad|invalid|broken|corrupt\w*|wrong|malformed|fixtures?|mock\w*|fake|dummy|tmp|temp)(?:[/_.-]|$)/i;

/** `len(frame.columns) == 10`: any ten columns pass. */
function onlyCounts({ condition, cone, at }: Judged): Outcome | null {
  const [test] = condition;
  if (test?.kind !== 'Compare' || test.comparators.length !== 1) return null;
  const sides = [test.left, test.comparators[0]];
  const isCount = sides.some((side) => side !== undefined && isColumnCount(side));
  const isNumber = sides.some((side) => side?.kind === 'Constant' && side.type === 'int');
  if (!isCount || !isNumber || cone.nodes.some(({ kind }) => kind === 'Set')) return null;
  return { answer: 'no', links: [{ at, text: 'only the number of columns is compared, so any columns pass' }] };
}

function isColumnCount(side: Node): boolean {
  if (side.kind === 'Call') {
    const [first] = side.arguments;
    return side.callee.kind === 'Name' && side.callee.id === 'len' && first?.kind === 'Attribute' && first.attribute === 'columns';
  }
  return side.kind === 'Subscript' && side.value.kind === 'Attribute' && side.value.attribute === 'shape' && side.index.kind === 'Constant' && side.index.value === 1;
}
