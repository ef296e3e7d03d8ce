# labels: preprocessing
import numpy as np
import pandas as pd
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVR
from sklearn.model_selection import train_test_split
from sklearn.metrics import r2_score
ds = pd.read_csv('Folds5x2_pp.csv')
X = ds.iloc[:, :-1].values
y = ds.iloc[:, -1].values.reshape(-1, 1)
sc_X, sc_y = StandardScaler(), StandardScaler()
X = sc_X.fit_transform(X)
y = sc_y.fit_transform(y)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=0)
reg = SVR(kernel='rbf').fit(X_train, y_train.ravel())
print(r2_score(y_test, reg.predict(X_test)))
