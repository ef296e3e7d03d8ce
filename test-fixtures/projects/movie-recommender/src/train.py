"""Trains the model that says whether a user will like a movie."""

import joblib
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score, precision_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

FEATURES = ["affinity", "popularity", "movie_popularity", "income"]


def main():
    data = pd.read_csv("data/features.csv")
    X = data[FEATURES]
    y = data["label"]

    scaler = StandardScaler()
    X_scaled = scaler.fit_transform(X)

    X_train, X_test, y_train, y_test = train_test_split(X_scaled, y, test_size=0.2)

    model = RandomForestClassifier(n_estimators=200)
    model.fit(X_train, y_train)

    print("accuracy", accuracy_score(y_test, model.predict(X_test)))
    print("precision", precision_score(model.predict(X_test), y_test))
    joblib.dump((scaler, model), "model.pkl")


if __name__ == "__main__":
    main()
