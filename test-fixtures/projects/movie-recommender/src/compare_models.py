"""Tries several models and keeps the best one."""

import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_score, train_test_split

data = pd.read_csv("data/features.csv")
X = data[["affinity", "popularity", "income"]]
y = data["label"]

X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=7)

models = {
    "logistic": LogisticRegression(),
    "forest": RandomForestClassifier(random_state=7),
    "boosting": GradientBoostingClassifier(random_state=7),
}
aucs = {}
for name, model in models.items():
    model.fit(X_train, y_train)
    aucs[name] = roc_auc_score(y_test, model.predict(X_test))
print("best:", max(aucs, key=aucs.get))

# the same with fewer features
best_two = SelectKBest(f_classif, k=2).fit_transform(X, y)
print(cross_val_score(LogisticRegression(), best_two, y, cv=5).mean())

# and with as many likes as dislikes
X_more, y_more = SMOTE(random_state=7).fit_resample(X, y)
a, b, c, d = train_test_split(X_more, y_more, random_state=7)
print(RandomForestClassifier(random_state=7).fit(a, c).score(b, d))
