# labels: none
# %%
import pandas as pd
from sklearn.ensemble import RandomForestRegressor
from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.model_selection import train_test_split
data = pd.read_csv('insurance.csv')
data = pd.get_dummies(data, drop_first=True)
X, y = data.drop(columns='charges'), data['charges']
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=.2, random_state=0)
rf = RandomForestRegressor(n_estimators=300, random_state=0).fit(X_train, y_train)
# %%
print('train R2', rf.score(X_train, y_train))
print('test R2', rf.score(X_test, y_test))
pred_train = rf.predict(X_train)
pred_test = rf.predict(X_test)
print('MAE', mean_absolute_error(y_train, pred_train), mean_absolute_error(y_test, pred_test))
print(r2_score(y_test, pred_test))
