import pandas as pd
from sklearn.tree import DecisionTreeRegressor

served = pd.read_csv("data/served.csv")
again = DecisionTreeRegressor(random_state=1).fit(served[["station", "day"]], served["bikes"])
print(again.get_depth())
