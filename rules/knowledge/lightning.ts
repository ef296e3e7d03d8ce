/** Lightning (also as pytorch_lightning) and torchmetrics. */
import type { Api, LibraryKnowledge, MetricApi } from '../api/python/knowledge.ts';
import { estimator, metric, plainClass, plainFunction, seed } from './entry.ts';

const METRIC = { bases: ['torchmetrics.Metric'] } as const;
const PREDS = { truth: 'target', prediction: 'preds' } as const;

/** The class; its call and `update` take predictions and truth. */
const measure = (name: string, facts: Omit<MetricApi, 'is' | 'names' | 'parameters' | 'truth' | 'prediction'>): MetricApi => metric(`torchmetrics.${name}`, { ...PREDS, ...METRIC, ...facts });
const either = (name: string, facts: Partial<MetricApi> = {}): MetricApi => measure(name, { isSymmetric: false, task: 'classification', needs: 'either', ...facts });
const scores = (name: string): MetricApi => measure(name, { isSymmetric: false, task: 'classification', needs: 'scores' });
const values = (name: string, facts: Partial<MetricApi> = {}): MetricApi => measure(name, { isSymmetric: true, task: 'regression', needs: 'values', ...facts });

const METRICS: readonly Api[] = [
  plainClass('torchmetrics.Metric', { tags: ['metric'] }),
  plainClass('torchmetrics.MetricCollection(metrics, *args)', { tags: ['metric'], ...METRIC }),
  plainFunction('torchmetrics.Metric.update(preds, target)', { returns: 'none', tags: ['metric-update'] }),
  plainFunction('torchmetrics.Metric.compute()', { returns: 'scalar', tags: ['metric-result'] }),
  plainFunction('torchmetrics.Metric.reset()', { returns: 'none' }),
  either('Accuracy', { isThreshold: true }),
  either('Precision'),
  either('Recall'),
  either('F1Score'),
  either('FBetaScore'),
  either('Specificity'),
  either('ConfusionMatrix'),
  either('CohenKappa'),
  either('MatthewsCorrCoef'),
  either('JaccardIndex'),
  either('HammingDistance'),
  either('StatScores'),
  either('ExactMatch'),
  scores('AUROC'),
  scores('AveragePrecision'),
  scores('ROC'),
  scores('PrecisionRecallCurve'),
  scores('CalibrationError'),
  scores('HingeLoss'),
  values('MeanSquaredError'),
  values('MeanAbsoluteError'),
  values('MeanSquaredLogError'),
  values('MeanAbsolutePercentageError', { isSymmetric: false }),
  values('R2Score', { isSymmetric: false }),
  values('ExplainedVariance', { isSymmetric: false }),
  values('PearsonCorrCoef'),
  values('SpearmanCorrCoef'),
  values('CosineSimilarity'),
  ...['accuracy', 'precision', 'recall', 'f1_score', 'fbeta_score', 'specificity', 'confusion_matrix'].map((name) => metric(`torchmetrics.functional.${name}(preds, target)`, { ...PREDS, isSymmetric: false, task: 'classification', needs: 'either', ...(name === 'accuracy' ? { isThreshold: true } : {}) })),
  ...['auroc', 'average_precision'].map((name) => metric(`torchmetrics.functional.${name}(preds, target)`, { ...PREDS, isSymmetric: false, task: 'classification', needs: 'scores' })),
  ...['mean_squared_error', 'mean_absolute_error'].map((name) => metric(`torchmetrics.functional.${name}(preds, target)`, { ...PREDS, isSymmetric: true, task: 'regression', needs: 'values' })),
  metric('torchmetrics.functional.r2_score(preds, target)', { ...PREDS, isSymmetric: false, task: 'regression', needs: 'values' }),
];

export const torchmetrics: LibraryKnowledge = {
  library: 'torchmetrics',
  distributions: ['torchmetrics'],
  version: '1.9.0',
  aliases: { 'torchmetrics.classification': 'torchmetrics', 'torchmetrics.regression': 'torchmetrics', 'pytorch_lightning.metrics': 'torchmetrics' },
  entries: METRICS,
};

/** Rows come through loaders; the model is an argument. */
export const lightning: LibraryKnowledge = {
  library: 'lightning',
  distributions: ['lightning', 'pytorch-lightning', 'pytorch_lightning'],
  version: '2.6.6',
  aliases: { pytorch_lightning: 'lightning.pytorch', 'lightning.pytorch.utilities.seed': 'lightning.pytorch', 'lightning.pytorch.callbacks.early_stopping': 'lightning.pytorch.callbacks', 'lightning.pytorch.callbacks.model_checkpoint': 'lightning.pytorch.callbacks', 'lightning.Trainer': 'lightning.pytorch.Trainer', 'lightning.LightningModule': 'lightning.pytorch.LightningModule', 'lightning.LightningDataModule': 'lightning.pytorch.LightningDataModule', 'lightning.seed_everything': 'lightning.pytorch.seed_everything' },
  entries: [
    estimator('lightning.pytorch.Trainer(*, accelerator, strategy, devices, num_nodes, precision, logger, callbacks, fast_dev_run, max_epochs, min_epochs, max_steps, deterministic, benchmark)', {
      role: 'model',
      learns: 'labels',
      by: 'model',
      output: 'unknown',
      bases: [],
      fit: { parameters: ['model', 'train_dataloaders', 'val_dataloaders', 'datamodule', 'ckpt_path'], features: 'train_dataloaders', labels: null, validation: ['val_dataloaders'] },
      methods: { evaluate: ['test', 'validate'] },
      methodParameters: { test: ['model', 'dataloaders', 'ckpt_path', 'verbose', 'datamodule'], validate: ['model', 'dataloaders', 'ckpt_path', 'verbose', 'datamodule'], predict: ['model', 'dataloaders', 'datamodule', 'return_predictions', 'ckpt_path'] },
    }),
    plainClass('lightning.pytorch.LightningModule', { tags: ['module'], bases: ['torch.nn.Module'] }),
    plainClass('lightning.pytorch.LightningDataModule', { tags: ['data-module'] }),
    plainFunction('lightning.pytorch.LightningModule.log(name, value)', { returns: 'none' }),
    plainFunction('lightning.pytorch.LightningModule.load_from_checkpoint(checkpoint_path)', { tags: ['loads-model'] }),
    plainClass('lightning.pytorch.callbacks.EarlyStopping(monitor, min_delta, patience, verbose, mode)', { tags: ['early-stopping', 'callback'] }),
    plainClass('lightning.pytorch.callbacks.ModelCheckpoint(dirpath, filename, monitor, verbose, save_last, save_top_k)', { tags: ['checkpoint', 'callback'] }),
    plainClass('lightning.pytorch.callbacks.LearningRateMonitor(logging_interval)', { tags: ['callback'] }),
    seed('lightning.pytorch.seed_everything(seed, workers, verbose)', { seeds: ['numpy', 'random', 'torch', 'torch.cuda'], parameter: 'seed' }),
  ],
};
