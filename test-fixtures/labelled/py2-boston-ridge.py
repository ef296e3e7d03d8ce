# labels: preprocessing
import numpy as np
from sklearn.datasets import load_boston
from sklearn.cross_validation import train_test_split
from sklearn.preprocessing import scale
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_squared_error

boston = load_boston()
X = scale(boston.data)
y = boston.target
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=33)
ridge = Ridge(alpha=0.5)
ridge.fit(X_train, y_train)
print "MSE:", mean_squared_error(y_test, ridge.predict(X_test))
