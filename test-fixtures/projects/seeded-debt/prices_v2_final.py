import pandas as pd
from sklearn.svm import SVR

rides = pd.read_csv("data/rentals.csv")
svr = SVR(kernel="linear")
svr.fit(rides[["station", "wind"]], rides["day"])
print(svr.coef_)
