/** Fitting: logs what was learned from which rows, and gives it to the estimator and the estimators inside. */
import type { FitEvent, FitWay, EvaluationEvent } from '../../../../../rules/api/python/event.ts';
import type { Api, EstimatorApi } from '../../../../../rules/api/python/knowledge.ts';
import type { Data, Influence, ObjectValue, Value } from '../../../../../rules/api/python/value.ts';
import { dataWithin, isData, mergeInfluences, numberOf, objectsWithin, plainObject, withRows } from '../values.ts';
import { continuesLearning, estimatorApi, foremost, learnersOf, partsOf, roleOf } from './estimators.ts';
import { alignedWith } from './align-rows.ts';
import { isAnything } from './data.ts';
import { gatherData } from './gather.ts';
import { influenceOf } from './learned.ts';
import { argument, argumentOrPlace, isGiven } from './call.ts';
import type { LibraryCall } from './call.ts';

/** What a fit is given. */
export interface FitInputs {
  readonly features: Data | null;
  readonly labels: Data | null;
  readonly validation: readonly Data[];
  readonly choosesByValidation: boolean;
}

/** Returns what the call gives the estimator to learn from. */
export function fitInputs(call: LibraryCall, object: ObjectValue, api: EstimatorApi): FitInputs {
  const { features, labels } = givenInputs(call, object, api);
  const given = { features: features === null ? null : alignedWith(features, labels), labels };
  const validation = validationGiven(call, object, api).filter((data) => given.features === null || data.rows !== given.features.rows);
  const inputs = { ...given, validation, choosesByValidation: choosesByValidation(call, object, api) };
  return validation.length === 0 ? withHeldOut(inputs, call) : inputs;
}

function givenInputs(call: LibraryCall, object: ObjectValue, api: EstimatorApi): Pick<FitInputs, 'features' | 'labels'> {
  const { fit, data } = api;
  const first = fit?.features === undefined && data === undefined ? fit?.parameters[0] : fit?.features;
  const features = fit?.features === null ? null : argumentOrPlace(call, named(first, ['X', 'x']), placeOf(fit?.parameters, first, 0));
  const labels = fit?.labels === null || first === 'y' ? null : argumentOrPlace(call, named(fit?.labels, ['y', 'Y']), placeOf(fit?.parameters, fit?.labels, 1));
  if (features !== null || data === undefined) return { features: gatherData(features, call), labels: gatherData(labels, call) };
  const held = [data.features, data.frame].flatMap((parameter) => (parameter === undefined || parameter === null ? [] : [object.arguments.get(parameter)])).find((value) => value !== undefined);
  return { features: gatherData(held ?? null, call), labels: gatherData(data.labels === null ? null : (object.arguments.get(data.labels) ?? null), call) };
}

function named(parameter: string | null | undefined, usual: readonly string[]): readonly string[] {
  return parameter === undefined || parameter === null ? usual : [parameter];
}

function placeOf(parameters: readonly string[] | undefined, parameter: string | null | undefined, usual: number): number {
  const place = parameter === undefined || parameter === null ? -1 : (parameters?.indexOf(parameter) ?? -1);
  return place === -1 ? usual : place;
}

// Rows watched during the fit

function validationGiven(call: LibraryCall, object: ObjectValue, api: EstimatorApi): readonly Data[] {
  const atFit = (api.fit?.validation ?? []).flatMap((parameter) => watched(argument(call, parameter)));
  const atMaking = (api.data?.validation ?? []).flatMap((parameter) => watched(object.arguments.get(parameter) ?? null));
  return [...atFit, ...atMaking];
}

/** Pairs hold features first; lists hold pairs, or data sets. */
export function watched(value: Value | null): readonly Data[] {
  if (value === null) return [];
  if (value.kind === 'data') return [value];
  if (value.kind !== 'sequence') return dataWithin(value).slice(0, 1);
  const isPair = value.type === 'tuple' || (value.elements.length === 2 && value.elements.every(isData) && value.elements[0]?.rows === value.elements[1]?.rows);
  return isPair ? dataWithin(value).slice(0, 1) : value.elements.flatMap(watched);
}

/** Callbacks that choose a state of the model by the rows watched. */
const CHOOSING: ReadonlySet<string> = new Set(['early-stopping', 'checkpoint', 'plateau']);

function choosesByValidation(call: LibraryCall, object: ObjectValue, api: EstimatorApi): boolean {
  const stops = (api.fit?.earlyStop ?? []).some((parameter) => isGiven(call, parameter) === true || isAnything(object.arguments.get(parameter) ?? null));
  return stops || hasChoosingCallback(argument(call, api.fit?.callbacks ?? 'callbacks') ?? object.arguments.get('callbacks') ?? null);
}

/** Whether a callback among the value chooses by the rows watched. */
export function hasChoosingCallback(value: Value | null): boolean {
  if (value === null) return false;
  if (value.kind === 'sequence') return value.elements.some(hasChoosingCallback);
  const api = value.kind === 'object' || value.kind === 'callable' ? value.api : null;
  return api !== null && isChoosing(api);
}

/** Whether the entry is of a callback that chooses by the rows watched. */
export function isChoosing(api: Api): boolean {
  return (api.is === 'class' || api.is === 'function') && (api.tags ?? []).some((tag) => CHOOSING.has(tag));
}

/** `validation_split=0.2` holds out the last rows. */
function withHeldOut(inputs: FitInputs, call: LibraryCall): FitInputs {
  const share = numberOf(argument(call, 'validation_split'));
  const { features } = inputs;
  if (share === null || !(share > 0 && share < 1) || features === null) return inputs;
  const { terms } = call.machine;
  const cut = { kind: 'share', share: 1 - share } as const;
  const kept = (data: Data): Data => withRows(data, terms.slice(data.rows, { kind: 'start' }, cut, call.site.node));
  const held = withRows(features, terms.slice(features.rows, cut, { kind: 'end' }, call.site.node));
  return { ...inputs, features: kept(features), labels: inputs.labels === null ? null : kept(inputs.labels), validation: [held] };
}

// Learning

/** Lets the estimator learn and returns its new state and the fit; the fit is null for what learns nothing. */
export function learn(call: LibraryCall, object: ObjectValue, way: FitWay, inputs: FitInputs): { readonly object: ObjectValue; readonly fit: FitEvent | null } {
  const { machine } = call;
  const api = estimatorApi(object);
  const learner = foremost(learnersOf(object, machine));
  const isOwn = object.definition !== null;
  if (learner === null && !isOwn && api?.learns !== 'parts') return { object, fit: null };
  const search = api?.role === 'search' ? searchInside(call, object, inputs) : null;
  const role = roleOf(object, machine);
  if (learner === null && role !== 'model') return { object, fit: null };
  const fit = emitFit(call, { object, way: api?.role === 'search' ? 'search' : way, role, inputs, isPerFold: false });
  const from = inputs.features ?? inputs.labels;
  const learned = learner === null || from === null ? [] : [influenceOf(from, { ...learner, isApplied: false }, call)];
  const isFurther = way === 'partial-fit' || continuesLearning(object);
  const change = stateAfter(object, fit, learned, inputs, isFurther);
  if (api?.role !== 'search') shareWithParts(object, fit, learned, inputs, machine);
  const updated = machine.updateObject(object.id, change);
  keepStates(argument(call, api?.fit?.callbacks ?? 'callbacks'), updated, machine);
  if (search !== null) noteSearch(call, updated, search, inputs);
  return { object: updated, fit };
}

/** `ModelCheckpoint('best.h5')` writes the model, to be loaded again. */
function keepStates(callbacks: Value | null, model: ObjectValue, machine: LibraryMachine): void {
  for (const { api, arguments: given } of callbacks === null ? [] : objectsWithin(callbacks)) {
    const file = api?.is === 'class' && api.tags?.includes('checkpoint') === true ? given.get('filepath') : undefined;
    const path = file === undefined ? null : machine.pathOf(file);
    if (path !== null) machine.writeFile(path, model);
  }
}

function stateAfter(object: ObjectValue, fit: FitEvent, learned: readonly Influence[], inputs: FitInputs, isFurther: boolean): Pick<ObjectValue, 'fits' | 'influences'> {
  const entered = mergeInfluences(inputs.features?.influences ?? [], inputs.labels?.influences ?? [], learned);
  return isFurther ? { fits: [...object.fits, fit], influences: mergeInfluences(object.influences, entered) } : { fits: [fit], influences: mergeInfluences(entered, originalInfluences(object)) };
}

/** What was in the estimator before any fit. */
function originalInfluences(object: ObjectValue): readonly Influence[] {
  return object.fits.length === 0 ? object.influences : [];
}

type LibraryMachine = LibraryCall['machine'];

/** Steps of a pipeline are fitted with it. */
function shareWithParts(object: ObjectValue, fit: FitEvent, learned: readonly Influence[], inputs: FitInputs, machine: LibraryMachine): void {
  for (const part of partsOf(object, machine)) {
    machine.updateObject(part.id, stateAfter(part, fit, learned, inputs, false));
    shareWithParts(part, fit, learned, inputs, machine);
  }
}

/** Logs a fit. */
export function emitFit(call: LibraryCall, of: { readonly object: ObjectValue; readonly way: FitWay; readonly role: FitEvent['role']; readonly inputs: FitInputs; readonly isPerFold: boolean }): FitEvent {
  return call.machine.emit<FitEvent>({
    kind: 'fit',
    node: call.site.node,
    call: call.event,
    way: of.way,
    estimator: of.object,
    role: of.role,
    features: of.inputs.features,
    labels: of.inputs.labels,
    validation: of.inputs.validation,
    choosesByValidation: of.inputs.choosesByValidation,
    isPerFold: of.isPerFold,
  });
}

// Searches

/** The fits of a search on parts of the rows. */
function searchInside(call: LibraryCall, search: ObjectValue, inputs: FitInputs): FitEvent {
  const inner = partsOf(search, call.machine)[0] ?? search;
  return emitFit(call, { object: inner, way: 'search', role: roleOf(inner, call.machine), inputs, isPerFold: true });
}

function noteSearch(call: LibraryCall, search: ObjectValue, inner: FitEvent, { features, labels }: FitInputs): void {
  if (features === null) return;
  call.machine.emit<EvaluationEvent>({
    kind: 'evaluation',
    node: call.site.node,
    call: call.event,
    way: 'search',
    metric: null,
    model: search,
    fits: [inner],
    data: features,
    truth: labels,
    prediction: null,
  });
}

/** Returns what `fit` gives: the estimator, or an object of results with the same knowledge. */
export function fitResult(call: LibraryCall, object: ObjectValue, api: EstimatorApi): ObjectValue {
  if (api.fitReturns === undefined) return object;
  const { machine } = call;
  return machine.createObject(
    plainObject({
      className: api.fitReturns,
      api: machine.knowledge.find(api.fitReturns),
      bases: machine.knowledge.basesOf(api.fitReturns),
      call: call.site.node,
      fits: object.fits,
      parts: object.parts,
      arguments: object.arguments,
      influences: object.influences,
      confidence: object.confidence,
    }),
  );
}
