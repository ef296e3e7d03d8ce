/** Calls on data: which rows come out, what was learned on the way, which columns are left, and what changes in place. */
import type { DataApi, RowEffect } from '../../../../../rules/api/python/knowledge.ts';
import type { EvaluationEvent } from '../../../../../rules/api/python/event.ts';
import type { Columns, Data, DataForm, Influence, Prediction, Value } from '../../../../../rules/api/python/value.ts';
import { exactly } from '../column-algebra.ts';
import { appliedInfluences, constant, dataOver, dataWithin, elementwise, influencesOf, isData, isNone, mergeInfluences, textsOf, unknownScalar, weakest, withHistory } from '../values.ts';
import { columnsAfter, columnsOfForm } from './data-columns.ts';
import { effectOf, isInPlace, newRows, rowsAfter } from './data-rows.ts';
import type { DataInputs } from './data-rows.ts';
import { influenceOf, learnedBy, learner } from './learned.ts';
import { argument, argumentsNamed, callConfidence, receiverOf, symbolHere } from './library-call.ts';
import type { LibraryCall } from './library-call.ts';
import { fittedModel } from './models.ts';
import { influencesOfInputs, returned, unknownResult } from './returned.ts';
import { COMPARED } from '../values.ts';

/** Returns what a call on data gives. */
export function applyData(call: LibraryCall, api: DataApi): Value {
  const inputs = dataInputs(call, api);
  if (inputs === null) return withoutData(call, api);
  const effect = effectOf(api, call);
  const called = calledInfluences(call, api, inputs.base);
  if (effect === 'aggregate' || effect === 'grouped') return aggregated(call, api, inputs, called, effect);
  const result = rowWise(call, api, inputs, called, effect);
  if (!isInPlace(api, call)) return result;
  const before = receiverOf(call) ?? inputs.base;
  if (isData(before)) call.machine.replaceData(before, result);
  return api.mutates === true && api.returns !== undefined && api.returns !== 'none' ? result : constant(null);
}

// What it works on

function dataInputs(call: LibraryCall, api: DataApi): DataInputs | null {
  const receiver = receiverOf(call);
  const all = dataParameters(call, api).flatMap((parameter) => argumentsNamed(call, parameter).flatMap(inputsIn));
  const found = all.length > 0 ? all : isData(receiver) ? [receiver] : [];
  const [base] = found;
  return base === undefined ? null : { base: call.machine.latest(base), all: found };
}

function dataParameters(call: LibraryCall, api: DataApi): readonly string[] {
  if (api.data !== undefined) return api.data;
  const first = api.parameters?.find((parameter) => parameter !== '*');
  return receiverOf(call) !== null || first === undefined ? ['self'] : [first];
}

/** Data in lists counts each; values by column are one table. */
function inputsIn(value: Value): readonly Data[] {
  if (value.kind !== 'mapping') return dataWithin(value);
  const table = elementwise([...value.entries.values()]);
  if (table === null) return [];
  return [{ ...table, form: 'frame', className: null, columns: exactly([...value.entries.keys()].map(String)), influences: influencesOf(value) }];
}

/** Counts of rows stand for the rows: `np.arange(len(df))`, `np.random.permutation(len(df))`. */
function withoutData(call: LibraryCall, api: DataApi): Value {
  const count = call.site.arguments.map(({ value }) => value).find((value) => value.kind === 'scalar' && value.countOf?.share === 1);
  const { terms } = call.machine;
  if (count?.kind === 'scalar' && count.countOf !== null) {
    const { rows } = count.countOf;
    const picked = api.orders === 'shuffled' && api.rows !== 'subset' ? terms.reordered(rows, symbolHere(call, 'order'), call.site.node) : api.rows === 'subset' ? terms.subset(rows, symbolHere(call, 'subset'), call.site.node) : rows;
    return dataOver(rows, { form: 'index', selects: picked, confidence: callConfidence(call) });
  }
  if (api.rows !== 'new') return returned(api.returns, null, call);
  const form = typeof api.returns === 'object' && 'form' in api.returns ? api.returns : null;
  return dataOver(newRows(call), { form: form?.form ?? 'array', className: form?.className ?? null, influences: influencesOfInputs(call), confidence: callConfidence(call) });
}

// Functions that are given

/** Calls the function given to `apply`, `map` and so on, and returns what influenced its result. */
function calledInfluences(call: LibraryCall, api: DataApi, base: Data): readonly Influence[] {
  if (api.calls === undefined) return [];
  const callable = argument(call, api.calls.parameter);
  if (callable?.kind !== 'callable') return [];
  const isSingle = api.calls.with === 'value' || api.calls.with === 'row';
  const value: Value = isSingle ? { ...unknownScalar('unknown'), influences: base.influences } : base;
  const result = call.machine.call(callable, [{ name: null, value, node: call.site.node }], call.site.node);
  return influencesOf(result);
}

// What comes out

function rowWise(call: LibraryCall, api: DataApi, inputs: DataInputs, called: readonly Influence[], effect: RowEffect): Data {
  const { base } = inputs;
  const rows = rowsAfter(effect, api, inputs, call);
  const learns = learnedBy(api, call);
  const own = learns === 'none' || effect === 'groups' || effect === 'window' ? [] : [influenceOf(base, { by: learner(api, learns), usesLabels: learns === 'labels', isApplied: true }, call)];
  const form = formAfter(api, effect, inputs);
  const data: Data = {
    ...base,
    ...form,
    rows,
    columns: columnsOfForm(columnsGiven(call) ?? columnsAfter(api, effect, inputs.all, call), form.form),
    selects: selectsAfter(form.form, rows, base, effect, call),
    prediction: predictionAfter(inputs, effect, call),
    order: orderAfter(api, effect, base),
    origin: effect === 'union' || effect === 'join' ? null : base.origin,
    influences: mergeInfluences(base.influences, enteredBy(call, inputs), appliedInfluences(called), own),
    confidence: weakest(base.confidence, callConfidence(call), effect === 'unknown' ? 'possible' : 'certain'),
  };
  return api.isAttribute === true ? data : withHistory(data, call.shortName);
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
  return { form: base.form, className: base.className };
}

function columnsGiven(call: LibraryCall): Columns | null {
  const names = call.shortName === 'DataFrame' ? textsOf(argument(call, 'columns')) : null;
  return names === null ? null : exactly(names);
}

function selectsAfter(form: DataForm, rows: Data['rows'], base: Data, effect: RowEffect, call: LibraryCall): Data['rows'] | null {
  const { terms } = call.machine;
  if (form === 'mask') return terms.mask(rows, { mask: symbolHere(call, 'mask'), isNegated: false, test: null, node: call.site.node });
  if (form !== 'index' && form !== 'list' && form !== 'array') return null;
  if (base.selects === null) return form === 'index' && base.form !== 'index' ? rows : null;
  if (effect === 'same') return base.selects;
  return effect === 'reordered' ? terms.reordered(base.selects, symbolHere(call, 'order'), call.site.node) : null;
}

/** Methods that turn probabilities into classes. */
const DECIDING = new Set(['argmax', 'round', 'rint', 'where']);

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
  if (learns === 'none' && effect === 'aggregate' && api.learnsUnless !== undefined) return rowWise(call, api, inputs, called, 'same');
  const { base } = inputs;
  const learned = learns === 'none' ? [] : inputs.all.map((each) => influenceOf(each, { by: learner(api, learns), usesLabels: learns === 'labels', isApplied: false }, call));
  const influences = mergeInfluences(base.influences, enteredBy(call, inputs), appliedInfluences(called), learned);
  noteEvaluation(call, base);
  if (effect === 'aggregate' && (api.returns === 'scalar' || (api.returns === undefined && base.form === 'series'))) {
    return { ...unknownScalar('unknown', { influences, symbol: symbolHere(call, 'number') }), confidence: weakest(base.confidence, callConfidence(call)) };
  }
  if (api.returns === 'none' || api.returns === 'unknown') return api.returns === 'none' ? constant(null) : { ...unknownResult(call), influences };
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

/** Reductions that measure when they are given how predictions differ from the truth. */
const MEASURING = new Set(['mean', 'sum', 'average', 'item', 'count_nonzero', 'reduce_mean', 'nanmean']);

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
    data,
    truth: null,
    prediction: data,
  });
}

/** Whether the value is given and is neither None nor an empty list. */
export function isAnything(value: Value | null): value is Value {
  return value !== null && !isNone(value) && !(value.kind === 'sequence' && value.isComplete && value.elements.length === 0);
}
