# labels: none
import pandas as pd
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.metrics import f1_score

df = pd.read_csv('pulsar.csv')
X, y = df.drop(columns='target_class').values, df['target_class'].values
X_train, X_test, y_train, y_test = train_test_split(X, y, stratify=y, test_size=0.2, random_state=0)
sc = StandardScaler().fit(X_train)
X_train_s, X_test_s = sc.transform(X_train), sc.transform(X_test)
gs = GridSearchCV(SVC(), {'C': [1, 10]}, scoring='f1', cv=5).fit(X_train_s, y_train)
print(gs.best_params_, f1_score(y_test, gs.predict(X_test_s)))
