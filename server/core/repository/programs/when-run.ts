/** What running a file does. */
import type { Call, Expression, Statement } from '../../../../rules/api/python/syntax.ts';
import { walk } from '../../../../rules/api/python/children.ts';
import type { ProgramSummary } from '../../../../rules/api/repository/program.ts';
import { isMainGuard } from './program-view.ts';
import type { ProgramView } from './program-view.ts';

export function whenRun(view: ProgramView): ProgramSummary['whenRun'] {
  const { body } = view.facts.document.module;
  if (body.some((statement) => statement.kind === 'If' && isMainGuard(statement.test) && statement.body.some(({ kind }) => kind !== 'Pass'))) return 'main';
  return body.some((statement) => hasEffect(statement, view)) ? 'effects' : 'nothing';
}

/** Definitions, settings, loggers and empty applications do nothing that anybody runs a file for. */
function hasEffect(statement: Statement, view: ProgramView): boolean {
  switch (statement.kind) {
    case 'Expr':
      return callsIn(statement.value).some((call) => !isSetUp(call, view));
    case 'Assign':
    case 'AugAssign':
    case 'AnnAssign':
      return statement.value !== null && callsIn(statement.value).some((call) => !isSetUp(call, view) && !makesObject(call, view));
    case 'If':
    case 'Try':
    case 'With':
    case 'For':
    case 'While':
    case 'Match':
      return nested(statement).some((inner) => hasEffect(inner, view)) || (statement.kind === 'With' && statement.items.some(({ context }) => context.kind === 'Call' && !isSetUp(context, view)));
    case 'Raise':
    case 'Assert':
    case 'Broken':
      return true;
    default:
      return false;
  }
}

function nested(statement: Statement): readonly Statement[] {
  switch (statement.kind) {
    case 'If':
    case 'For':
    case 'While':
      return [...statement.body, ...statement.orelse];
    case 'With':
      return statement.body;
    case 'Try':
      return [...statement.body, ...statement.handlers.flatMap(({ body }) => body), ...statement.orelse, ...statement.finalbody];
    case 'Match':
      return statement.cases.flatMap(({ body }) => body);
    default:
      return [];
  }
}

function callsIn(expression: Expression): readonly Call[] {
  const found: Call[] = [];
  walk(expression, (node) => {
    if (node.kind === 'Lambda') return 'skip';
    if (node.kind === 'Call') found.push(node);
    return undefined;
  });
  return found;
}

/** Calls that only prepare: logs, warnings, paths, seeds, styles, environment. */
const SET_UP =
  /^(?:logging|warnings|sys|os|pathlib|re|typing|collections|dotenv|load_dotenv|matplotlib|seaborn|random|locale|gettext|contextvars|threading|functools|string|argparse|importlib\.(?:metadata|resources)|pandas\.set_option|pandas\.options|numpy\.(?:random\.seed|set_printoptions|seterr|array|random\.default_rng)|torch\.(?:manual_seed|device|set_\w+|cuda\.is_available)|tensorflow\.(?:random\.set_seed|get_logger|config)|tqdm|loguru|structlog|rich|decouple|environ|prometheus_client|fastapi|flask|typer|click|pytest)(?:\.|$)/u;

const HARMLESS: ReadonlySet<string> = new Set(
  `getLogger get_logger basicConfig load_dotenv getenv get append insert setdefault add_argument setLevel addHandler set_page_config include_router add_middleware mount
  add_typer add_command update extend add filterwarnings simplefilter seed manual_seed set_seed join dirname abspath exists isfile isdir format strip split lower upper
  dict list set tuple frozenset str int float bool len range zip sorted print super property setattr getattr hasattr isinstance type`.split(/\s+/u),
);

function isSetUp(call: Call, view: ProgramView): boolean {
  const name = view.nameOf(call);
  if (view.calleesOf(call).targets.length > 0) return false;
  if (name !== null && SET_UP.test(name)) return true;
  const { callee } = call;
  const last = callee.kind === 'Attribute' ? callee.attribute : callee.kind === 'Name' ? callee.id : '';
  return HARMLESS.has(last);
}

/** `Flask(__name__)`, `DAG(...)`: an object of a library that does nothing yet. */
function makesObject(call: Call, view: ProgramView): boolean {
  const { callee } = call;
  const last = callee.kind === 'Attribute' ? callee.attribute : callee.kind === 'Name' ? callee.id : '';
  return /^_?[A-Z]/u.test(last) && view.calleesOf(call).made === null;
}
