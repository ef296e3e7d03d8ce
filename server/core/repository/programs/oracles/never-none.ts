/** Values that are never `None`, so that asking whether they are tests nothing. */
import type { Call, ClassDef, Expression, FunctionDef, Node } from '../../../../../rules/api/python/syntax.ts';
import { libraryBases, methodOf } from '../callees.ts';
import type { ProgramView } from '../program-view.ts';
import { sourceOf } from './origins.ts';

/** What an expression is in words when it is never `None`; null when it may be. */
export function neverNone(expression: Expression, view: ProgramView, depth = 0): string | null {
  const source = sourceOf(expression);
  switch (source.kind) {
    case 'List':
    case 'Tuple':
    case 'Dict':
    case 'Set':
    case 'ListComp':
    case 'SetComp':
    case 'DictComp':
    case 'JoinedStr':
    case 'Lambda':
      return 'what is written there';
    case 'Constant':
      return source.type === 'None' ? null : 'a constant';
    case 'Call':
      return neverNoneCall(source, view, depth);
    default:
      return null;
  }
}

/** Functions that never return `None`, whatever they are given. */
const NEVER_NONE =
  /^(?:pandas\.(?:read_\w+|concat|merge|to_datetime|get_dummies)|numpy\.(?:array|zeros|ones|arange|linspace|asarray|concatenate|load|random\.\w*rand\w*)|sklearn\.model_selection\.(?:train_test_split|cross_val_score)|sklearn\.datasets\.(?:load_\w+|make_\w+|fetch_\w+)|sklearn\.metrics\.\w+|len|str|list|dict|set|tuple|int|float|open)$/u;

function neverNoneCall(call: Call, view: ProgramView, depth: number): string | null {
  const { name, targets, made } = view.calleesOf(call);
  if (made !== null) {
    return isMadePlainly(made, view) ? `a new \`${made.name}\`` : null;
  }
  const [only, ...others] = targets;
  if (only !== undefined) return others.length === 0 && depth < 2 && isOwnCall(call) && returnsNeverNone(only, view, depth + 1) ? `what \`${only.name}\` returns` : null;
  if (name === null || view.eventOf(call)?.nameConfidence === 'possible') return null;
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (isClassOfLibrary(name, call, view)) return `a new \`${last}\``;
  return NEVER_NONE.test(name) ? `what \`${last}\` returns` : null;
}

/** Whether calling a class makes an object of it: nothing above it decides otherwise in `__new__` or a metaclass. */
export function isMadePlainly(made: ClassDef, view: ProgramView): boolean {
  const isKnown = libraryBases(made, view).every((base) => base === 'object' || /^(?:abc\.)?ABC$|^torch\.nn\.|^sklearn\./u.test(base));
  return isKnown && made.keywords.length === 0 && made.decorators.every((decorator) => /(?:^|\.)dataclass$/u.test(view.facts.textOf(decorator.kind === 'Call' ? decorator.callee : decorator))) && methodOf(made, '__new__', view) === null;
}

/** Methods may be replaced in classes below. */
function isOwnCall({ callee }: Call): boolean {
  return callee.kind === 'Name';
}

/** A class known as one, or imported from a library whose classes are written so. */
export function isClassOfLibrary(name: string, call: Call, view: ProgramView): boolean {
  const event = view.eventOf(call);
  if (event?.api?.is === 'estimator' && event.receiver === null && event.api.names.includes(name)) return true;
  return /^(?:sklearn|pandas|torch\.nn|xgboost|lightgbm|catboost|collections|datetime|pathlib|surprise|decimal)\.(?:\w+\.)*[A-Z]\w*$/u.test(name) && view.facts.names.qualifiedName(call.callee) !== null && !/\.[A-Z]\w*\./u.test(name);
}

function returnsNeverNone({ isAsync, body, decorators }: FunctionDef, view: ProgramView, depth: number): boolean {
  const returns: Expression[] = [];
  let isSure = !isAsync && decorators.length === 0 && body.at(-1)?.kind === 'Return';
  const waiting: Node[] = [...body];
  for (let node = waiting.pop(); node !== undefined && isSure; node = waiting.pop()) {
    if (node.kind === 'Return') {
      if (node.value === null) isSure = false;
      else returns.push(node.value);
    } else if (node.kind === 'Expr' && node.value.kind === 'Yield') isSure = false;
    else if (node.kind === 'If' || node.kind === 'For' || node.kind === 'While') waiting.push(...node.body, ...node.orelse);
    else if (node.kind === 'With') waiting.push(...node.body);
    else if (node.kind === 'Try' || node.kind === 'Match' || node.kind === 'Broken') isSure = false;
  }
  return isSure && returns.length > 0 && returns.every((value) => neverNone(value, view, depth) !== null);
}
