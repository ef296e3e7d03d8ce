# labels: none
# %%
import numpy as np
import pandas as pd
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import RobustScaler
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
df = pd.read_csv('diabetes.csv')
X = df.drop('Outcome', axis=1).values
y = df['Outcome'].values
# %%
skf = StratifiedKFold(n_splits=5, shuffle=True, random_state=7)
f1s = []
for train_index, test_index in skf.split(X, y):
    X_tr, X_te = X[train_index], X[test_index]
    y_tr, y_te = y[train_index], y[test_index]
    sc = RobustScaler()
    X_tr = sc.fit_transform(X_tr)
    X_te = sc.transform(X_te)
    clf = LogisticRegression()
    clf.fit(X_tr, y_tr)
    f1s.append(f1_score(y_te, clf.predict(X_te)))
print(np.mean(f1s))
