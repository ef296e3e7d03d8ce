# labels: preprocessing
import numpy as np
from sklearn.linear_model import Perceptron

data = np.genfromtxt('spambase.data', delimiter=',')
X, y = data[:, :-1], data[:, -1]
X = (X - np.mean(X, axis=0)) / np.std(X, axis=0)
order = np.random.permutation(X.shape[0])
cut = int(X.shape[0] * 0.75)
train, test = order[:cut], order[cut:]
clf = Perceptron()
clf.fit(X[train], y[train])
print((clf.predict(X[test]) == y[test]).mean())
