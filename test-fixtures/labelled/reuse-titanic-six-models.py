# labels: multi-test
# %%
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
import seaborn as sns
%matplotlib inline
train_df = pd.read_csv('../input/titanic/train.csv')
train_df.head()
# %%
train_df['Sex'] = train_df['Sex'].map({'female': 1, 'male': 0}).astype(int)
train_df = train_df.drop(['Name', 'Ticket', 'Cabin', 'Embarked'], axis=1)
train_df = train_df.dropna()
X = train_df.drop("Survived", axis=1)
Y = train_df["Survived"]
from sklearn.model_selection import train_test_split
X_train, X_test, Y_train, Y_test = train_test_split(X, Y, test_size=0.33, random_state=42)
X_train.shape, Y_train.shape, X_test.shape
# %%
from sklearn.linear_model import LogisticRegression, Perceptron, SGDClassifier
from sklearn.svm import SVC, LinearSVC
from sklearn.ensemble import RandomForestClassifier
logreg = LogisticRegression()
logreg.fit(X_train, Y_train)
Y_pred = logreg.predict(X_test)
acc_log = round(logreg.score(X_test, Y_test) * 100, 2)
acc_log
# %%
svc = SVC()
svc.fit(X_train, Y_train)
Y_pred = svc.predict(X_test)
acc_svc = round(svc.score(X_test, Y_test) * 100, 2)
acc_svc
# %%
perceptron = Perceptron()
perceptron.fit(X_train, Y_train)
acc_perceptron = round(perceptron.score(X_test, Y_test) * 100, 2)
# %%
random_forest = RandomForestClassifier(n_estimators=100)
random_forest.fit(X_train, Y_train)
acc_random_forest = round(random_forest.score(X_test, Y_test) * 100, 2)
# %%
models = pd.DataFrame({'Model': ['SVM', 'LR', 'Perceptron', 'RF'], 'Score': [acc_svc, acc_log, acc_perceptron, acc_random_forest]})
models.sort_values(by='Score', ascending=False)
