"""Recommendation service."""

import os

import joblib
import pandas as pd
from flask import Flask

app = Flask(__name__)
scaler, model = joblib.load(os.environ.get("MODEL", "model.pkl"))
movies = pd.read_csv("data/movies.csv")
popular = movies.sort_values("year", ascending=False)["movie_id"].head(20).tolist()


@app.route("/recommend/<int:user_id>")
def recommend(user_id):
    try:
        return ",".join(str(movie) for movie in popular)
    except Exception:
        return ""
