# labels: none
import category_encoders as ce
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.metrics import roc_auc_score

df = pd.read_csv('amazon.csv')
y = df['ACTION']
X = df.drop(columns='ACTION')
aucs = []
for tr, va in StratifiedKFold(5, shuffle=True, random_state=0).split(X, y):
    enc = ce.TargetEncoder(cols=['RESOURCE', 'ROLE_TITLE']).fit(X.iloc[tr], y.iloc[tr])
    lr = LogisticRegression(max_iter=300).fit(enc.transform(X.iloc[tr]), y.iloc[tr])
    aucs.append(roc_auc_score(y.iloc[va], lr.predict_proba(enc.transform(X.iloc[va]))[:, 1]))
print(sum(aucs) / len(aucs))
