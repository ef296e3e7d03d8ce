# labels: preprocessing
import pandas as pd
import xgboost as xgb
from sklearn.preprocessing import MinMaxScaler
from sklearn.model_selection import train_test_split
from sklearn.metrics import mean_absolute_error

df = pd.read_csv('bike.csv')
target = df.pop('cnt')
cols = df.select_dtypes('number').columns
df[cols] = MinMaxScaler().fit_transform(df[cols])
tr_x, te_x, tr_y, te_y = train_test_split(df[cols], target, test_size=0.2, random_state=0)
dtrain = xgb.DMatrix(tr_x, tr_y)
dtest = xgb.DMatrix(te_x)
booster = xgb.train({'max_depth': 5}, dtrain, num_boost_round=100)
print(mean_absolute_error(te_y, booster.predict(dtest)))
