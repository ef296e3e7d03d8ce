/** What trains networks in PyTorch: optimizers, schedulers, datasets and loaders, gradients, seeds, files. */
import type { Api, DataApi, RandomUse } from '../api/python/knowledge.ts';
import { data, loader, on, plainClass, plainFunction, seed, split, writer } from './entry.ts';

const BY_GENERATOR: { readonly random: RandomUse } = { random: { parameter: 'generator', generator: 'torch' } };
const OPTIMIZER = { tags: ['optimizer'], bases: ['torch.optim.Optimizer'] } as const;
const SCHEDULER = { tags: ['scheduler'], bases: ['torch.optim.lr_scheduler.LRScheduler'] } as const;
const DATASET = { form: 'dataset', className: 'torch.utils.data.Dataset' } as const;

const dataset = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'same', returns: DATASET, ...facts });
const context = (signature: string, tag: string): Api => plainFunction(signature, { tags: [tag] });

const OPTIMIZERS: readonly Api[] = [
  ...['Adam(params, lr, betas, eps, weight_decay, amsgrad, *, foreach, maximize, capturable, differentiable, fused, decoupled_weight_decay)', 'AdamW(params, lr, betas, eps, weight_decay, amsgrad, *, maximize, foreach, capturable, differentiable, fused)', 'SGD(params, lr, momentum, dampening, weight_decay, nesterov, *, maximize, foreach, differentiable, fused)', 'RMSprop(params, lr, alpha, eps, weight_decay, momentum, centered, capturable, foreach, maximize, differentiable)', 'Adagrad(params, lr, lr_decay, weight_decay, initial_accumulator_value, eps, foreach, *, maximize, differentiable, fused)', 'Adadelta(params, lr, rho, eps, weight_decay, foreach, *, capturable, maximize, differentiable)', 'Adamax(params, lr, betas, eps, weight_decay, foreach, *, maximize, differentiable, capturable)', 'NAdam(params, lr, betas, eps, weight_decay, momentum_decay, decoupled_weight_decay, *, foreach, maximize, capturable, differentiable)', 'RAdam(params, lr, betas, eps, weight_decay, decoupled_weight_decay, *, foreach, maximize, capturable, differentiable)', 'ASGD(params, lr, lambd, alpha, t0, weight_decay, foreach, maximize, differentiable, capturable)', 'Rprop(params, lr, etas, step_sizes, *, capturable, foreach, maximize, differentiable)', 'LBFGS(params, lr, max_iter, max_eval, tolerance_grad, tolerance_change, history_size, line_search_fn, *, maximize)', 'SparseAdam(params, lr, betas, eps, maximize)'].map((signature) => plainClass(`torch.optim.${signature}`, OPTIMIZER)),
  plainClass('torch.optim.Optimizer', { tags: ['optimizer'] }),
  plainFunction('torch.optim.Optimizer.step(closure)', { tags: ['optimizer-step'] }),
  plainFunction('torch.optim.Optimizer.zero_grad(set_to_none)', { returns: 'none', tags: ['zero-grad'] }),
  plainFunction('torch.optim.Optimizer.state_dict()', { tags: ['state-dict'] }),
  plainFunction('torch.optim.Optimizer.load_state_dict(state_dict)', { tags: ['load-state-dict'] }),
  plainClass('torch.optim.lr_scheduler.LRScheduler', { tags: ['scheduler'] }),
  plainFunction('torch.optim.lr_scheduler.LRScheduler.step(epoch)', { returns: 'none', tags: ['scheduler-step'] }),
  ...['StepLR(optimizer, step_size, gamma, last_epoch)', 'MultiStepLR(optimizer, milestones, gamma, last_epoch)', 'ExponentialLR(optimizer, gamma, last_epoch)', 'CosineAnnealingLR(optimizer, T_max, eta_min, last_epoch)', 'CosineAnnealingWarmRestarts(optimizer, T_0, T_mult, eta_min, last_epoch)', 'OneCycleLR(optimizer, max_lr, total_steps, epochs, steps_per_epoch, pct_start, anneal_strategy, cycle_momentum, base_momentum, max_momentum, div_factor, final_div_factor, three_phase, last_epoch)', 'CyclicLR(optimizer, base_lr, max_lr, step_size_up, step_size_down, mode, gamma, scale_fn, scale_mode, cycle_momentum, base_momentum, max_momentum, last_epoch)', 'LambdaLR(optimizer, lr_lambda, last_epoch)', 'LinearLR(optimizer, start_factor, end_factor, total_iters, last_epoch)', 'ConstantLR(optimizer, factor, total_iters, last_epoch)', 'PolynomialLR(optimizer, total_iters, power, last_epoch)', 'SequentialLR(optimizer, schedulers, milestones, last_epoch)'].map((signature) => plainClass(`torch.optim.lr_scheduler.${signature}`, SCHEDULER)),
  plainClass('torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr, eps)', { ...SCHEDULER, tags: ['scheduler', 'watches-metric'] }),
  plainFunction('torch.optim.lr_scheduler.ReduceLROnPlateau.step(metrics, epoch)', { returns: 'none', tags: ['scheduler-step', 'watches-metric'] }),
];

const DATASETS: readonly Api[] = [
  plainClass('torch.utils.data.Dataset', { tags: ['dataset'] }),
  plainClass('torch.utils.data.IterableDataset', { tags: ['dataset'], bases: ['torch.utils.data.Dataset'] }),
  dataset('torch.utils.data.TensorDataset(*tensors)', { data: ['tensors'], bases: ['torch.utils.data.Dataset'] }),
  dataset('torch.utils.data.Subset(dataset, indices)', { rows: 'picked', picks: 'indices', bases: ['torch.utils.data.Dataset'] }),
  dataset('torch.utils.data.ConcatDataset(datasets)', { rows: 'union', bases: ['torch.utils.data.Dataset'] }),
  dataset('torch.utils.data.StackDataset(*args)', { data: ['args'], bases: ['torch.utils.data.Dataset'] }),
  data('torch.utils.data.DataLoader(dataset, batch_size, shuffle, sampler, batch_sampler, num_workers, collate_fn, pin_memory, drop_last, timeout, worker_init_fn, multiprocessing_context, generator, *, prefetch_factor, persistent_workers, pin_memory_device, in_order)', {
    rows: 'same',
    rowsWhen: [{ parameter: 'shuffle', values: [true], rows: 'reordered' }],
    returns: { form: 'loader', className: 'torch.utils.data.DataLoader' },
    random: { parameter: 'generator', generator: 'torch', onlyIf: { parameter: 'shuffle', values: [true], default: false } },
  }),
  data('torch.utils.data.DataLoader.dataset', { rows: 'same', isAttribute: true, returns: DATASET }),
  split('torch.utils.data.random_split | torch.utils.data.dataset.random_split(dataset, lengths, generator)', { data: ['dataset'], gives: 'parts', sides: 0, shuffle: 'always', sizes: 'lengths', ...BY_GENERATOR }),
  plainClass('torch.utils.data.RandomSampler(data_source, replacement, num_samples, generator)', { tags: ['sampler'], ...BY_GENERATOR }),
  plainClass('torch.utils.data.SubsetRandomSampler(indices, generator)', { tags: ['sampler', 'picks-rows'], ...BY_GENERATOR }),
  plainClass('torch.utils.data.WeightedRandomSampler(weights, num_samples, replacement, generator)', { tags: ['sampler', 'copies-rows'], ...BY_GENERATOR }),
  plainClass('torch.utils.data.SequentialSampler(data_source)', { tags: ['sampler'] }),
  plainClass('torch.utils.data.BatchSampler(sampler, batch_size, drop_last)', { tags: ['sampler'] }),
  plainClass('torch.utils.data.Sampler', { tags: ['sampler'] }),
  plainFunction('torch.utils.data.default_collate(batch)'),
];

const GRADIENTS: readonly Api[] = [
  context('torch.no_grad()', 'no-grad'),
  context('torch.inference_mode(mode)', 'no-grad'),
  context('torch.enable_grad(orig_func)', 'grad'),
  context('torch.set_grad_enabled(mode)', 'sets-grad'),
  context('torch.autograd.set_detect_anomaly(mode, check_nan)', 'debugging'),
  plainFunction('torch.autograd.grad(outputs, inputs)'),
  plainClass('torch.autograd.Variable(data, requires_grad)', { passes: 'data', lifetime: { deprecated: '0.4', replacement: 'torch.Tensor' } }),
  context('torch.amp.autocast(device_type, dtype, enabled, cache_enabled)', 'autocast'),
  context('torch.autocast(device_type, dtype, enabled, cache_enabled)', 'autocast'),
  plainFunction('torch.cuda.amp.autocast(enabled, dtype, cache_enabled)', { tags: ['autocast'], lifetime: { deprecated: '2.4', replacement: "torch.amp.autocast('cuda', ...)" } }),
  plainClass('torch.amp.GradScaler(device, init_scale, growth_factor, backoff_factor, growth_interval, enabled)', { tags: ['grad-scaler'] }),
  plainClass('torch.cuda.amp.GradScaler(init_scale, growth_factor, backoff_factor, growth_interval, enabled)', { tags: ['grad-scaler'], bases: ['torch.amp.GradScaler'], lifetime: { deprecated: '2.4', replacement: "torch.amp.GradScaler('cuda', ...)" } }),
  ...on(['torch.amp.GradScaler'], [
    plainFunction('.scale(outputs)', { passes: 'outputs' }),
    plainFunction('.step(optimizer)', { tags: ['optimizer-step'] }),
    plainFunction('.unscale_(optimizer)', { returns: 'none' }),
    plainFunction('.update(new_scale)', { returns: 'none' }),
  ]),
  plainFunction('torch.compile(model)', { passes: 'model', tags: ['wraps-module'] }),
  plainFunction('torch.jit.script(obj)', { passes: 'obj', tags: ['wraps-module'] }),
  plainFunction('torch.jit.trace(func, example_inputs)', { passes: 'func', tags: ['wraps-module'] }),
  plainFunction('torch.utils.checkpoint.checkpoint(function, *args)', { tags: ['checkpointing'] }),
];

const SEEDS: readonly Api[] = [
  seed('torch.manual_seed(seed)', { seeds: ['torch'], parameter: 'seed' }),
  seed('torch.cuda.manual_seed(seed)', { seeds: ['torch.cuda'], parameter: 'seed' }),
  seed('torch.cuda.manual_seed_all(seed)', { seeds: ['torch.cuda'], parameter: 'seed' }),
  seed('torch.Generator.manual_seed(seed)', { seeds: [], parameter: 'seed' }),
  plainClass('torch.Generator(device)', { tags: ['generator'] }),
  plainFunction('torch.use_deterministic_algorithms(mode, *, warn_only)', { returns: 'none', tags: ['deterministic'] }),
  plainFunction('torch.set_deterministic(d)', { returns: 'none', tags: ['deterministic'], lifetime: { deprecated: '1.8', removed: '1.10', replacement: 'torch.use_deterministic_algorithms' } }),
  plainFunction('torch.device(*args)', { tags: ['device'] }),
  plainFunction('torch.cuda.is_available()', { returns: 'scalar' }),
  plainFunction('torch.set_default_dtype(d)', { returns: 'none' }),
];

const WEIGHTS_ONLY = { kind: 'switch', parameter: 'weights_only', safeValue: true, defaultIsSafe: true, defaultIsSafeSince: '2.6' } as const;
const FILES: readonly Api[] = [
  loader('torch.load(f, map_location, pickle_module, *, weights_only, mmap)', { path: 'f', safety: WEIGHTS_ONLY, returns: 'unknown' }),
  writer('torch.save(obj, f, pickle_module, pickle_protocol)', { path: 'f', value: 'obj' }),
  loader('torch.jit.load(f, map_location)', { path: 'f', safety: { kind: 'unsafe' }, returns: { object: 'torch.nn.Module' } }),
  writer('torch.jit.save(m, f)', { path: 'f', value: 'm' }),
  loader('torch.hub.load(repo_or_dir, model, *args)', { path: null, safety: { kind: 'unsafe' }, returns: { object: 'torch.nn.Module' } }),
  loader('torch.hub.load_state_dict_from_url(url, model_dir, map_location, progress, check_hash, file_name, weights_only)', { path: 'url', safety: { kind: 'switch', parameter: 'weights_only', safeValue: true, defaultIsSafe: false }, returns: 'unknown' }),
  writer('torch.onnx.export(model, args, f)', { path: 'f', value: 'model' }),
];

export const torchTraining: readonly Api[] = [...OPTIMIZERS, ...DATASETS, ...GRADIENTS, ...SEEDS, ...FILES];
