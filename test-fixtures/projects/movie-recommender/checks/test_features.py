import pandas as pd
import yaml

from src.schema import FEATURE_TABLE
from src.train import FEATURES


def test_features_have_their_schema():
    FEATURE_TABLE.validate(pd.read_csv("data/features.csv"))


def test_no_forbidden_feature_is_used():
    with open("config/feature-policy.yaml") as file:
        policy = yaml.safe_load(file)
    assert not set(FEATURES) & set(policy["forbidden"])
