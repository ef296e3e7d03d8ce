# labels: multi-test
# %%
import pandas as pd
import numpy as np
from sklearn.model_selection import train_test_split
from sklearn.linear_model import LinearRegression, Ridge, Lasso
from sklearn.ensemble import GradientBoostingRegressor
from sklearn import metrics
df = pd.read_csv('USA_Housing.csv')
X = df[['Avg. Area Income', 'Avg. Area House Age', 'Area Population']]
y = df['Price']
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=42)
# %%
def print_evaluate(true, predicted):
    mae = metrics.mean_absolute_error(true, predicted)
    mse = metrics.mean_squared_error(true, predicted)
    print('MAE:', mae)
    print('RMSE:', np.sqrt(mse))

def fit_and_report(model):
    model.fit(X_train, y_train)
    print_evaluate(y_test, model.predict(X_test))
# %%
fit_and_report(LinearRegression())
# %%
fit_and_report(Ridge(alpha=100))
# %%
fit_and_report(Lasso(alpha=0.1))
# %%
fit_and_report(GradientBoostingRegressor())
