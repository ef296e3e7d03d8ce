# labels: none
import numpy as np

data = np.genfromtxt('spambase.data', delimiter=',')
rng = np.random.RandomState(42)
idx = rng.permutation(len(data))
n_train = int(0.7 * len(data))
train_idx, test_idx = idx[:n_train], idx[n_train:]
X, y = data[:, :-1], data[:, -1]
mu, sigma = X[train_idx].mean(axis=0), X[train_idx].std(axis=0)
Xtr = (X[train_idx] - mu) / sigma
Xte = (X[test_idx] - mu) / sigma

from sklearn.linear_model import Perceptron
p = Perceptron(max_iter=50).fit(Xtr, y[train_idx])
print('acc', p.score(Xte, y[test_idx]))
