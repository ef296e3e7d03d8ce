import pandas as pd
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import LogisticRegression, Ridge

HORIZON_DAYS = 7
USE_OLD_FORECAST = False
CROWDED = 0.37


def fill_with_zero(rows):
    return rows.fillna(0)


rentals = pd.read_csv("https://data.example.org/rentals.csv")
rentals["chill"] = rentals["temperature"] - rentals["wind"]
rentals["weekday"] = rentals["day"] % HORIZON_DAYS

demand = Ridge(alpha=1.0)
if USE_OLD_FORECAST:
    demand = RandomForestRegressor(random_state=1)
    print("the forest of last year")
demand.fit(rentals[["station", "temperature", "wind", "rain"]], rentals["bikes"])
# demand.fit(rentals[["station", "weekday"]], rentals["bikes"])

rentals["expected"] = demand.predict(rentals[["station", "temperature", "wind", "rain"]])
empty = LogisticRegression()
empty.fit(rentals[["weekday", "expected"]], rentals["rain"])
crowded = empty.predict_proba(rentals[["weekday", "expected"]])[:, 1] > CROWDED
print(crowded.mean())

complete = rentals[["station", "temperature", "weekday"]].dropna()
complete.to_csv("data/interim/complete.csv")
