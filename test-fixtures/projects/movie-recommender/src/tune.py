"""Searches the settings of the forest. Run by hand; what came out stands in docs/tuning.md."""

import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

from src.train import FEATURES

data = pd.read_csv("data/features.csv")
X_train, X_test, y_train, y_test = train_test_split(data[FEATURES].to_numpy(), data["label"], test_size=0.2, random_state=17)

pipeline = Pipeline([("scale", StandardScaler()), ("forest", RandomForestClassifier(random_state=17))])
search = GridSearchCV(
    pipeline,
    {"forest__n_estimators": [50, 100, 200], "forest__min_samples_leaf": [1, 5, 20]},
    scoring="balanced_accuracy",
    cv=5,
)
search.fit(X_train, y_train)
print(search.best_params_, search.best_score_)
