# labels: multi-test
# %%
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split
from sklearn.metrics import r2_score
cars = pd.read_csv('CarPrice_Assignment.csv')
y = cars.pop('price')
X_train, X_test, y_train, y_test = train_test_split(cars, y, train_size=0.7, random_state=100)
# %%
lr = LinearRegression()
lr.fit(X_train[['horsepower']], y_train)
y_pred = lr.predict(X_test[['horsepower']])
r2_score(y_test, y_pred)
# %%
lr = LinearRegression()
lr.fit(X_train[['horsepower', 'curbweight', 'enginesize']], y_train)
y_pred = lr.predict(X_test[['horsepower', 'curbweight', 'enginesize']])
r2_score(y_test, y_pred)
