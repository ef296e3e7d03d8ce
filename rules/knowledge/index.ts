/** Everything Lintel knows about libraries. */
import type { LibraryKnowledge } from '../api/python/knowledge.ts';
import { catboost, lightgbm, xgboost } from './boosting.ts';
import { categoryEncoders, featureEngine } from './encoders.ts';
import { pmdarima, prophet } from './forecasting.ts';
import { joblib, pickle, pickleLike } from './files.ts';
import { datasets, evaluate, huggingfaceHub, transformers } from './huggingface.ts';
import { imblearn } from './imblearn.ts';
import { keras, scikeras } from './keras.ts';
import { lightning, torchmetrics } from './lightning.ts';
import { media } from './media.ts';
import { numpy } from './numpy.ts';
import { pandas } from './pandas.ts';
import { polars } from './polars.ts';
import { tqdm } from './progress.ts';
import { pyspark } from './pyspark.ts';
import { scipy } from './scipy.ts';
import { sklearn } from './sklearn.ts';
import { statsmodels } from './statsmodels.ts';
import { csv, random, statistics } from './stdlib.ts';
import { surprise } from './surprise.ts';
import { tensorflow, tensorflowDatasets } from './tensorflow.ts';
import { gensim, nltk } from './text.ts';
import { torch } from './torch.ts';
import { torchvision } from './torchvision.ts';
import { tuning } from './tuning.ts';

export const LIBRARIES: readonly LibraryKnowledge[] = [
  numpy,
  pandas,
  sklearn,
  imblearn,
  categoryEncoders,
  featureEngine,
  xgboost,
  lightgbm,
  catboost,
  statsmodels,
  prophet,
  pmdarima,
  surprise,
  torch,
  torchvision,
  torchmetrics,
  lightning,
  keras,
  scikeras,
  tensorflow,
  tensorflowDatasets,
  polars,
  pyspark,
  datasets,
  transformers,
  evaluate,
  huggingfaceHub,
  scipy,
  gensim,
  nltk,
  tqdm,
  joblib,
  pickle,
  random,
  csv,
  statistics,
  ...pickleLike,
  ...media,
  ...tuning,
];
