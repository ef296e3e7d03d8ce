# labels: multi-test
from math import sqrt
from pandas import read_csv
from sklearn.metrics import mean_squared_error
from statsmodels.tsa.arima.model import ARIMA

series = read_csv('shampoo.csv', header=0, index_col=0, parse_dates=True)
values = series['Sales'].values
size = int(len(values) * 0.66)
train, test = values[:size], values[size:]
best_score, best_cfg = float("inf"), None
for p in [0, 1, 2, 4]:
    for d in range(0, 3):
        for q in range(0, 3):
            model = ARIMA(train, order=(p, d, q))
            fitted = model.fit()
            predictions = fitted.forecast(steps=len(test))
            rmse = sqrt(mean_squared_error(test, predictions))
            if rmse < best_score:
                best_score, best_cfg = rmse, (p, d, q)
print('Best ARIMA%s RMSE=%.3f' % (best_cfg, best_score))
