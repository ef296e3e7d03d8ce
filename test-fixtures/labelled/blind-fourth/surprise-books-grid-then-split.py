# labels: overlap
"""Which books next? Ratings recommender with Surprise."""
from collections import defaultdict

import pandas as pd
from surprise import SVD, Dataset, Reader, accuracy
from surprise.model_selection import GridSearchCV, train_test_split

ratings = pd.read_csv("BX-Book-Ratings.csv", sep=";", encoding="latin-1")
ratings.columns = ["user", "isbn", "rating"]
ratings = ratings[ratings.rating > 0]

# keep people and books with enough ratings
n_user = ratings.groupby("user").rating.transform("size")
n_book = ratings.groupby("isbn").rating.transform("size")
ratings = ratings[(n_user >= 20) & (n_book >= 10)]
print(ratings.shape)

data = Dataset.load_from_df(ratings[["user", "isbn", "rating"]], Reader(rating_scale=(1, 10)))

param_grid = {
    "n_factors": [20, 50, 100],
    "n_epochs": [10, 20, 30],
    "lr_all": [0.002, 0.005],
    "reg_all": [0.02, 0.1, 0.4],
}
gs = GridSearchCV(SVD, param_grid, measures=["rmse", "mae"], cv=3, n_jobs=-1)
gs.fit(data)
print(gs.best_score["rmse"], gs.best_params["rmse"])

trainset, testset = train_test_split(data, test_size=0.25, random_state=8)
algo = gs.best_estimator["rmse"]
algo.fit(trainset)
predictions = algo.test(testset)
print("held-out RMSE", accuracy.rmse(predictions, verbose=False))
print("held-out MAE", accuracy.mae(predictions, verbose=False))


def top_n(predictions, n=10):
    best = defaultdict(list)
    for uid, iid, _, est, _ in predictions:
        best[uid].append((iid, est))
    return {u: sorted(v, key=lambda t: -t[1])[:n] for u, v in best.items()}


for user, books in list(top_n(predictions).items())[:5]:
    print(user, [b for b, _ in books])
