# labels: none
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.metrics import f1_score

df = pd.read_csv('mushrooms.csv')
X = pd.get_dummies(df.drop('class', axis=1))
y = (df['class'] == 'p').astype(int)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=3)

grid = GridSearchCV(RandomForestClassifier(random_state=3), {'n_estimators': [50, 100, 200], 'max_depth': [5, 10, None]}, cv=5, scoring='f1')
grid.fit(X_train, y_train)
print(grid.best_params_, grid.best_score_)
best = grid.best_estimator_
print('test f1', f1_score(y_test, best.predict(X_test)))
print('test accuracy', best.score(X_test, y_test))
