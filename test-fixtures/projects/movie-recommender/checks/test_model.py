import numpy as np
import pandas as pd
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

from src.retrain import fit
from src.train import FEATURES


def test_a_plain_rule_is_learned():
    X = pd.DataFrame({name: [0.0, 0.1, 0.9, 1.0] * 50 for name in FEATURES})
    y = [0, 0, 1, 1] * 50
    scaler, model = fit(X, y)
    assert model.predict(scaler.transform(X)).tolist() == y


def test_training_twice_gives_the_same_model():
    data = pd.read_csv("data/features.csv")
    X, y = data[FEATURES], data["label"]
    scaler, first = fit(X, y)
    _, second = fit(X, y)
    scaled = scaler.transform(X)
    np.testing.assert_array_equal(first.predict_proba(scaled), second.predict_proba(scaled))


def test_no_slice_of_movies_is_left_behind():
    data = pd.read_csv("data/features.csv")
    train, test = train_test_split(data, test_size=0.3, random_state=5)
    scaler, model = fit(train[FEATURES], train["label"])
    slices = pd.cut(test["popularity"], [0, 0.2, 0.6, 1], labels=["niche", "known", "popular"], include_lowest=True)
    for name, rows in test.groupby(slices, observed=True):
        reached = accuracy_score(rows["label"], model.predict(scaler.transform(rows[FEATURES])))
        assert reached > 0.55, f"{name}: {reached:.3f}"
