# labels: none
import pandas as pd
import xgboost as xgb
from sklearn.model_selection import train_test_split
from sklearn.metrics import log_loss

df = pd.read_csv('otto.csv')
y = df['target'].astype('category').cat.codes
X = df.drop(['id', 'target'], axis=1)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=2)
params = {'objective': 'multi:softprob', 'num_class': 9, 'eta': 0.1}
cv = xgb.cv(params, xgb.DMatrix(X_train, y_train), num_boost_round=300, nfold=5, early_stopping_rounds=20)
model = xgb.train(params, xgb.DMatrix(X_train, y_train), num_boost_round=len(cv))
print(log_loss(y_test, model.predict(xgb.DMatrix(X_test))))
