# labels: none
# %%
import pandas as pd
import xgboost as xgb
from sklearn.model_selection import train_test_split
from sklearn.metrics import roc_auc_score
loans = pd.read_csv('loans.csv')
y = loans['default']
X = pd.get_dummies(loans.drop(columns=['default', 'loan_id']))
# %%
X_rest, X_test, y_rest, y_test = train_test_split(X, y, test_size=0.2, stratify=y, random_state=1)
X_train, X_val, y_train, y_val = train_test_split(X_rest, y_rest, test_size=0.25, random_state=1)
# %%
best_auc, best_model = 0, None
for depth in [3, 5, 7]:
    m = xgb.XGBClassifier(max_depth=depth, random_state=0)
    m.fit(X_train, y_train)
    auc = roc_auc_score(y_val, m.predict_proba(X_val)[:, 1])
    if auc > best_auc:
        best_auc, best_model = auc, m
# %%
print('test AUC', roc_auc_score(y_test, best_model.predict_proba(X_test)[:, 1]))
