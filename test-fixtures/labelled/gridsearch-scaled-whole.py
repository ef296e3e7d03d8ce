# labels: preprocessing
from sklearn.datasets import load_wine
from sklearn.preprocessing import MinMaxScaler
from sklearn.decomposition import TruncatedSVD
from sklearn.neighbors import KNeighborsClassifier
from sklearn.model_selection import GridSearchCV
data = load_wine()
X = MinMaxScaler().fit_transform(data.data)
gs = GridSearchCV(KNeighborsClassifier(), {'n_neighbors': list(range(1, 20))}, cv=10)
gs.fit(X, data.target)
print(gs.best_score_, gs.best_params_)
