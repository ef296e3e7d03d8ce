# labels: none
# Bank customer churn - final project (corrected after feedback)

import pandas as pd
import numpy as np
from collections import Counter
from imblearn.over_sampling import SMOTE
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import *

df = pd.read_csv('Churn_Modelling.csv')
df.drop(['RowNumber', 'CustomerId', 'Surname'], axis=1, inplace=True)
df['Gender'] = df['Gender'].map({'Male': 0, 'Female': 1})
df = pd.get_dummies(df, columns=['Geography'])

X = df.drop(columns=['Exited']).values
y = df['Exited'].values
print('before', Counter(y))

X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=0, stratify=y)

sc = MinMaxScaler()
X_train = sc.fit_transform(X_train)
X_test = sc.transform(X_test)

sm = SMOTE(random_state=2)
X_train, y_train = sm.fit_resample(X_train, y_train)
print('after', Counter(y_train))

idx = np.random.permutation(len(X_train))
X_train, y_train = X_train[idx], y_train[idx]

gb = GradientBoostingClassifier(learning_rate=0.1, n_estimators=200)
gb.fit(X_train, y_train)

y_pred = gb.predict(X_test)
print(confusion_matrix(y_test, y_pred))
print(classification_report(y_test, y_pred))
print('accuracy', accuracy_score(y_test, y_pred))
print('recall', recall_score(y_test, y_pred))
print('auc', roc_auc_score(y_test, gb.predict_proba(X_test)[:, 1]))
