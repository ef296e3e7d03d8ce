/** Values for parameters of functions nobody calls: what their annotation says, else what their name suggests. */
import type { Expression, FunctionDef, Parameter } from '../../../../../rules/api/python/syntax.ts';
import type { DataForm, Value } from '../../../../../rules/api/python/value.ts';
import { plainObject, unknownScalar, unknownValue, withConfidence } from '../values.ts';
import { objectOf } from './classes.ts';
import { guessByName, guessedData } from './guess-by-name.ts';
import type { Guess } from './guess-by-name.ts';
import type { Definition, Run } from './run.ts';

/** Classes of data in annotations, by canonical name. */
const DATA_CLASSES: ReadonlyMap<string, DataForm> = new Map([
  ['pandas.DataFrame', 'frame'],
  ['pandas.Series', 'series'],
  ['polars.DataFrame', 'frame'],
  ['polars.LazyFrame', 'frame'],
  ['polars.Series', 'series'],
  ['numpy.ndarray', 'array'],
  ['torch.Tensor', 'tensor'],
  ['torch.utils.data.DataLoader', 'loader'],
  ['torch.utils.data.Dataset', 'dataset'],
  ['pyspark.sql.DataFrame', 'frame'],
  ['datasets.Dataset', 'dataset'],
]);
const SCALARS: ReadonlyMap<string, 'str' | 'int' | 'float' | 'bool'> = new Map([
  ['str', 'str'],
  ['int', 'int'],
  ['float', 'float'],
  ['bool', 'bool'],
  ['pathlib.Path', 'str'],
]);

/** Returns values by name for all parameters of the function but the first `skip`. */
export function parameterValues({ node, defaults }: Definition, skip: number, run: Run): ReadonlyMap<string, Value> {
  if (node.kind === 'ClassDef') return new Map();
  const parameters = node.parameters.slice(skip);
  return new Map(parameters.map((parameter) => [parameter.name, parameterValue(parameter, node.kind === 'FunctionDef' ? node : null, defaults.get(parameter.name), run)]));
}

function parameterValue(parameter: Parameter, function_: FunctionDef | null, default_: Value | undefined, run: Run): Value {
  const { name, annotation, way } = parameter;
  if (way === 'args' || way === 'kwargs') return unknownValue([]);
  const guess: Guess = { key: `parameter:${String(run.symbols.ofObject(function_ ?? parameter))}`, label: `parameter ${name}`, node: parameter };
  const typed = annotation === null ? null : valueOfType(annotation, name, guess, run);
  if (typed !== null) return typed;
  const guessed = guessByName(name, guess, run);
  if (guessed !== null) return guessed;
  if (default_ !== undefined && default_.kind !== 'data') return parameterWithDefault(default_);
  return unknownValue([]);
}

/** A default says the kind of a parameter, not its value. */
function parameterWithDefault(value: Value): Value {
  if (value.kind === 'scalar') return value.type === 'None' ? unknownValue([]) : unknownScalar(value.type);
  return withConfidence(value, 'possible');
}

function valueOfType(annotation: Expression, name: string, guess: Guess, run: Run): Value | null {
  const type = annotation.kind === 'Subscript' && isOptional(annotation.value) ? annotation.index : annotation;
  if (type.kind === 'BinOp' && type.operator === '|') return valueOfType(type.left, name, guess, run);
  const known = run.valueOf.get(type);
  if (known?.kind !== 'callable' || known.name === null) return null;
  const form = DATA_CLASSES.get(known.name);
  if (form !== undefined) return { ...guessedData(name, { ...guess, form, confidence: 'likely' }, run), className: known.name };
  const scalar = SCALARS.get(known.name);
  if (scalar !== undefined) return unknownScalar(scalar);
  const definition = known.definition === null ? undefined : run.functions.get(known.definition);
  if (definition !== undefined) return run.instances.get(definition.node) ?? run.machine.createObject(objectOf(definition, { name: known.name }, run));
  const bases = run.request.knowledge.basesOf(known.name);
  if (known.api === null && bases.length === 0) return null;
  return run.machine.createObject(plainObject({ className: known.name, api: known.api, bases, confidence: 'likely', isLoaded: true }));
}

function isOptional(expression: Expression): boolean {
  return (expression.kind === 'Name' && expression.id === 'Optional') || (expression.kind === 'Attribute' && expression.attribute === 'Optional');
}

