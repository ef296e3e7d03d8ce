# labels: none
"""German credit with transformers of our own; steps are put together from a table of options."""
import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report, roc_auc_score
from sklearn.model_selection import RandomizedSearchCV, train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import PowerTransformer, StandardScaler


class QuantileClipper(BaseEstimator, TransformerMixin):
    def __init__(self, low=0.01, high=0.99):
        self.low = low
        self.high = high

    def fit(self, X, y=None):
        X = np.asarray(X, dtype=float)
        self.low_ = np.nanquantile(X, self.low, axis=0)
        self.high_ = np.nanquantile(X, self.high, axis=0)
        return self

    def transform(self, X):
        return np.clip(np.asarray(X, dtype=float), self.low_, self.high_)


class MeanFiller(BaseEstimator, TransformerMixin):
    def fit(self, X, y=None):
        self.means_ = np.nanmean(X, axis=0)
        return self

    def transform(self, X):
        return np.where(np.isnan(X), self.means_, X)


OPTIONS = {"clip": True, "power": False, "pca": True}
AVAILABLE = {"clip": QuantileClipper(), "power": PowerTransformer(), "pca": PCA(n_components=8)}


def build(options):
    steps = []
    if options.get("clip"):
        steps.append(("clip", AVAILABLE["clip"]))
    steps.append(("fill", MeanFiller()))
    for name in ("power", "pca"):
        if name == "pca":
            steps.append(("scale", StandardScaler()))
        if options.get(name):
            steps.append((name, AVAILABLE[name]))
    steps.append(("clf", LogisticRegression(max_iter=2000)))
    return Pipeline(steps)


credit = pd.read_csv("german.data", sep=" ", header=None)
y = (credit.pop(20) == 2).astype(int)
X = credit.select_dtypes(include="number")
X_tr, X_te, y_tr, y_te = train_test_split(X, y, test_size=0.3, random_state=0, stratify=y)

search = RandomizedSearchCV(build(OPTIONS), {"clf__C": np.logspace(-3, 2, 30), "clip__high": [0.95, 0.99, 1.0]}, n_iter=20, cv=5, scoring="roc_auc", random_state=0)
search.fit(X_tr, y_tr)
print("chosen:", search.best_params_, "cv auc:", search.best_score_)
print("test auc:", roc_auc_score(y_te, search.predict_proba(X_te)[:, 1]))
print(classification_report(y_te, search.predict(X_te)))
