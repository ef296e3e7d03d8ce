# labels: none
from sklearn.datasets import load_breast_cancer
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.model_selection import GridSearchCV, KFold, cross_val_score
from sklearn.pipeline import Pipeline
from sklearn.svm import LinearSVC

X, y = load_breast_cancer(return_X_y=True)
pipe = Pipeline([('kbest', SelectKBest(f_classif)), ('svc', LinearSVC(dual=False))])
inner = KFold(n_splits=4, shuffle=True, random_state=1)
outer = KFold(n_splits=4, shuffle=True, random_state=1)
gs = GridSearchCV(pipe, {'kbest__k': [5, 10, 20], 'svc__C': [.1, 1]}, cv=inner)
nested = cross_val_score(gs, X=X, y=y, cv=outer)
print(nested.mean(), '+/-', nested.std())
