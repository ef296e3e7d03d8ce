# labels: overlap
"""Mammography screening: how far does a boosted tree get? Research code, reviewer asked for 10 folds."""
import json
import os
import time

import numpy as np
import pandas as pd
from imblearn.over_sampling import ADASYN, SMOTE, RandomOverSampler
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold
from xgboost import XGBClassifier

SAMPLERS = {"adasyn": ADASYN, "smote": SMOTE, "ros": RandomOverSampler}


def load(path):
    frame = pd.read_csv(path)
    target = frame.pop("class").map({"'-1'": 0, "'1'": 1})
    return frame.to_numpy(float), target.to_numpy(int)


def balance(X, y, how="ros", seed=0):
    """Bring both classes to the same size."""
    sampler = SAMPLERS[how](random_state=seed)
    Xb, yb = sampler.fit_resample(X, y)
    print(f"{how}: {len(y)} -> {len(yb)} rows")
    return Xb, yb


def evaluate_folds(X, y, n_splits, seed):
    rows = []
    for k, (a, b) in enumerate(StratifiedKFold(n_splits, shuffle=True, random_state=seed).split(X, y)):
        started = time.time()
        clf = XGBClassifier(n_estimators=400, max_depth=4, learning_rate=0.05, eval_metric="logloss")
        clf.fit(X[a], y[a])
        p = clf.predict_proba(X[b])[:, 1]
        rows.append({"fold": k, "auc": roc_auc_score(y[b], p), "ap": average_precision_score(y[b], p), "s": time.time() - started})
    return pd.DataFrame(rows)


def run(path="mammography.csv", how="ros", out="results"):
    X, y = load(path)
    X, y = balance(X, y, how)
    table = evaluate_folds(X, y, n_splits=10, seed=17)
    os.makedirs(out, exist_ok=True)
    table.to_csv(os.path.join(out, f"{how}.csv"), index=False)
    with open(os.path.join(out, f"{how}.json"), "w") as fh:
        json.dump(table[["auc", "ap"]].mean().to_dict(), fh)
    print(table.round(3))


if __name__ == "__main__":
    run()
