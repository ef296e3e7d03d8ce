# labels: overlap
# Bank customer churn - final project
# group 7

import pandas as pd
import numpy as np
from imblearn.over_sampling import SMOTE
from sklearn.model_selection import train_test_split
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import *
import matplotlib.pyplot as plt

pd.set_option('display.max_columns', 50)

df = pd.read_csv('Churn_Modelling.csv')
print(df.head())
print(df.shape)

# drop useless
df.drop(['RowNumber', 'CustomerId', 'Surname'], axis=1, inplace=True)

# encode
df['Gender'] = df['Gender'].map({'Male': 0, 'Female': 1})
df = pd.get_dummies(df, columns=['Geography'])

print(df['Exited'].value_counts())

X = df.drop(columns=['Exited']).values
y = df['Exited'].values

# data is imbalanced !!!
sm = SMOTE(random_state=2)
X_res, y_res = sm.fit_resample(X, y)
print('After OverSampling, counts of label 1:', sum(y_res == 1))
print('After OverSampling, counts of label 0:', sum(y_res == 0))

X_train, X_test, y_train, y_test = train_test_split(X_res, y_res, test_size=0.2, random_state=0)

gb = GradientBoostingClassifier(learning_rate=0.1, n_estimators=200)
gb.fit(X_train, y_train)
y_pred = gb.predict(X_test)
y_prob = gb.predict_proba(X_test)[:, 1]

print(confusion_matrix(y_test, y_pred))
print(classification_report(y_test, y_pred))
print('accuracy', accuracy_score(y_test, y_pred))
print('auc', roc_auc_score(y_test, y_prob))

fpr, tpr, thr = roc_curve(y_test, y_prob)
plt.plot(fpr, tpr)
plt.plot([0, 1], [0, 1], '--')
plt.xlabel('FPR')
plt.ylabel('TPR')
plt.savefig('roc.png')
