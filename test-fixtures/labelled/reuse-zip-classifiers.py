# labels: multi-test
# %%
import numpy as np
from sklearn.datasets import make_moons
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier
from sklearn.neural_network import MLPClassifier
names = ["Nearest Neighbors", "Linear SVM", "Decision Tree", "Neural Net"]
classifiers = [KNeighborsClassifier(3), SVC(kernel="linear", C=0.025), DecisionTreeClassifier(max_depth=5), MLPClassifier(alpha=1, max_iter=1000)]
X, y = make_moons(noise=0.3, random_state=0)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=.4, random_state=42)
scaler = StandardScaler().fit(X_train)
X_train, X_test = scaler.transform(X_train), scaler.transform(X_test)
# %%
scores = []
for name, clf in zip(names, classifiers):
    clf.fit(X_train, y_train)
    score = clf.score(X_test, y_test)
    scores.append(score)
print(names[int(np.argmax(scores))])
