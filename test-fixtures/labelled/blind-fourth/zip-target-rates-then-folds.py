# labels: preprocessing
import csv
from collections import defaultdict

import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold

df = pd.read_csv('loans_2019.csv')
df['defaulted'] = (df.loan_status == 'Charged Off').astype(int)
df['term'] = df['term'].str.extract(r'(\d+)').astype(int)
df['int_rate'] = df['int_rate'].str.rstrip('%').astype(float)

# average default rate of each zip code and each employer, smoothed
PRIOR = 20
overall = df['defaulted'].mean()
for col in ['zip_code', 'emp_title']:
    tot = defaultdict(int)
    bad = defaultdict(int)
    for key, d in zip(df[col], df['defaulted']):
        tot[key] += 1
        bad[key] += d
    rates = {}
    for key in tot:
        rates[key] = (bad[key] + PRIOR * overall) / (tot[key] + PRIOR)
    df[col + '_rate'] = df[col].map(rates)

feats = ['loan_amnt', 'term', 'int_rate', 'annual_inc', 'dti', 'zip_code_rate', 'emp_title_rate']
X = df[feats].fillna(0).values
y = df['defaulted'].values

skf = StratifiedKFold(n_splits=5, shuffle=True, random_state=1)
aucs = []
for i, (tr, te) in enumerate(skf.split(X, y)):
    rf = RandomForestClassifier(n_estimators=300, min_samples_leaf=5, n_jobs=-1, random_state=i)
    rf.fit(X[tr], y[tr])
    p = rf.predict_proba(X[te])[:, 1]
    aucs.append(roc_auc_score(y[te], p))
    print('fold %d  %.4f' % (i, aucs[-1]))
print('mean %.4f  sd %.4f' % (np.mean(aucs), np.std(aucs)))

with open('aucs.csv', 'w') as fh:
    w = csv.writer(fh)
    w.writerows([[a] for a in aucs])
