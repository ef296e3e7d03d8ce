# labels: none
"""Hyper-parameter search for the churn booster, by cross-validation on the development rows."""
import functools

import numpy as np
import optuna
import pandas as pd
from lightgbm import LGBMClassifier
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_score, train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

SEED = 1234


def build(**params):
    numeric = Pipeline([("impute", SimpleImputer(strategy="median")), ("scale", StandardScaler())])
    prep = make_column_transformer(
        (numeric, make_column_selector(dtype_include=np.number)),
        (OneHotEncoder(handle_unknown="ignore"), make_column_selector(dtype_include=object)),
    )
    return Pipeline([("prep", prep), ("clf", LGBMClassifier(random_state=SEED, **params))])


def objective(trial, X, y):
    params = dict(
        num_leaves=trial.suggest_int("num_leaves", 4, 128, log=True),
        learning_rate=trial.suggest_float("learning_rate", 0.005, 0.3, log=True),
        n_estimators=trial.suggest_int("n_estimators", 50, 800),
        min_child_samples=trial.suggest_int("min_child_samples", 5, 100),
    )
    cv = StratifiedKFold(5, shuffle=True, random_state=SEED)
    return cross_val_score(build(**params), X, y, cv=cv, scoring="roc_auc").mean()


def main():
    table = pd.read_csv("telco.csv").drop(columns=["customerID"])
    table["TotalCharges"] = pd.to_numeric(table["TotalCharges"], errors="coerce")
    y = (table.pop("Churn") == "Yes").astype(int)
    X_dev, X_hold, y_dev, y_hold = train_test_split(table, y, test_size=0.25, stratify=y, random_state=SEED)

    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=SEED))
    study.optimize(functools.partial(objective, X=X_dev, y=y_dev), n_trials=60)
    print("cv:", study.best_value)

    final = build(**study.best_params).fit(X_dev, y_dev)
    print("hold-out:", roc_auc_score(y_hold, final.predict_proba(X_hold)[:, 1]))


if __name__ == "__main__":
    main()
