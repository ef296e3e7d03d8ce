# labels: multi-test
# %%
import numpy as np
import matplotlib.pyplot as plt
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import PolynomialFeatures
df = pd.read_csv("Advertising.csv")
X = df.drop('sales', axis=1)
y = df['sales']
# %%
train_rmse_errors = []
test_rmse_errors = []
for d in range(1, 10):
    polynomial_converter = PolynomialFeatures(degree=d, include_bias=False)
    poly_features = polynomial_converter.fit_transform(X)
    X_train, X_test, y_train, y_test = train_test_split(poly_features, y, test_size=0.3, random_state=101)
    model = LinearRegression(fit_intercept=True)
    model.fit(X_train, y_train)
    train_pred = model.predict(X_train)
    test_pred = model.predict(X_test)
    train_rmse_errors.append(np.sqrt(mean_squared_error(y_train, train_pred)))
    test_rmse_errors.append(np.sqrt(mean_squared_error(y_test, test_pred)))
# %%
plt.plot(range(1, 6), train_rmse_errors[:5], label='TRAIN')
plt.plot(range(1, 6), test_rmse_errors[:5], label='TEST')
plt.legend()
