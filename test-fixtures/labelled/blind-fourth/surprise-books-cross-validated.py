# labels: none
"""Which books next? Compare Surprise algorithms by cross-validation, then recommend for everybody."""
import pandas as pd
from surprise import SVD, BaselineOnly, Dataset, KNNBaseline, NMF, Reader
from surprise.model_selection import KFold, cross_validate

ratings = pd.read_csv("BX-Book-Ratings.csv", sep=";", encoding="latin-1", names=["user", "isbn", "rating"], header=0)
ratings = ratings[ratings.rating > 0].drop_duplicates(["user", "isbn"])
data = Dataset.load_from_df(ratings, Reader(rating_scale=(1, 10)))

cv = KFold(n_splits=5, random_state=0)
table = []
for algo in (BaselineOnly(), SVD(), NMF(), KNNBaseline(sim_options={"name": "pearson_baseline", "user_based": False})):
    scores = cross_validate(algo, data, measures=["RMSE", "MAE"], cv=cv, verbose=False)
    table.append({
        "algorithm": algo.__class__.__name__,
        "rmse": scores["test_rmse"].mean(),
        "mae": scores["test_mae"].mean(),
        "seconds": sum(scores["fit_time"]),
    })
print(pd.DataFrame(table).sort_values("rmse").to_string(index=False))

full = data.build_full_trainset()
final = SVD(n_epochs=30, random_state=0)
final.fit(full)


def recommend(user, k=5):
    inner = full.to_inner_uid(user)
    read = {full.to_raw_iid(j) for j, _ in full.ur[inner]}
    candidates = [full.to_raw_iid(i) for i in full.all_items()]
    scored = [(isbn, final.predict(user, isbn).est) for isbn in candidates if isbn not in read]
    return sorted(scored, key=lambda t: t[1], reverse=True)[:k]


print(recommend(ratings.user.iloc[0]))
