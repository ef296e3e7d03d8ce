# labels: none
import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold
import lightgbm as lgb

train = pd.read_csv('../input/train.csv')
test = pd.read_csv('../input/test.csv')
features = [c for c in train.columns if c not in ['ID_code', 'target']]
target = train['target']
folds = StratifiedKFold(n_splits=10, shuffle=True, random_state=44000)
oof = np.zeros(len(train))
predictions = np.zeros(len(test))
for fold_, (trn_idx, val_idx) in enumerate(folds.split(train.values, target.values)):
    print("Fold {}".format(fold_))
    clf = lgb.LGBMClassifier(n_estimators=1000, learning_rate=0.01)
    clf.fit(train.iloc[trn_idx][features], target.iloc[trn_idx])
    oof[val_idx] = clf.predict_proba(train.iloc[val_idx][features])[:, 1]
    print(roc_auc_score(target.iloc[val_idx], oof[val_idx]))
    predictions += clf.predict_proba(test[features])[:, 1] / folds.n_splits
print("CV score: {:<8.5f}".format(roc_auc_score(target, oof)))
sub = pd.DataFrame({"ID_code": test["ID_code"].values})
sub["target"] = predictions
sub.to_csv("submission.csv", index=False)
