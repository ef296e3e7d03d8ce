# labels: preprocessing
import pandas as pd
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error
from sklearn.model_selection import TimeSeriesSplit
from sklearn.preprocessing import MinMaxScaler

df = pd.read_csv('power.csv', index_col='time', parse_dates=True).sort_index()
X = df[['temp', 'wind', 'hour']]
y = df['load'].values
X = MinMaxScaler().fit_transform(X)
errors = []
for train_idx, test_idx in TimeSeriesSplit(n_splits=5).split(X):
    m = Ridge().fit(X[train_idx], y[train_idx])
    errors.append(mean_absolute_error(y[test_idx], m.predict(X[test_idx])))
print(errors)
