/** What a value is an instance of, as names the knowledge base knows methods by. */
import type { Confidence } from '../../../../../rules/api/finding.ts';
import type { DataForm, Value } from '../../../../../rules/api/python/value.ts';

/** The class data of a form most likely has, where no call told. */
const USUAL_CLASSES: Readonly<Record<DataForm, readonly string[]>> = {
  frame: ['pandas.DataFrame'],
  series: ['pandas.Series'],
  array: ['numpy.ndarray', 'scipy.sparse.csr_matrix'],
  sparse: ['scipy.sparse.csr_matrix', 'numpy.ndarray'],
  tensor: ['torch.Tensor', 'numpy.ndarray'],
  index: ['pandas.Index', 'numpy.ndarray'],
  mask: ['pandas.Series', 'numpy.ndarray', 'torch.Tensor'],
  dataset: ['torch.utils.data.Dataset'],
  loader: ['torch.utils.data.DataLoader'],
  groups: ['pandas.api.typing.DataFrameGroupBy', 'pandas.core.groupby.DataFrameGroupBy'],
  window: ['pandas.api.typing.Rolling', 'pandas.core.window.Rolling'],
  list: [],
  unknown: ['pandas.DataFrame', 'pandas.Series', 'numpy.ndarray', 'scipy.sparse.csr_matrix'],
};

/** Returns classes to look methods up in, likeliest first. */
export function classNamesOf(value: Value): readonly string[] {
  if (value.kind === 'object') return value.className === null ? value.bases : [value.className, ...value.bases];
  if (value.kind !== 'data') return [];
  const usual = USUAL_CLASSES[value.form];
  return value.className === null ? usual : [value.className, ...usual.filter((name) => name !== value.className && rootOf(name) === rootOf(value.className ?? ''))];
}

/** Returns how sure the class is that methods are looked up in. */
export function classConfidence(value: Value): Confidence {
  const isCertain = (value.kind === 'data' || value.kind === 'object') && value.className !== null;
  return isCertain || value.confidence !== 'certain' ? value.confidence : 'likely';
}

function rootOf(name: string): string {
  return name.slice(0, name.indexOf('.'));
}
