# labels: overlap
import pandas as pd
from imblearn.combine import SMOTEENN
from sklearn.cross_validation import train_test_split
from sklearn.ensemble import GradientBoostingClassifier
df = pd.read_csv('loans.csv')
features = df[['amt', 'dti', 'fico']]
target = df['bad']
Xr, yr = SMOTEENN(random_state=0).fit_sample(features, target)
Xtr, Xte, ytr, yte = train_test_split(Xr, yr, test_size=0.3)
gbc = GradientBoostingClassifier()
gbc.fit(Xtr, ytr)
print gbc.score(Xte, yte)
