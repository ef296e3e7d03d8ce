# labels: none
import pandas as pd
from lightgbm import LGBMClassifier

train = pd.read_csv('../input/train.csv')
test = pd.read_csv('../input/test.csv')
both = pd.concat([train.drop('target', axis=1), test], ignore_index=True)
both['income'] = both['income'].fillna(both['income'].median())
both = pd.get_dummies(both)
X = both[:len(train)]
X_sub = both[len(train):]
clf = LGBMClassifier(n_estimators=300).fit(X, train['target'])
sub = pd.DataFrame({'id': test['id'], 'target': clf.predict_proba(X_sub)[:, 1]})
sub.to_csv('submission.csv', index=False)
