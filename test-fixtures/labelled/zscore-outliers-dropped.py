# labels: preprocessing
import numpy as np
import pandas as pd
from scipy import stats
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import train_test_split

df = pd.read_csv('diamonds.csv')[['carat', 'depth', 'table', 'price']]
df = df[(np.abs(stats.zscore(df[['carat', 'depth', 'table']])) < 3).all(axis=1)]
df['carat'] = np.log(df['carat'])
q = df['depth'].quantile(0.99)
df['depth'] = df['depth'].clip(upper=q)
X_train, X_test, y_train, y_test = train_test_split(df.drop(columns='price'), df['price'], random_state=1)
print(LinearRegression().fit(X_train, y_train).score(X_test, y_test))
