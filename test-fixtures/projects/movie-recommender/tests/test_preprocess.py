import pandas as pd

from src.preprocess import clean_ratings


def test_ratings_are_cleaned():
    ratings = pd.DataFrame({"user_id": [1, 1], "movie_id": [7, 7], "rating": [4, None], "rated_at": ["2026-01-01", "2026-01-02"]})
    assert len(clean_ratings(ratings)) == 1


def test_training_runs():
    print("done")
