# labels: none
from sklearn.datasets import make_classification
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier
from sklearn.feature_selection import SelectFromModel
from sklearn.model_selection import train_test_split

X, y = make_classification(n_samples=2000, n_features=80, random_state=0)
Xa, Xb, ya, yb = train_test_split(X, y, test_size=.5, random_state=0)
sel = SelectFromModel(ExtraTreesClassifier(n_estimators=50, random_state=0)).fit(Xa, ya)
rf = RandomForestClassifier(random_state=0).fit(sel.transform(Xa), ya)
print(rf.score(sel.transform(Xb), yb))
