# labels: overlap
# %%
import pandas as pd
from sklearn.svm import SVC
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.metrics import accuracy_score
wine = pd.read_csv('winequality-red.csv', sep=';')
X = wine.drop('quality', axis=1)
y = wine['quality'] > 5
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=0)
# %%
params = {'C': [0.1, 1, 10], 'gamma': [0.01, 0.1, 1]}
search = GridSearchCV(SVC(), params, cv=3)
search.fit(X, y)
# %%
best = search.best_estimator_
print(accuracy_score(y_test, best.predict(X_test)))
