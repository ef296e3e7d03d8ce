# labels: preprocessing
import numpy as np
from sklearn.preprocessing import StandardScaler
from tensorflow import keras
X = np.load('x.npy')
y = np.load('y.npy')
X = StandardScaler().fit_transform(X)
n = len(X)
i, j = int(n * 0.7), int(n * 0.85)
X_train, X_val, X_test = X[:i], X[i:j], X[j:]
y_train, y_val, y_test = y[:i], y[i:j], y[j:]
m = keras.Sequential([keras.layers.Dense(16, activation='relu'), keras.layers.Dense(1)])
m.compile('adam', 'mse')
m.fit(X_train, y_train, validation_data=(X_val, y_val), epochs=20)
print(m.evaluate(X_test, y_test))
