# labels: preprocessing
import pandas as pd
from sklearn.feature_selection import RFE
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.metrics import roc_curve, roc_auc_score

bank = pd.read_csv('banking.csv')
X = pd.get_dummies(bank.loc[:, bank.columns != 'y'])
y = bank['y']
rfe = RFE(LogisticRegression(), n_features_to_select=20)
rfe = rfe.fit(X, y)
cols = X.columns[rfe.support_]
X = X[cols]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=0)
logreg = LogisticRegression()
logreg.fit(X_train, y_train)
print(roc_auc_score(y_test, logreg.predict_proba(X_test)[:, 1]))
