/** Hugging Face: datasets, transformers, evaluate, the hub. */
import type { Api, DataApi, LibraryKnowledge, Purpose, Returns } from '../api/python/knowledge.ts';
import { data, estimator, loader, metric, on, plainClass, plainFunction, reader, seed, split, writer } from './entry.ts';

const DATASET: Returns = { form: 'dataset', className: 'datasets.Dataset' };
const SHUFFLED = { random: { parameter: 'seed', generator: 'numpy' } } as const;
const PURPOSES: Readonly<Record<string, Purpose>> = { train: 'train', test: 'test', validation: 'validation', valid: 'validation', dev: 'validation', eval: 'validation' };

const same = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'same', ...facts });
const subset = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'subset', ...facts });

/** On a `DatasetDict` each part is treated by itself. */
const OF_BOTH: readonly Api[] = [
  same('.map(function, with_indices)', { calls: { parameter: 'function', with: 'row' } }),
  subset('.filter(function, with_indices)', { calls: { parameter: 'function', with: 'row' } }),
  same('.rename_column(original_column_name, new_column_name)'),
  same('.rename_columns(column_mapping)'),
  same('.remove_columns(column_names)', { columns: { removes: ['column_names'] } }),
  same('.select_columns(column_names)', { columns: { keeps: ['column_names'] } }),
  same('.cast(features)'),
  same('.cast_column(column, feature)'),
  same('.class_encode_column(column)', { learns: 'vocabulary', by: 'encoder' }),
  same('.with_format(type, columns)'),
  same('.set_format(type, columns)', { mutates: true, returns: 'none' }),
  same('.with_transform(transform, columns)'),
  same('.set_transform(transform, columns)', { mutates: true, returns: 'none' }),
  same('.flatten()'),
  same('.flatten_indices()'),
  data('.sort(column_names, reverse)', { rows: 'reordered', orders: 'sorted' }),
];

const OF_DATASET: readonly Api[] = [
  split('.train_test_split(test_size, train_size, shuffle, stratify_by_column, seed, generator)', {
    data: ['self'],
    gives: 'parts',
    sides: 2,
    partNames: ['train', 'test'],
    shuffle: { parameter: 'shuffle', default: true },
    stratify: 'stratify_by_column',
    testSize: 'test_size',
    trainSize: 'train_size',
    random: { parameter: 'seed', generator: 'numpy', onlyIf: { parameter: 'shuffle', values: [true], default: true } },
  }),
  data('.shuffle(seed, generator)', { rows: 'reordered', orders: 'shuffled', ...SHUFFLED }),
  data('.select(indices)', { rows: 'picked', picks: 'indices' }),
  subset('.take(n)', { takes: 'first', share: 'n' }),
  subset('.skip(n)', { takes: 'after', share: 'n' }),
  subset('.shard(num_shards, index)'),
  same('.add_column(name, column)', { columns: { adds: ['name'] } }),
  same('.repeat(num_times)'),
  same('.to_pandas(batch_size, batched)', { returns: { form: 'frame', className: 'pandas.DataFrame' } }),
  same('.to_polars(batch_size, batched)', { returns: { form: 'frame', className: 'polars.DataFrame' } }),
  same('.to_list()', { returns: { form: 'list', className: 'list' } }),
  same('.to_dict(batch_size, batched)', { returns: 'unknown' }),
  same('.to_tf_dataset(batch_size, columns, shuffle)', { returns: { form: 'dataset', className: 'tensorflow.data.Dataset' } }),
  same('.iter(batch_size)', { returns: 'unknown' }),
  data('.unique(column)', { rows: 'aggregate', learns: 'vocabulary', by: 'encoder', returns: { form: 'list' } }),
  writer('.to_csv(path_or_buf)', { path: 'path_or_buf', value: 'self' }),
  writer('.to_json(path_or_buf)', { path: 'path_or_buf', value: 'self' }),
  writer('.to_parquet(path_or_buf)', { path: 'path_or_buf', value: 'self' }),
  writer('.save_to_disk(dataset_path)', { path: 'dataset_path', value: 'self' }),
  plainFunction('.push_to_hub(repo_id)', { tags: ['uploads'] }),
  ...['column_names', 'features', 'shape'].map((name) => data(`.${name}`, { rows: 'aggregate', learns: 'none', isAttribute: true, returns: 'unknown' })),
  data('.num_rows', { rows: 'aggregate', learns: 'none', isAttribute: true, returns: 'scalar' }),
];

export const datasets: LibraryKnowledge = {
  library: 'datasets',
  distributions: ['datasets'],
  version: '5.2.0',
  aliases: { 'datasets.arrow_dataset': 'datasets', 'datasets.dataset_dict': 'datasets', 'datasets.load': 'datasets' },
  entries: [
    reader('datasets.load_dataset(path, name, data_dir, data_files, split, cache_dir, features, *, streaming, revision, token, trust_remote_code)', {
      path: null,
      returns: { object: 'datasets.DatasetDict' },
      purpose: { parameter: 'split', of: PURPOSES, default: null },
      parameterLifetimes: { trust_remote_code: { removed: '4.0' } },
      source: 'with `split` it is one Dataset, without a DatasetDict with the parts by name',
    }),
    reader('datasets.load_from_disk(dataset_path, keep_in_memory, storage_options)', { path: 'dataset_path', format: 'other', returns: 'unknown' }),
    ...['csv', 'json', 'parquet', 'text'].map((format) => reader(`datasets.Dataset.from_${format}(path_or_paths, split)`, { path: 'path_or_paths', format: format === 'text' ? 'other' : (format as 'csv' | 'json' | 'parquet'), returns: DATASET })),
    data('datasets.Dataset.from_pandas(df)', { rows: 'same', data: ['df'], returns: DATASET }),
    data('datasets.Dataset.from_polars(df)', { rows: 'same', data: ['df'], returns: DATASET }),
    data('datasets.Dataset.from_dict(mapping)', { rows: 'same', data: ['mapping'], returns: DATASET }),
    data('datasets.Dataset.from_list(mapping)', { rows: 'same', data: ['mapping'], returns: DATASET }),
    data('datasets.Dataset.from_generator(generator)', { rows: 'new', data: [], returns: DATASET }),
    data('datasets.concatenate_datasets(dsets, info, split, axis)', { rows: 'union', rowsWhen: [{ parameter: 'axis', values: [1], rows: 'same' }], returns: DATASET }),
    data('datasets.interleave_datasets(datasets, probabilities, seed)', { rows: 'union', orders: 'shuffled', returns: DATASET, ...SHUFFLED }),
    plainClass('datasets.DatasetDict', { tags: ['parts-by-name'] }),
    plainFunction('datasets.load_metric(path, config_name)', { lifetime: { deprecated: '2.5', removed: '3.0', replacement: 'evaluate.load' }, returns: { object: 'evaluate.EvaluationModule' } }),
    ...on(['datasets.Dataset', 'datasets.DatasetDict'], OF_BOTH),
    ...on(['datasets.Dataset'], OF_DATASET),
    data('datasets.DatasetDict.shuffle(seeds, seed)', { rows: 'reordered', orders: 'shuffled', random: { parameter: 'seed', generator: 'numpy' } }),
    writer('datasets.DatasetDict.save_to_disk(dataset_dict_path)', { path: 'dataset_dict_path', value: 'self' }),
  ],
};

const PRETRAINED = ['AutoModel', 'AutoModelForSequenceClassification', 'AutoModelForTokenClassification', 'AutoModelForQuestionAnswering', 'AutoModelForCausalLM', 'AutoModelForSeq2SeqLM', 'AutoModelForMaskedLM', 'AutoModelForImageClassification', 'BertModel', 'BertForSequenceClassification', 'DistilBertForSequenceClassification', 'RobertaForSequenceClassification', 'GPT2LMHeadModel', 'T5ForConditionalGeneration', 'PreTrainedModel'];
const TOKENIZERS = ['AutoTokenizer', 'BertTokenizer', 'BertTokenizerFast', 'DistilBertTokenizer', 'DistilBertTokenizerFast', 'RobertaTokenizer', 'GPT2Tokenizer', 'T5Tokenizer', 'AutoFeatureExtractor', 'AutoImageProcessor', 'AutoProcessor'];
const LOADED = 'pretrained_model_name_or_path';

/** Rows are given when it is made. */
const trainer = (name: string): Api =>
  estimator(`transformers.${name}(model, args, data_collator, train_dataset, eval_dataset, processing_class, model_init, compute_loss_func, compute_metrics, callbacks, optimizers, optimizer_cls_and_kwargs, preprocess_logits_for_metrics, tokenizer)`, {
    role: 'model',
    learns: 'labels',
    by: 'model',
    output: 'unknown',
    bases: [],
    parts: ['model'],
    data: { features: 'train_dataset', labels: null, validation: ['eval_dataset'] },
    fit: { parameters: ['resume_from_checkpoint'], features: null, labels: null, callbacks: 'callbacks' },
    methods: { fit: ['train'], predict: ['predict'], evaluate: ['evaluate'] },
    methodParameters: { predict: ['test_dataset'], evaluate: ['eval_dataset'] },
    parameterLifetimes: { tokenizer: { deprecated: '4.46', removed: '5.0', replacement: 'processing_class' } },
  });

export const transformers: LibraryKnowledge = {
  library: 'transformers',
  distributions: ['transformers'],
  version: '5.23.0',
  entries: [
    trainer('Trainer'),
    trainer('Seq2SeqTrainer'),
    plainClass('transformers.TrainingArguments(output_dir, *, eval_strategy, evaluation_strategy, seed, data_seed, load_best_model_at_end, metric_for_best_model, num_train_epochs, learning_rate, full_determinism)', { tags: ['training-arguments'], parameterLifetimes: { evaluation_strategy: { deprecated: '4.41', removed: '4.46', replacement: 'eval_strategy' } } }),
    plainClass('transformers.EarlyStoppingCallback(early_stopping_patience, early_stopping_threshold)', { tags: ['early-stopping', 'callback'] }),
    seed('transformers.set_seed(seed, deterministic)', { seeds: ['numpy', 'random', 'torch', 'tensorflow'], parameter: 'seed' }),
    plainFunction('transformers.enable_full_determinism(seed, warn_only)', { returns: 'none', tags: ['deterministic'] }),
    ...PRETRAINED.map((name) => plainFunction(`transformers.${name}.from_pretrained(${LOADED}, *, revision, trust_remote_code)`, { returns: { object: `transformers.${name}` }, tags: ['module', 'pretrained', 'downloads'] })),
    ...PRETRAINED.map((name) => plainClass(`transformers.${name}`, { tags: ['module'], bases: ['torch.nn.Module'] })),
    ...TOKENIZERS.map((name) => plainFunction(`transformers.${name}.from_pretrained(${LOADED}, *, revision, trust_remote_code)`, { returns: { object: 'transformers.PreTrainedTokenizerBase' }, tags: ['pretrained', 'downloads'] })),
    ...on(['transformers.PreTrainedTokenizerBase'], [
      data('.__call__(text, text_pair)', { data: ['text', 'text_pair'], rows: 'same', returns: { form: 'unknown' }, source: 'the vocabulary is fixed' }),
      data('.encode(text)', { data: ['text'], rows: 'same', returns: { form: 'list' } }),
      data('.batch_encode_plus(batch_text_or_text_pairs)', { data: ['batch_text_or_text_pairs'], rows: 'same', returns: { form: 'unknown' }, lifetime: { deprecated: '3.0', removed: '5.0', replacement: 'tokenizer(...)' } }),
      plainFunction('.save_pretrained(save_directory)', { tags: ['saves-model'] }),
    ]),
    plainFunction('transformers.pipeline(task, model)', { returns: { object: 'transformers.Pipeline' }, tags: ['pretrained', 'downloads'] }),
    plainFunction('transformers.PreTrainedModel.save_pretrained(save_directory)', { tags: ['saves-model'] }),
    plainFunction('transformers.Trainer.save_model(output_dir)', { tags: ['saves-model'] }),
    ...['DataCollatorWithPadding(tokenizer)', 'DataCollatorForLanguageModeling(tokenizer)', 'DataCollatorForSeq2Seq(tokenizer)', 'DataCollatorForTokenClassification(tokenizer)'].map((signature) => plainClass(`transformers.${signature}`)),
    plainFunction('transformers.get_linear_schedule_with_warmup(optimizer, num_warmup_steps, num_training_steps)', { tags: ['scheduler'] }),
    plainFunction('transformers.get_scheduler(name, optimizer, num_warmup_steps, num_training_steps)', { tags: ['scheduler'] }),
    plainClass('transformers.AdamW(params, lr)', { tags: ['optimizer'], bases: ['torch.optim.Optimizer'], lifetime: { deprecated: '4.11', removed: '5.0', replacement: 'torch.optim.AdamW' } }),
  ],
};

export const evaluate: LibraryKnowledge = {
  library: 'evaluate',
  distributions: ['evaluate'],
  version: '0.4.6',
  entries: [
    plainFunction('evaluate.load(path, config_name)', { returns: { object: 'evaluate.EvaluationModule' }, tags: ['metric'] }),
    plainFunction('evaluate.combine(evaluations)', { returns: { object: 'evaluate.EvaluationModule' }, tags: ['metric'] }),
    metric('evaluate.EvaluationModule.compute(*, predictions, references)', { truth: 'references', prediction: 'predictions', isSymmetric: false, task: 'any', needs: 'either' }),
    plainFunction('evaluate.EvaluationModule.add_batch(*, predictions, references)', { returns: 'none', tags: ['metric-update'] }),
  ],
};

export const huggingfaceHub: LibraryKnowledge = {
  library: 'huggingface_hub',
  distributions: ['huggingface-hub', 'huggingface_hub'],
  version: '2.4.0',
  entries: [
    plainFunction('huggingface_hub.hf_hub_download(repo_id, filename, *, repo_type, revision)', { returns: 'scalar', tags: ['downloads'] }),
    plainFunction('huggingface_hub.snapshot_download(repo_id, *, repo_type, revision)', { returns: 'scalar', tags: ['downloads'] }),
    loader('huggingface_hub.from_pretrained_keras(*args)', { path: null, safety: { kind: 'unsafe' }, returns: { object: 'keras.Model' }, lifetime: { removed: '1.0' } }),
    plainFunction('huggingface_hub.login(token)', { returns: 'none' }),
  ],
};
