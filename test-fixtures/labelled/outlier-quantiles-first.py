# labels: preprocessing
# %%
import pandas as pd
import numpy as np
from sklearn.model_selection import train_test_split
from sklearn.ensemble import RandomForestRegressor
df = pd.read_csv('insurance.csv')
df['bmi'] = (df['bmi'] - df['bmi'].mean()) / df['bmi'].std()
df['smoker'] = df['smoker'].replace({'yes': 1, 'no': 0})
df['region'] = df['region'].astype('category').cat.codes
df['sex'] = np.where(df.sex == 'male', 1, 0)
# %%
X = df[['age', 'sex', 'bmi', 'children', 'smoker', 'region']]
y = df[['charges']]
train_X, val_X, train_y, val_y = train_test_split(X, y, random_state=1)
forest = RandomForestRegressor(random_state=1).fit(train_X, train_y.values.ravel())
print(forest.score(val_X, val_y))
