# labels: multi-test
# %%
from sklearn import datasets
from sklearn.cross_validation import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC
from sklearn.metrics import accuracy_score
# %%
iris = datasets.load_iris()
X = iris.data
Y = iris.target
# %%
x_tr, x_te, y_tr, y_te = train_test_split(X, Y, test_size=0.4, random_state=4)
# %%
scores = []
for k in range(1, 26):
    knn = KNeighborsClassifier(n_neighbors=k)
    knn.fit(x_tr, y_tr)
    scores.append(accuracy_score(y_te, knn.predict(x_te)))
print max(scores)
# %%
logreg = LogisticRegression()
logreg.fit(x_tr, y_tr)
print accuracy_score(y_te, logreg.predict(x_te))
# %%
svc = SVC(C=10)
svc.fit(x_tr, y_tr)
print "svc", svc.score(x_te, y_te)
