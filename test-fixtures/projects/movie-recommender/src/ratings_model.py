"""Predicts the stars a user gives, from who they are and what they watched."""

import pandas as pd
from sklearn.impute import SimpleImputer
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import train_test_split

ratings = pd.read_csv("data/ratings.csv", index_col=0)
users = pd.read_csv("data/users.csv")

ratings["watch_minutes"] = ratings["watch_minutes"].fillna(ratings["watch_minutes"].mean())
ratings["movie_mean"] = ratings.groupby("movie_id")["rating"].transform("mean")

table = ratings.merge(users, on="user_id")
train, test, rating_train, rating_test = train_test_split(
    table[["age", "hour", "watch_minutes", "movie_mean"]], table["rating"], test_size=0.25, random_state=11
)

imputer = SimpleImputer(strategy="median")
train = imputer.fit_transform(train)
test = imputer.fit_transform(test)

model = Ridge().fit(train, rating_train)
print("mean absolute error", mean_absolute_error(rating_test, model.predict(test)))
print("oldest users", users.sort_values("agee").tail())
