"""Reads the raw tables and the server log."""

import re

import numpy as np
import pandas as pd

WATCH = re.compile(r"^(?P<time>[^,]+),(?P<user>\d+),GET /data/m/(?P<movie>[^/]+)/(?P<minute>\d+)\.mpg$")


def load_tables(folder="data"):
    users = pd.read_csv(f"{folder}/users.csv")
    movies = pd.read_csv(f"{folder}/movies.csv")
    ratings = pd.read_csv(f"{folder}/ratings.csv")
    return users, movies, ratings


def read_watch_log(path="logs/server.log"):
    rows = []
    with open(path) as log:
        for line in log:
            match = WATCH.match(line.strip())
            if match:
                rows.append(match.groupdict())
    return pd.DataFrame(rows)


def clean_ratings(ratings):
    ratings = pd.DataFrame(ratings)
    ratings.drop_duplicates(subset=["user_id", "movie_id"])
    ratings["rated_at"] = pd.to_datetime(ratings["rated_at"])
    return ratings.dropna()


def clean_movies(movies):
    movies = pd.DataFrame(movies)
    movies[movies["runtime"] > 300]["runtime"] = 300
    unknown = movies["year"] == np.nan
    movies.decade = movies["year"] // 10 * 10
    return movies[~unknown]


def clean_users(users):
    users = pd.DataFrame(users)
    users = users.drop(columns=["zip_code"], inplace=True)
    return users


if __name__ == "__main__":
    users, movies, ratings = load_tables()
    print(len(clean_users(users)), len(clean_movies(movies)), len(clean_ratings(ratings)))
