# labels: none
# Ensembling homework, part 3: the blender learns from out-of-fold predictions
import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import StratifiedKFold, train_test_split
from sklearn.svm import SVC

RNG = 99

raw = pd.read_csv("letters.csv")
X = raw.iloc[:, 1:].to_numpy()
y = (raw.iloc[:, 0] > "M").astype(int).to_numpy()
X_train, X_test, y_train, y_test = train_test_split(X, y, train_size=0.7, random_state=RNG)

learners = [
    RandomForestClassifier(n_estimators=200, random_state=RNG),
    ExtraTreesClassifier(n_estimators=200, random_state=RNG),
    SVC(C=10, gamma="scale", probability=True, random_state=RNG),
]


def out_of_fold(models, X, y, X_new, folds=5):
    inner = np.zeros((len(X), len(models)))
    outer = np.zeros((len(X_new), len(models)))
    cv = StratifiedKFold(n_splits=folds, shuffle=True, random_state=RNG)
    for k, model in enumerate(models):
        for fit_rows, oof_rows in cv.split(X, y):
            m = clone(model)
            m.fit(X[fit_rows], y[fit_rows])
            inner[oof_rows, k] = m.predict_proba(X[oof_rows])[:, 1]
            outer[:, k] += m.predict_proba(X_new)[:, 1] / folds
    return inner, outer


Z_train, Z_test = out_of_fold(learners, X_train, y_train, X_test)
blender = LogisticRegression()
blender.fit(Z_train, y_train)
print("weights of the learners:", blender.coef_.round(2))

y_hat = blender.predict(Z_test)
print("blended accuracy on test: %.4f" % accuracy_score(y_test, y_hat))
