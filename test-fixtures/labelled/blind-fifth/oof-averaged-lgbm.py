# labels: none
import numpy as np
import pandas as pd
import lightgbm as lgb
from sklearn.model_selection import StratifiedKFold
from sklearn.metrics import roc_auc_score

train = pd.read_csv('train.csv')
test = pd.read_csv('test.csv')
features = [c for c in train.columns if c not in ('id', 'target')]
X, y = train[features], train['target']
X_test = test[features]

N = 5
skf = StratifiedKFold(n_splits=N, shuffle=True, random_state=2021)
oof = np.zeros(len(train))
preds = np.zeros(len(test))
collected, truth = [], []
for fold, (tr_idx, va_idx) in enumerate(skf.split(X, y)):
    X_tr, y_tr = X.iloc[tr_idx], y.iloc[tr_idx]
    X_va, y_va = X.iloc[va_idx], y.iloc[va_idx]
    model = lgb.LGBMClassifier(n_estimators=400, learning_rate=0.03, num_leaves=31)
    model.fit(X_tr, y_tr)
    p = model.predict_proba(X_va)[:, 1]
    oof[va_idx] = p
    collected.append(p)
    truth.append(y_va)
    preds += model.predict_proba(X_test)[:, 1] / N
    print(f'fold {fold}: {roc_auc_score(y_va, p):.5f}')

print('oof', roc_auc_score(y, oof))
print('oof collected', roc_auc_score(np.concatenate(truth), np.concatenate(collected)))
pd.DataFrame({'id': test['id'], 'target': preds}).to_csv('submission.csv', index=False)
