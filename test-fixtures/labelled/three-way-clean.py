# labels: none
import numpy as np
from sklearn.preprocessing import StandardScaler
from tensorflow import keras
X = np.load('x.npy')
y = np.load('y.npy')
n = len(X)
i, j = int(n * 0.7), int(n * 0.85)
sc = StandardScaler().fit(X[:i])
parts = [sc.transform(p) for p in (X[:i], X[i:j], X[j:])]
labels = y[:i], y[i:j], y[j:]
m = keras.Sequential([keras.layers.Dense(16, activation='relu'), keras.layers.Dense(1)])
m.compile('adam', 'mse')
m.fit(parts[0], labels[0], validation_data=(parts[1], labels[1]), epochs=20)
print(m.evaluate(parts[2], labels[2]))
