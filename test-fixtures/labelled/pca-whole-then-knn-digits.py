# labels: preprocessing
from sklearn.datasets import fetch_openml
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier
mnist = fetch_openml('mnist_784')
X = PCA(0.95).fit_transform(mnist.data / 255.0)
X_train, X_test = X[:60000], X[60000:]
y_train, y_test = mnist.target[:60000], mnist.target[60000:]
knn = KNeighborsClassifier().fit(X_train, y_train)
print(knn.score(X_test, y_test))
