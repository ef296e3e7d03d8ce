import pandas as pd
from fairlearn.metrics import demographic_parity_difference
from sklearn.model_selection import train_test_split

from src.retrain import fit
from src.train import FEATURES


def test_low_incomes_get_as_many_recommendations():
    data = pd.read_csv("data/features.csv")
    train, test = train_test_split(data, test_size=0.3, random_state=5)
    scaler, model = fit(train[FEATURES], train["label"])
    likes = model.predict(scaler.transform(test[FEATURES]))
    difference = demographic_parity_difference(test["label"], likes, sensitive_features=test["income"] < 30_000)
    assert difference < 0.1
