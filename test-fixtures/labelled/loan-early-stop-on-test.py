# labels: multi-test
# %%
import pandas as pd
import xgboost as xgb
from sklearn.model_selection import train_test_split
from sklearn.metrics import roc_auc_score
loans = pd.read_csv('loans.csv')
y = loans.default
X = loans.drop('default', axis=1)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=1)
# %%
dtrain = xgb.DMatrix(X_train, label=y_train)
dtest = xgb.DMatrix(X_test, label=y_test)
for eta in [0.3, 0.1, 0.05]:
    bst = xgb.train({'eta': eta, 'objective': 'binary:logistic'}, dtrain, 500, [(dtest, 'eval')], early_stopping_rounds=20)
    preds = bst.predict(dtest)
    print(eta, roc_auc_score(y_test, preds))
