# labels: none
import pandas as pd
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVR
from sklearn.model_selection import train_test_split
from sklearn.metrics import r2_score
ds = pd.read_csv('Folds5x2_pp.csv')
X = ds.iloc[:, :-1].values
y = ds.iloc[:, -1].values
y = y.reshape(len(y), 1)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=0)
sc_X = StandardScaler()
sc_y = StandardScaler()
X_train = sc_X.fit_transform(X_train)
y_train = sc_y.fit_transform(y_train)
reg = SVR(kernel='rbf')
reg.fit(X_train, y_train.ravel())
y_pred = sc_y.inverse_transform(reg.predict(sc_X.transform(X_test)).reshape(-1, 1))
print(r2_score(y_test, y_pred))
