/** Markers on a test: its own decorators, those of its classes, `pytestmark` of the file, and names that stand for a marker. */
import type { Call, ClassDef, Expression, FunctionDef, Statement } from '../../../../rules/api/python/syntax.ts';
import { decoratorName } from './names.ts';
import type { ProgramView } from './program-view.ts';

export interface Marker {
  /** `skipif` of `pytest.mark.skipif`; `unittest.skip` and the like as `skip`, `skipif`, `skipUnless`, `expectedFailure`. */
  readonly name: string;
  readonly node: Expression;
  /** Null for markers without arguments. */
  readonly call: Call | null;
}

export function markersOf(node: FunctionDef, inClass: ClassDef | null, view: ProgramView): readonly Marker[] {
  const classes: ClassDef[] = [];
  for (let at = inClass; at !== null; at = at.parent.kind === 'ClassDef' ? at.parent : null) classes.push(at);
  const expressions = [
    ...node.decorators,
    ...classes.flatMap(({ decorators, body }) => [...decorators, ...pytestmarks(body)]),
    ...view.once(marksOfFile),
  ];
  return expressions.flatMap((expression) => markerOf(expression, view) ?? []);
}

function marksOfFile({ facts }: ProgramView): readonly Expression[] {
  return pytestmarks(facts.document.module.body);
}

function pytestmarks(body: readonly Statement[]): readonly Expression[] {
  return body.flatMap((statement) => {
    if (statement.kind !== 'Assign' || !statement.targets.some((target) => target.kind === 'Name' && target.id === 'pytestmark')) return [];
    return statement.value.kind === 'List' || statement.value.kind === 'Tuple' ? statement.value.elements : [statement.value];
  });
}

const UNITTEST: Readonly<Record<string, string>> = {
  'unittest.skip': 'skip',
  'unittest.skipIf': 'skipif',
  'unittest.skipUnless': 'skipUnless',
  'unittest.expectedFailure': 'expectedFailure',
};

function markerOf(expression: Expression, view: ProgramView): Marker | null {
  const made = named(expression, view);
  const call = made.kind === 'Call' ? made : null;
  const name = decoratorName(made, view);
  if (name === null) return null;
  const mark = /^pytest\.mark\.(\w+)/u.exec(name)?.[1] ?? UNITTEST[name];
  return mark === undefined ? null : { name: mark, node: made, call };
}

/** What a name stands for that is assigned once in the file: `needs_gpu = pytest.mark.skipif(...)`. */
function named(expression: Expression, view: ProgramView): Expression {
  if (expression.kind !== 'Name') return expression;
  const definitions = view.facts.names.bindingOf(expression)?.definitions ?? [];
  const parent = definitions[0]?.node.parent;
  return definitions.length === 1 && parent?.kind === 'Assign' && parent.targets.length === 1 ? parent.value : expression;
}
