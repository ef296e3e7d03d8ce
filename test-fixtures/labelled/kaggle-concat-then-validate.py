# labels: preprocessing
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from lightgbm import LGBMRegressor
from sklearn.metrics import mean_squared_error

train = pd.read_csv('../input/train.csv')
test = pd.read_csv('../input/test.csv')
n = len(train)
y = np.log1p(train.pop('price'))
full = train.append(test, ignore_index=True)
num = full.select_dtypes(include='number').columns
full[num] = full[num].fillna(full[num].mean())
full[num] = StandardScaler().fit_transform(full[num])
X, X_sub = full[num][:n], full[num][n:]
tr, val, ytr, yval = train_test_split(X, y, test_size=0.1, random_state=3)
m = LGBMRegressor().fit(tr, ytr)
print(np.sqrt(mean_squared_error(yval, m.predict(val))))
pd.Series(m.predict(X_sub)).to_csv('sub.csv')
