# labels: none
"""Mammography screening with the sampler inside of the pipeline."""
import numpy as np
import pandas as pd
from imblearn.over_sampling import SMOTE
from imblearn.pipeline import make_pipeline
from imblearn.under_sampling import RandomUnderSampler
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.model_selection import RepeatedStratifiedKFold, cross_validate
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from xgboost import XGBClassifier


def load(path):
    frame = pd.read_csv(path)
    target = frame.pop("class").map({"'-1'": 0, "'1'": 1})
    return frame.to_numpy(float), target.to_numpy(int)


def candidates(seed):
    steps = [StandardScaler(), SelectKBest(f_classif, k=5)]
    yield "svc", make_pipeline(*steps, SMOTE(random_state=seed), SVC(C=3, probability=True))
    yield "xgb", make_pipeline(*steps, SMOTE(random_state=seed), XGBClassifier(max_depth=4))
    yield "xgb, fewer", make_pipeline(*steps, RandomUnderSampler(random_state=seed), XGBClassifier(max_depth=4))


def run(path="mammography.csv", seed=17):
    X, y = load(path)
    cv = RepeatedStratifiedKFold(n_splits=5, n_repeats=4, random_state=seed)
    rows = {}
    for name, pipe in candidates(seed):
        out = cross_validate(pipe, X, y, cv=cv, scoring=["roc_auc", "average_precision"], n_jobs=-1)
        rows[name] = {k: np.mean(v) for k, v in out.items() if k.startswith("test_")}
    print(pd.DataFrame(rows).T.round(3))


if __name__ == "__main__":
    run()
