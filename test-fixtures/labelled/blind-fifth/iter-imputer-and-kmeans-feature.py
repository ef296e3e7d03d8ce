# labels: preprocessing
import numpy as np
import pandas as pd
from sklearn.experimental import enable_iterative_imputer
from sklearn.impute import IterativeImputer
from sklearn.cluster import KMeans
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.model_selection import train_test_split, cross_val_score

housing = pd.read_csv('housing.csv')
num = housing.drop(columns=['ocean_proximity', 'median_house_value'])
imputer = IterativeImputer(max_iter=10, random_state=0)
num_imputed = pd.DataFrame(imputer.fit_transform(num), columns=num.columns, index=num.index)

km = KMeans(n_clusters=12, n_init=10, random_state=0)
num_imputed['region'] = km.fit_predict(num_imputed[['longitude', 'latitude']])

X = pd.concat([num_imputed, pd.get_dummies(housing['ocean_proximity'])], axis=1)
y = housing['median_house_value']
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=42)

print('cv', cross_val_score(HistGradientBoostingRegressor(), X_train, y_train, cv=3).mean())
reg = HistGradientBoostingRegressor().fit(X_train, y_train)
print('test', reg.score(X_test, y_test))
