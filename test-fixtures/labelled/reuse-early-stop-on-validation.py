# labels: none
import pandas as pd
import xgboost as xgb
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import train_test_split

bikes = pd.read_csv('hour.csv')
X = bikes[['hr', 'temp', 'hum', 'windspeed', 'workingday']]
y = bikes['cnt']
X_tmp, X_test, y_tmp, y_test = train_test_split(X, y, test_size=0.2, random_state=1)
X_train, X_val, y_train, y_val = train_test_split(X_tmp, y_tmp, test_size=0.2, random_state=1)
reg = xgb.XGBRegressor(n_estimators=2000, early_stopping_rounds=30)
reg.fit(X_train, y_train, eval_set=[(X_train, y_train), (X_val, y_val)], verbose=False)
print('val', mean_squared_error(y_val, reg.predict(X_val)))
print('test', mean_squared_error(y_test, reg.predict(X_test)))
