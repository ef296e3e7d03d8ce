# labels: none
# %%
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsRegressor
from sklearn.model_selection import train_test_split
# %% [markdown]
# # Question 1: who defaults?
# %%
df = pd.read_csv('Default.csv')
X = df[['balance', 'income']]
y = df['default'] == 'Yes'
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=1)
model = LogisticRegression()
model.fit(X_train, y_train)
print(model.score(X_test, y_test))
# %% [markdown]
# # Question 2: fuel consumption
# %%
df = pd.read_csv('Auto.csv', na_values='?').dropna()
X = df[['weight', 'horsepower']]
y = df['mpg']
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=1)
model = KNeighborsRegressor(n_neighbors=5)
model.fit(X_train, y_train)
print(model.score(X_test, y_test))
