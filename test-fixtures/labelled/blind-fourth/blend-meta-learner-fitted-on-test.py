# labels: overlap
# Ensembling homework, part 2: combine three learners with a logistic "blender"
import numpy as np
import pandas as pd
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
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
for learner in learners:
    print("training", type(learner).__name__)
    learner.fit(X_train, y_train)


def stack_columns(models, rows):
    out = np.empty((len(rows), len(models)), dtype=np.float32)
    for k, m in enumerate(models):
        out[:, k] = m.predict_proba(rows)[:, 1]
    return out


Z = stack_columns(learners, X_test)
blender = LogisticRegression()
blender.fit(Z, y_test)
print("weights of the learners:", blender.coef_.round(2))

y_hat = blender.predict(Z)
print("blended accuracy on test: %.4f" % accuracy_score(y_test, y_hat))
