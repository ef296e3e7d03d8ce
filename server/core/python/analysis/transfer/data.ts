/** Calls on data: which rows come out, what was learned on the way, which columns are left, and what changes in place. */
import type { DataApi, RowEffect } from '../../../../../rules/api/python/knowledge.ts';
import type { EvaluationEvent } from '../../../../../rules/api/python/event.ts';
import type { Columns, Data, DataForm, Influence, Prediction, Value } from '../../../../../rules/api/python/value.ts';
import type { Rows } from '../../../../../rules/api/python/rows.ts';
import { exactly } from '../column-algebra.ts';
import { isComparison } from '../meets-truth.ts';
import { UNKNOWN_COLUMNS, appliedInfluences, constant, dataWithin, influencesOf, isData, isNone, mergeInfluences, sequenceOf, textsOf, unknownScalar, weakest, withHistory } from '../values.ts';
import { columnsAfter, columnsOfForm } from './data-columns.ts';
import { areAllKnown, effectOf, isInPlace, rowsAfter } from './data-rows.ts';
import type { DataInputs } from './data-rows.ts';
import { influencesOfExpressions } from './expressions.ts';
import { predictedAcrossFolds } from './fold-predictions.ts';
import { gatherData } from './gather.ts';
import { madeData } from './made-data.ts';
import { influenceOf, learnedBy, learner } from './learned.ts';
import { argument, argumentsNamed, callConfidence, constantArgument, receiverOf, symbolHere } from './call.ts';
import type { LibraryCall } from './call.ts';
import { fittedModel, overAllTurns } from './models.ts';
import { COMPARED, ORDERED_ANEW } from '../values.ts';

/** Returns what a call on data gives. */
export function applyData(call: LibraryCall, api: DataApi): Value {
  const usual = effectOf(api, call);
  const several = severalInputs(call, api, usual);
  if (several !== null) return sequenceOf('tuple', several.map((base) => rowWise(call, api, { base, all: [base] }, [], usual)));
  const inputs = dataInputs(call, api, usual);
  if (inputs === null) return withColumnsGiven(madeData(call, api, usual), call);
  if (api.mutates === true && api.columns?.removes !== undefined) return takenOut(call, api, inputs);
  const given = calledResult(call, api, inputs.base);
  const effect = usual === 'unknown' && api.calls?.with === 'group' && isOneForGroup(given) ? 'grouped' : usual;
  const called = given === null ? [] : effect === 'grouped' ? withinGroups(influencesOf(given), inputs.base) : appliedInfluences(influencesOf(given));
  if (effect === 'aggregate' || effect === 'grouped') return aggregated(call, api, inputs, called, effect);
  const result = rowWise(call, api, inputs, called, effect);
  if (!isInPlace(api, call)) return result;
  const before = receiverOf(call) ?? inputs.base;
  if (isData(before)) call.machine.replaceData(before, result);
  return api.mutates === true && api.returns !== undefined && api.returns !== 'none' ? result : constant(null);
}

/** `df.pop('y')` takes a column out of the frame and gives it. */
function takenOut(call: LibraryCall, api: DataApi, inputs: DataInputs): Value {
  const { base } = inputs;
  call.machine.replaceData(base, { ...base, columns: columnsAfter(api, 'same', inputs.all, call) });
  const names = textsOf(argument(call, api.columns?.removes?.[0] ?? ''));
  return { ...base, ...formAfter(api, 'same', inputs), columns: names === null ? UNKNOWN_COLUMNS : exactly(names) };
}

// What it works on

/** Effects after which rows are still rows of one input. */
const ROW_WISE: ReadonlySet<RowEffect> = new Set(['same', 'subset', 'reordered', 'copies']);

/** `shuffle(X, y)` gives as many as it is given; null for calls that make one of all. */
function severalInputs(call: LibraryCall, api: DataApi, effect: RowEffect): readonly Data[] | null {
  const [parameter, other] = api.data ?? [];
  if (parameter === undefined || other !== undefined || api.parameters?.includes('...') !== true || api.returns !== undefined || !ROW_WISE.has(effect)) return null;
  const given = argumentsNamed(call, parameter);
  const all = given.flatMap((value) => gatherData(value, call) ?? []);
  return all.length > 1 && all.length === given.length ? all : null;
}

function dataInputs(call: LibraryCall, api: DataApi, effect: RowEffect): DataInputs | null {
  const receiver = receiverOf(call);
  const isEach = effect === 'union' || effect === 'join';
  const all = dataParameters(call, api).flatMap((parameter) =>
    argumentsNamed(call, parameter).flatMap((value) => (isEach && value.kind !== 'mapping' ? eachWithin(value) : (gathered(value, api, effect, call) ?? []))),
  );
  const found = all.length > 0 ? all : isData(receiver) ? [receiver] : [];
  const [base] = found;
  return base === undefined ? null : { base: call.machine.latest(base), all: found };
}

/** Returns what is put together; predictions of folds are already of all rows. */
function eachWithin(value: Value): readonly Data[] {
  const ofFolds = predictedAcrossFolds(value);
  return ofFolds === null ? dataWithin(value) : [ofFolds];
}

/** Functions that put arrays side by side, whatever their arguments. */
const SIDE_BY_SIDE: ReadonlySet<string> = new Set(['hstack', 'column_stack']);

/** Arrays side by side have rows in common, by position: those of the first. */
function gathered(value: Value, api: DataApi, effect: RowEffect, call: LibraryCall): Data | null {
  const together = gatherData(value, call);
  const isSideBySide = effect === 'same' && (api.rows === 'union' || SIDE_BY_SIDE.has(call.shortName));
  const [first] = isSideBySide && value.kind === 'sequence' && value.isComplete ? dataWithin(value) : [];
  return together === null || first === undefined ? together : { ...together, rows: first.rows, order: first.order };
}

function dataParameters(call: LibraryCall, api: DataApi): readonly string[] {
  if (api.data !== undefined) return api.data;
  const first = api.parameters?.find((parameter) => parameter !== '*');
  return receiverOf(call) !== null || first === undefined ? ['self'] : [first];
}

// Functions that are given

/** Calls the function given to `apply`, `map` and so on, and returns its result; null when there is none. */
function calledResult(call: LibraryCall, api: DataApi, base: Data): Value | null {
  if (api.calls === undefined) return null;
  const callable = argument(call, api.calls.parameter);
  if (callable?.kind !== 'callable') return null;
  const isSingle = api.calls.with === 'value' || api.calls.with === 'row';
  const value: Value = isSingle ? { ...unknownScalar('unknown'), influences: base.influences } : base;
  return call.machine.call(callable, [{ name: null, value, node: call.site.node }], call.site.node);
}

/** Whether a function of the project makes one value, or a row of values, of a group: `apply(lambda g: pd.Series({'mean': g.x.mean()}))`. */
function isOneForGroup(result: Value | null): boolean {
  if (result?.kind === 'scalar') return result.value !== null;
  if (result?.kind !== 'data' || result.form !== 'series') return false;
  return result.rows.kind === 'grouped' || (result.rows.kind === 'source' && result.rows.key.startsWith('new:'));
}

/** What is learned over a group is of the row that the group becomes. */
function withinGroups(influences: readonly Influence[], { rows }: Data): readonly Influence[] {
  return influences.map((influence) => ({ ...influence, isApplied: influence.rows !== rows }));
}

/** What a function of the project learns is seen when it is called. */
function callsOwnFunction(call: LibraryCall, api: DataApi): boolean {
  const callable = api.calls === undefined ? null : argument(call, api.calls.parameter);
  return callable?.kind === 'callable' && callable.definition !== null;
}

// What comes out

function rowWise(call: LibraryCall, api: DataApi, inputs: DataInputs, called: readonly Influence[], effect: RowEffect): Data {
  const { base } = inputs;
  const rows = rowsAfter(effect, api, inputs, call);
  const learns = learnedBy(api, call);
  const own = learns === 'none' || effect === 'groups' || effect === 'window' || callsOwnFunction(call, api) ? [] : [influenceOf(base, { by: learner(api, learns), usesLabels: learns === 'labels', isApplied: true }, call)];
  const form = formAfter(api, effect, inputs);
  const data: Data = {
    ...base,
    ...form,
    rows,
    columns: columnsOfForm(columnsGiven(call) ?? columnsAfter(api, effect, inputs.all, call), form.form),
    selects: selectsAfter(form.form, rows, inputs, effect, api, call),
    prediction: predictionAfter(inputs, effect, call),
    order: orderAfter(api, effect, base),
    origin: effect === 'union' || effect === 'join' ? null : base.origin,
    influences: mergeInfluences(base.influences, enteredBy(call, inputs), called, influencesOfExpressions(call, base), own),
    confidence: weakest(base.confidence, callConfidence(call), effect === 'unknown' ? 'possible' : 'certain'),
  };
  if (api.isAttribute === true) return data;
  return withHistory(COMPARING.has(call.shortName) && isComparison(dataGiven(call)) ? withHistory(data, COMPARED) : withOrder(data, api, call), call.shortName);
}

/** Notes whether each pass over the rows has an order of its own. */
function withOrder(data: Data, { ordersAnewUnless, keepsOrder }: DataApi, call: LibraryCall): Data {
  if (keepsOrder === true) return { ...data, history: data.history.filter((name) => name !== ORDERED_ANEW) };
  const isAnew = ordersAnewUnless !== undefined && constantArgument(call, ordersAnewUnless.parameter) !== ordersAnewUnless.value;
  return isAnew ? withHistory(data, ORDERED_ANEW) : data;
}

/** Calls that tell how predictions differ from the truth. */
const COMPARING: ReadonlySet<string> = new Set(['eq', 'ne', 'equal', 'not_equal', 'sub', 'subtract', 'squared_difference', 'isclose']);

function dataGiven(call: LibraryCall): readonly Data[] {
  const receiver = receiverOf(call);
  return [...(receiver === null ? [] : [receiver]), ...call.site.arguments.map(({ value }) => value)].filter(isData);
}

/** What the other arguments bring: values of other rows are put into these. */
function enteredBy(call: LibraryCall, { base, all }: DataInputs): readonly Influence[] {
  const values = call.site.arguments.map(({ value }) => value);
  const others = values.filter((value) => value !== base && value.kind !== 'callable');
  const isOwn = new Set<Value>(all);
  return mergeInfluences(...all.map((each) => each.influences), ...others.map((value) => (isOwn.has(value) ? value.influences : appliedInfluences(influencesOf(value)))));
}

function formAfter(api: DataApi, effect: RowEffect, { base }: DataInputs): { readonly form: DataForm; readonly className: string | null } {
  if (typeof api.returns === 'object' && 'form' in api.returns) return { form: api.returns.form, className: api.returns.className ?? null };
  if (effect === 'groups' || effect === 'window') return { form: effect === 'groups' ? 'groups' : 'window', className: null };
  if (api.returns === 'unknown') return { form: 'unknown', className: null };
  return { form: base.form, className: base.className };
}

/** The columns a frame is made with: by name, or as the keys of a dictionary. */
function columnsGiven(call: LibraryCall): Columns | null {
  if (call.shortName !== 'DataFrame') return null;
  const columns = argument(call, 'columns');
  if (columns !== null) {
    const names = textsOf(columns);
    return names === null ? null : exactly(names);
  }
  const data = argument(call, 'data');
  if (data?.kind !== 'mapping' || !data.isComplete) return null;
  const keys = [...data.entries.keys()].map(String);
  return keys.some((key) => key.includes(NOT_A_KEY)) ? null : exactly(keys);
}

/** Stands in keys that nobody knows. */
const NOT_A_KEY = '\u0000';

function withColumnsGiven(value: Value, call: LibraryCall): Value {
  const columns = value.kind === 'data' ? columnsGiven(call) : null;
  return value.kind === 'data' && columns !== null ? { ...value, columns } : value;
}

/** What an index or mask picks changes with it; what a new mask picks is for who asks. */
function selectsAfter(form: DataForm, rows: Rows, { base, all }: DataInputs, effect: RowEffect, api: DataApi, call: LibraryCall): Rows | null {
  if (form === 'mask' && base.form !== 'mask') return null;
  if (base.selects === null) return form === 'index' ? rows : null;
  if (effect === 'same' || base.selects === base.rows) return effect === 'same' ? base.selects : rows;
  const selected = effect === 'union' && areAllKnown(call) ? all.flatMap((each) => (each.selects === null ? [] : [{ ...each, rows: each.selects }])) : [];
  if (selected.length > 0 && selected.length === all.length) return rowsAfter(effect, api, { base, all: selected }, call);
  return ROW_WISE.has(effect) || effect === 'picked' ? rowsAfter(effect, api, { base: { ...base, rows: base.selects }, all }, call) : null;
}

/** Methods that turn probabilities into classes. */
const DECIDING: ReadonlySet<string> = new Set(['argmax', 'round', 'rint', 'where']);

function predictionAfter({ all }: DataInputs, effect: RowEffect, call: LibraryCall): Prediction | null {
  const prediction = all.find((each) => each.prediction !== null)?.prediction ?? null;
  if (prediction === null || effect === 'groups') return null;
  return DECIDING.has(call.shortName) && prediction.output !== 'values' ? { ...prediction, output: 'labels' } : prediction;
}

function orderAfter(api: DataApi, effect: RowEffect, base: Data): Data['order'] {
  if (api.orders !== undefined) return api.orders;
  if (effect === 'reordered' || effect === 'union' || effect === 'unknown' || effect === 'join') return 'unknown';
  return base.order;
}

// Statistics

function aggregated(call: LibraryCall, api: DataApi, inputs: DataInputs, called: readonly Influence[], effect: 'aggregate' | 'grouped'): Value {
  const learns = learnedBy(api, call);
  if (learns === 'none' && effect === 'aggregate' && api.learnsUnless !== undefined) return forEachRow(call, api, inputs, called);
  const { base } = inputs;
  const learned = learns === 'none' || callsOwnFunction(call, api) ? [] : inputs.all.map((each) => influenceOf(each, { by: learner(api, learns), usesLabels: learns === 'labels', isApplied: false }, call));
  const influences = mergeInfluences(base.influences, enteredBy(call, inputs), called, learned);
  noteEvaluation(call, base);
  if (effect === 'aggregate' && (api.returns === 'scalar' || (api.returns === undefined && base.form === 'series'))) {
    return { ...unknownScalar('unknown', { influences, symbol: symbolHere(call, 'number') }), confidence: weakest(base.confidence, callConfidence(call)) };
  }
  if (api.returns === 'none') return constant(null);
  const form = formAfter(api, effect, inputs);
  const isTable = form.form === 'groups' || form.form === 'window';
  return withHistory(
    {
      ...base,
      form: isTable ? 'frame' : form.form,
      className: form.className,
      rows: rowsAfter(effect, api, inputs, call),
      columns: columnsAfter(api, effect, inputs.all, call),
      selects: null,
      prediction: null,
      order: 'unknown',
      origin: null,
      influences,
      confidence: weakest(base.confidence, callConfidence(call)),
    },
    call.shortName,
  );
}

/** Reductions of PyTorch that give values and where they are when they are told a dimension. */
const PAIRED: ReadonlySet<string> = new Set(['max', 'min', 'median', 'nanmedian', 'mode', 'kthvalue', 'topk', 'sort']);

/** A reduction along columns gives one value for each row. */
function forEachRow(call: LibraryCall, api: DataApi, inputs: DataInputs, called: readonly Influence[]): Value {
  const result = rowWise(call, api, inputs, called, 'same');
  if (api.learnsUnless?.parameter !== 'dim' || !PAIRED.has(call.shortName)) return result;
  const { prediction } = result;
  return sequenceOf('tuple', [result, prediction === null ? { ...result } : { ...result, prediction: { ...prediction, output: 'labels' } }]);
}

/** Reductions that measure when they are given how predictions differ from the truth. */
const MEASURING: ReadonlySet<string> = new Set(['mean', 'sum', 'average', 'item', 'count_nonzero', 'reduce_mean', 'nanmean']);

/** `(model.predict(X) == y).mean()` measures the model. */
function noteEvaluation(call: LibraryCall, data: Data): void {
  if (data.prediction === null || !MEASURING.has(call.shortName) || !data.history.includes(COMPARED)) return;
  call.machine.emit<EvaluationEvent>({
    kind: 'evaluation',
    node: call.site.node,
    call: call.event,
    way: 'loop',
    metric: null,
    model: fittedModel(data.prediction, call.machine),
    fits: data.prediction.fits,
    data: overAllTurns(data),
    truth: null,
    prediction: data,
  });
}

/** Whether the value is given and is neither None nor an empty list. */
export function isAnything(value: Value | null): value is Value {
  return value !== null && !isNone(value) && !(value.kind === 'sequence' && value.isComplete && value.elements.length === 0);
}
