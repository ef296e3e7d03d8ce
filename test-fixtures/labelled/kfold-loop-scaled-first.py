# labels: preprocessing
# %%
import numpy as np
import pandas as pd
from sklearn.model_selection import KFold
from sklearn.preprocessing import MinMaxScaler
from sklearn.svm import SVR
df = pd.read_csv('concrete.csv')
X = df.iloc[:, 0:8]
y = df.iloc[:, 8]
X = MinMaxScaler().fit_transform(X)
# %%
kf = KFold(n_splits=10)
results = []
for tr, te in kf.split(X):
    svr = SVR(C=100)
    svr.fit(X[tr], y.iloc[tr])
    results.append(svr.score(X[te], y.iloc[te]))
print(np.mean(results), np.std(results))
