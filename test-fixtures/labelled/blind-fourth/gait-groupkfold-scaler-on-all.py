# labels: preprocessing
"""Gait analysis: does a patient fall? Several trials per patient, so GroupKFold."""
import numpy as np
import pandas as pd
from sklearn.metrics import balanced_accuracy_score
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def summarise(trial):
    """Features of one trial (rows = time steps)."""
    acc = trial[["ax", "ay", "az"]]
    size = np.sqrt((acc ** 2).sum(axis=1))
    return pd.Series({
        "mean": size.mean(),
        "std": size.std(),
        "max": size.max(),
        "jerk": np.abs(np.diff(size)).mean(),
        "energy": (size ** 2).sum() / len(size),
    })


signals = pd.read_parquet("gait_signals.parquet")
people = pd.read_excel("patients.xlsx")

features = signals.groupby(["patient", "trial"]).apply(summarise).reset_index()
table = features.merge(people[["patient", "age", "weight", "faller"]], on="patient", how="inner")

columns = ["mean", "std", "max", "jerk", "energy", "age", "weight"]
X = table[columns].to_numpy()
y = table["faller"].to_numpy()
groups = table["patient"].to_numpy()

scores = []
for fold, (learn, check) in enumerate(GroupKFold(n_splits=8).split(X, y, groups)):
    scaler = StandardScaler().fit(X)
    X_learn, X_check = scaler.transform(X[learn]), scaler.transform(X[check])
    svm = SVC(C=1.0, gamma="scale", class_weight="balanced")
    svm.fit(X_learn, y[learn])
    bacc = balanced_accuracy_score(y[check], svm.predict(X_check))
    print(f"fold {fold}: {len(set(groups[check]))} patients, balanced accuracy {bacc:.3f}")
    scores.append(bacc)

print(f"{np.mean(scores):.3f} +/- {np.std(scores):.3f}")
