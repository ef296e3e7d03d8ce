# labels: none
# %%
import numpy as np
import pandas as pd
from sklearn import linear_model
from sklearn.metrics import r2_score
df = pd.read_csv("FuelConsumption.csv")
cdf = df[['ENGINESIZE', 'CYLINDERS', 'CO2EMISSIONS']]
np.random.seed(3)
msk = np.random.rand(len(df)) < 0.8
train = cdf[msk]
test = cdf[~msk]
regr = linear_model.LinearRegression()
train_x = np.asanyarray(train[['ENGINESIZE']])
train_y = np.asanyarray(train[['CO2EMISSIONS']])
regr.fit(train_x, train_y)
test_x = np.asanyarray(test[['ENGINESIZE']])
test_y = np.asanyarray(test[['CO2EMISSIONS']])
print("R2-score: %.2f" % r2_score(test_y, regr.predict(test_x)))
