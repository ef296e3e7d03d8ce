/** PyTorch: tensors and functions on them. */
import type { Api, DataApi, LibraryKnowledge, Lifetime, RandomUse, Returns } from '../api/python/knowledge.ts';
import { data, layer, on, plainFunction, split } from './entry.ts';
import { torchNn } from './torch-nn.ts';
import { torchTraining } from './torch-training.ts';

const TENSOR: Returns = { form: 'tensor', className: 'torch.Tensor' };
const ALONG_ROWS = { learnsUnless: { parameter: 'dim', values: [1, -1], default: false } } as const;
const GLOBAL: { readonly random: RandomUse } = { random: { parameter: 'generator', generator: 'torch' } };

const named = (names: string, make: (name: string) => Api): readonly Api[] => names.split(' ').map(make);
const same = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'same', ...facts });
const fresh = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { data: [], rows: 'new', returns: TENSOR, ...facts });
const reduction = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'aggregate', by: 'reduction', returns: TENSOR, ...ALONG_ROWS, ...facts });
const unknown = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'unknown', ...facts });

const ELEMENTWISE = 'abs exp expm1 log log2 log10 log1p sqrt rsqrt square sin cos tan tanh erf floor ceil round trunc sign neg reciprocal isnan isinf isfinite logical_not';
const SIMPLE_REDUCTIONS = 'amax amin';

/** The same as function and as method; the method lacks `input`. */
const SHARED: readonly Api[] = [
  ...named(ELEMENTWISE, (name) => same(`.${name}()`)),
  ...named('add sub mul div', (name) => same(`.${name}(other)`)),
  ...named('eq ne lt le gt ge', (name) => same(`.${name}(other)`)),
  same('.pow(exponent)'),
  same('.clamp(min, max)'),
  same('.clip(min, max)'),
  same('.nan_to_num(nan, posinf, neginf)'),
  reduction('.mean(dim, keepdim)'),
  reduction('.sum(dim, keepdim)'),
  reduction('.std(dim, unbiased, keepdim)'),
  reduction('.var(dim, unbiased, keepdim)'),
  reduction('.median(dim, keepdim)'),
  reduction('.prod(dim, keepdim)'),
  reduction('.max(dim, keepdim)'),
  reduction('.min(dim, keepdim)'),
  reduction('.argmax(dim, keepdim)'),
  reduction('.argmin(dim, keepdim)'),
  reduction('.all(dim, keepdim)'),
  reduction('.any(dim, keepdim)'),
  reduction('.norm(p, dim, keepdim)'),
  reduction('.quantile(q, dim, keepdim)'),
  reduction('.logsumexp(dim, keepdim)'),
  ...named(SIMPLE_REDUCTIONS, (name) => reduction(`.${name}(dim, keepdim)`)),
  reduction('.topk(k, dim, largest, sorted)', { learnsUnless: { parameter: 'dim', values: [1, -1], default: true } }),
  data('.unique(sorted, return_inverse, return_counts, dim)', { rows: 'aggregate', by: 'encoder', learns: 'vocabulary', returns: TENSOR }),
  data('.bincount(weights, minlength)', { rows: 'aggregate', by: 'reduction', returns: TENSOR }),
  data('.cumsum(dim)', { rows: 'same', learns: 'neighbours', by: 'neighbours', ...ALONG_ROWS }),
  data('.sort(dim, descending, stable)', { rows: 'reordered', orders: 'sorted', returns: 'unknown' }),
  data('.argsort(dim, descending, stable)', { rows: 'reordered', orders: 'sorted', returns: { form: 'index', className: 'torch.Tensor' } }),
  data('.flip(dims)', { rows: 'reordered' }),
  data('.roll(shifts, dims)', { rows: 'reordered' }),
  data('.index_select(dim, index)', { rows: 'picked', picks: 'index', rowsWhen: [{ parameter: 'dim', values: [1, -1], rows: 'same' }] }),
  data('.masked_select(mask)', { rows: 'picked', picks: 'mask' }),
  unknown('.gather(dim, index)'),
  same('.reshape(shape)', { source: 'values of other rows never enter, whatever the shape' }),
  same('.flatten(start_dim, end_dim)', { source: 'values of other rows never enter, whatever the shape' }),
  same('.squeeze(dim)'),
  same('.unsqueeze(dim)', { rowsWhen: [{ parameter: 'dim', values: [0], rows: 'unknown' }] }),
  unknown('.permute(dims)'),
  unknown('.transpose(dim0, dim1)'),
  same('.matmul(other)'),
  same('.mm(mat2)'),
  same('.bmm(mat2)'),
  same('.detach()'),
  same('.clone()'),
  split('.split(split_size_or_sections, dim)', { data: ['self'], gives: 'parts', sides: 0, shuffle: 'never', sizes: 'split_size_or_sections' }),
  split('.chunk(chunks, dim)', { data: ['self'], gives: 'parts', sides: 0, shuffle: 'never', sizes: 'chunks' }),
];

/** As functions, whose first parameter is the tensor. */
const asFunction = (entry: Api): Api => {
  const first = entry.names[0] === 'torch.split' ? 'tensor' : 'input';
  const parameters = [first, ...(entry.parameters ?? [])];
  return entry.is === 'split' ? { ...entry, parameters, data: [first] } : { ...entry, parameters };
};

const ACTIVATIONS: readonly Api[] = [
  layer('torch.softmax(input, dim, dtype)', { does: 'activation', activation: 'softmax', isFunction: true }),
  layer('torch.log_softmax(input, dim, dtype)', { does: 'activation', activation: 'log_softmax', isFunction: true }),
  layer('torch.sigmoid(input)', { does: 'activation', activation: 'sigmoid', isFunction: true }),
  layer('torch.relu(input)', { does: 'activation', activation: 'relu', isFunction: true }),
  layer('torch.Tensor.softmax(dim, dtype)', { does: 'activation', activation: 'softmax', isFunction: true }),
  layer('torch.Tensor.log_softmax(dim, dtype)', { does: 'activation', activation: 'log_softmax', isFunction: true }),
  layer('torch.Tensor.sigmoid()', { does: 'activation', activation: 'sigmoid', isFunction: true }),
  layer('torch.Tensor.relu()', { does: 'activation', activation: 'relu', isFunction: true }),
];

const METHODS: readonly Api[] = [
  ...['to(*args)', 'cpu()', 'cuda(device)', 'float()', 'double()', 'half()', 'int()', 'long()', 'bool()', 'type(dtype)', 'type_as(other)', 'contiguous()', 'view(*shape)', 'view_as(other)', 'expand(*sizes)', 'requires_grad_(requires_grad)', 'pin_memory()'].map((signature) => same(`.${signature}`)),
  same('.numpy(force)', { returns: { form: 'array', className: 'numpy.ndarray' } }),
  same('.tolist()', { returns: { form: 'list', className: 'list' } }),
  data('.item()', { rows: 'aggregate', learns: 'none', returns: 'scalar' }),
  data('.size(dim)', { rows: 'aggregate', learns: 'none', returns: 'unknown' }),
  data('.dim()', { rows: 'aggregate', learns: 'none', returns: 'scalar' }),
  data('.numel()', { rows: 'aggregate', learns: 'none', returns: 'scalar' }),
  data('.shape', { rows: 'aggregate', learns: 'none', isAttribute: true, returns: 'unknown' }),
  data('.data', { rows: 'same', isAttribute: true }),
  data('.T', { rows: 'unknown', isAttribute: true }),
  data('.grad', { rows: 'unknown', isAttribute: true }),
  data('.repeat(*sizes)', { rows: 'copies' }),
  unknown('.t()'),
  ...['zero_()', 'fill_(value)', 'copy_(src)', 'add_(other)', 'sub_(other)', 'mul_(other)', 'div_(other)', 'clamp_(min, max)', 'relu_()'].map((signature) => same(`.${signature}`, { mutates: true })),
  ...['normal_(mean, std, *, generator)', 'uniform_(from, to, *, generator)', 'random_(from, to, *, generator)', 'bernoulli_(p, *, generator)'].map((signature) => data(`.${signature}`, { rows: 'new', mutates: true, ...GLOBAL })),
  plainFunction('.backward(gradient, retain_graph, create_graph, inputs)', { returns: 'none', tags: ['backward'] }),
];

const FUNCTIONS: readonly Api[] = [
  ...['tensor(data, *, dtype, device, requires_grad)', 'as_tensor(data, dtype, device)', 'from_numpy(ndarray)', 'FloatTensor(data)', 'LongTensor(data)', 'Tensor(data)', 'IntTensor(data)', 'DoubleTensor(data)'].map((signature) => same(`torch.${signature}`, { returns: TENSOR })),
  ...['zeros(*size)', 'ones(*size)', 'empty(*size)', 'full(size, fill_value)', 'arange(start, end, step)', 'linspace(start, end, steps)', 'eye(n, m)'].map((signature) => fresh(`torch.${signature}`)),
  ...['zeros_like(input)', 'ones_like(input)', 'empty_like(input)', 'full_like(input, fill_value)'].map((signature) => fresh(`torch.${signature}`)),
  ...['rand(*size, generator)', 'randn(*size, generator)', 'randint(low, high, size, *, generator)', 'rand_like(input, *, generator)', 'randn_like(input, *, generator)', 'randint_like(input, low, high, *, generator)', 'normal(mean, std, *, generator)', 'bernoulli(input, *, generator)', 'multinomial(input, num_samples, replacement, *, generator)'].map((signature) => fresh(`torch.${signature}`, GLOBAL)),
  fresh('torch.randperm(n, *, generator)', { orders: 'shuffled', returns: { form: 'index', className: 'torch.Tensor' }, ...GLOBAL }),
  ...named('cat concat concatenate', (name) => data(`torch.${name}(tensors, dim)`, { data: ['tensors'], rows: 'union', rowsWhen: [{ parameter: 'dim', values: [1, -1], rows: 'same' }], returns: TENSOR })),
  data('torch.vstack(tensors)', { data: ['tensors'], rows: 'union', returns: TENSOR }),
  same('torch.hstack(tensors)', { data: ['tensors'], returns: TENSOR }),
  unknown('torch.stack(tensors, dim)', { data: ['tensors'], rowsWhen: [{ parameter: 'dim', values: [1, -1], rows: 'same' }], returns: TENSOR }),
  same('torch.where(condition, input, other)', { data: ['condition', 'input', 'other'] }),
  data('torch.nonzero(input, *, out, as_tuple)', { rows: 'subset', returns: { form: 'index', className: 'torch.Tensor' } }),
  unknown('torch.einsum(*args)', { data: ['args'] }),
  unknown('torch.t(input)'),
  same('torch.is_tensor(obj)', { returns: 'scalar' }),
  same('torch.equal(input, other)', { returns: 'scalar' }),
  same('torch.allclose(input, other, rtol, atol, equal_nan)', { returns: 'scalar' }),
  data('torch.std_mean(input, dim)', { rows: 'aggregate', by: 'reduction', returns: 'unknown', ...ALONG_ROWS }),
  data('torch.cov(input)', { rows: 'aggregate', by: 'reduction', returns: TENSOR }),
  data('torch.corrcoef(input)', { rows: 'aggregate', by: 'reduction', returns: TENSOR }),
  data('torch.linalg.norm(A, ord, dim, keepdim)', { rows: 'aggregate', by: 'reduction', returns: TENSOR, ...ALONG_ROWS }),
  data('torch.linalg.svd(A, full_matrices)', { rows: 'aggregate', by: 'decomposition', returns: 'unknown' }),
  data('torch.linalg.lstsq(A, B)', { data: ['A', 'B'], rows: 'aggregate', by: 'model', learns: 'labels', returns: 'unknown' }),
];

const gone = (signature: string, lifetime: Lifetime): Api => plainFunction(`torch.${signature}`, { lifetime });
const GONE: readonly Api[] = [
  gone('solve(input, A)', { deprecated: '1.8', removed: '1.13', replacement: 'torch.linalg.solve' }),
  gone('symeig(input, eigenvectors, upper)', { deprecated: '1.9', removed: '2.0', replacement: 'torch.linalg.eigh' }),
  gone('eig(input, eigenvectors)', { deprecated: '1.9', removed: '1.13', replacement: 'torch.linalg.eig' }),
  gone('lstsq(input, A)', { deprecated: '1.9', removed: '1.13', replacement: 'torch.linalg.lstsq' }),
  gone('matrix_rank(input, tol)', { deprecated: '1.9', removed: '1.13', replacement: 'torch.linalg.matrix_rank' }),
  gone('range(start, end, step)', { deprecated: '0.4', replacement: 'torch.arange' }),
  gone('ger(input, vec2)', { deprecated: '1.8', replacement: 'torch.outer' }),
  gone('qr(input, some)', { deprecated: '1.8', replacement: 'torch.linalg.qr' }),
  gone('cholesky(input, upper)', { deprecated: '1.8', replacement: 'torch.linalg.cholesky' }),
  gone('chain_matmul(*matrices)', { deprecated: '1.10', replacement: 'torch.linalg.multi_dot' }),
];

export const torch: LibraryKnowledge = {
  library: 'torch',
  distributions: ['torch', 'pytorch'],
  version: '2.15.0',
  aliases: { 'torch.nn.modules': 'torch.nn', 'torch.utils.data.dataset': 'torch.utils.data', 'torch.utils.data.dataloader': 'torch.utils.data', 'torch.utils.data.sampler': 'torch.utils.data', 'torch.optim.optimizer': 'torch.optim', 'torch.nn.parameter': 'torch.nn', 'torch.special': 'torch' },
  entries: [...FUNCTIONS, ...ACTIVATIONS, ...SHARED.map((entry) => asFunction({ ...entry, names: entry.names.map((name) => `torch${name}`) })), ...on(['torch.Tensor'], [...SHARED, ...METHODS]), ...GONE, ...torchNn, ...torchTraining],
};
