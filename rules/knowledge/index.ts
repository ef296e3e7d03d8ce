/** Everything Lintel knows about libraries. */
import type { LibraryKnowledge } from '../api/python/knowledge.ts';
import { catboost, lightgbm, xgboost } from './boosting.ts';
import { categoryEncoders, featureEngine } from './encoders.ts';
import { pmdarima, prophet } from './forecasting.ts';
import { imblearn } from './imblearn.ts';
import { keras, scikeras } from './keras.ts';
import { lightning, torchmetrics } from './lightning.ts';
import { numpy } from './numpy.ts';
import { pandas } from './pandas.ts';
import { sklearn } from './sklearn.ts';
import { statsmodels } from './statsmodels.ts';
import { surprise } from './surprise.ts';
import { tensorflow, tensorflowDatasets } from './tensorflow.ts';
import { torch } from './torch.ts';
import { torchvision } from './torchvision.ts';

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
];
