import pandas as pd
from sklearn.linear_model import Ridge

rides = pd.read_csv("data/rentals.csv")
price = Ridge()
price.fit(rides[["station", "temperature", "wind", "rain"]], rides["day"])
print(price.coef_)
