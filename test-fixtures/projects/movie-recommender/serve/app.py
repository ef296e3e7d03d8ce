"""Recommendation service."""

import os

import joblib
import pandas as pd
from flask import Flask, request
from sklearn.preprocessing import StandardScaler

app = Flask(__name__)
_, model = joblib.load(os.environ.get("MODEL", "model.pkl"))
movies = pd.read_csv("data/movies.csv")
popular = movies.sort_values("year", ascending=False)["movie_id"].head(20).tolist()


@app.route("/recommend/<int:user_id>")
def recommend(user_id):
    try:
        return ",".join(str(movie) for movie in popular)
    except Exception:
        return ""


@app.route("/likes", methods=["POST"])
def likes():
    features = pd.DataFrame(request.get_json())
    scaled = StandardScaler().fit_transform(features)
    return {"likes": model.predict(scaled).tolist()}
