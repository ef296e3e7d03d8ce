# labels: multi-test
# %%
import numpy as np
import pandas as pd
import lightgbm as lgb
import xgboost as xgb
from catboost import CatBoostRegressor
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import train_test_split
taxi = pd.read_csv('train.csv', nrows=100000)
taxi['pickup_datetime'] = pd.to_datetime(taxi['pickup_datetime'])
taxi['hour'] = taxi['pickup_datetime'].dt.hour
features = ['hour', 'passenger_count', 'pickup_longitude', 'pickup_latitude', 'dropoff_longitude', 'dropoff_latitude']
x_tr, x_va, y_tr, y_va = train_test_split(taxi[features], np.log1p(taxi['trip_duration']), test_size=0.2, random_state=2019)
# %%
lgbm = lgb.LGBMRegressor(n_estimators=500)
lgbm.fit(x_tr, y_tr)
rmse_lgb = np.sqrt(mean_squared_error(y_va, lgbm.predict(x_va)))
# %%
xgbr = xgb.XGBRegressor(n_estimators=500)
xgbr.fit(x_tr, y_tr)
rmse_xgb = np.sqrt(mean_squared_error(y_va, xgbr.predict(x_va)))
# %%
cat = CatBoostRegressor(iterations=500, verbose=False)
cat.fit(x_tr, y_tr)
rmse_cat = np.sqrt(mean_squared_error(y_va, cat.predict(x_va)))
print(rmse_lgb, rmse_xgb, rmse_cat)
