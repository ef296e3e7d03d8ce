import pandas as pd
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.metrics import mean_absolute_error

rows = pd.read_csv("data/week_1.csv")
rows = rows.dropna()
rows = rows[rows["bikes"] > 0]
rows["hot"] = rows["temperature"] > 25
rows["wet"] = rows["rain"] > 0
features = rows[["hot", "wet", "wind"]]
target = rows["bikes"]
past = rows["day"] < 5
model = GradientBoostingRegressor(n_estimators=100, random_state=1)
model.fit(features[past], target[past])
guess = model.predict(features[~past])
error = mean_absolute_error(target[~past], guess)
baseline = mean_absolute_error(target[~past], [target[past].mean()] * len(guess))
print("week", 1)
print("error", error)
print("baseline", baseline)
