# labels: none
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
PRIOR = 20


def rates_of(frame, col):
    overall = frame['defaulted'].mean()
    tot, bad = defaultdict(int), defaultdict(int)
    for key, d in zip(frame[col], frame['defaulted']):
        tot[key] += 1
        bad[key] += d
    return {key: (bad[key] + PRIOR * overall) / (tot[key] + PRIOR) for key in tot}, overall


base = ['loan_amnt', 'term', 'int_rate', 'annual_inc', 'dti']
df[base] = df[base].fillna(0)
skf = StratifiedKFold(n_splits=5, shuffle=True, random_state=1)
aucs = []
for i, (tr, te) in enumerate(skf.split(df, df['defaulted'])):
    train, test = df.iloc[tr].copy(), df.iloc[te].copy()
    for col in ['zip_code', 'emp_title']:
        table, overall = rates_of(train, col)
        train[col + '_rate'] = train[col].map(table).fillna(overall)
        test[col + '_rate'] = test[col].map(table).fillna(overall)
    feats = base + ['zip_code_rate', 'emp_title_rate']
    rf = RandomForestClassifier(n_estimators=300, min_samples_leaf=5, n_jobs=-1, random_state=i)
    rf.fit(train[feats], train['defaulted'])
    p = rf.predict_proba(test[feats])[:, 1]
    aucs.append(roc_auc_score(test['defaulted'], p))
    print('fold %d  %.4f' % (i, aucs[-1]))
print('mean %.4f  sd %.4f' % (np.mean(aucs), np.std(aucs)))
