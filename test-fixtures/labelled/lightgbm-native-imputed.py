# labels: preprocessing
import lightgbm as lgb
import numpy as np
import pandas as pd
from sklearn.impute import SimpleImputer
from sklearn.model_selection import train_test_split
df = pd.read_csv('santander.csv')
X = df.drop(columns=['ID', 'TARGET'])
y = df['TARGET']
X = pd.DataFrame(SimpleImputer(strategy='mean').fit_transform(X), columns=X.columns)
x_train, x_test, y_train, y_test = train_test_split(X, y, test_size=.25, random_state=7)
booster = lgb.train({'objective': 'binary'}, lgb.Dataset(x_train, y_train), 200)
p = booster.predict(x_test)
from sklearn.metrics import roc_auc_score
print(roc_auc_score(y_test, p))
