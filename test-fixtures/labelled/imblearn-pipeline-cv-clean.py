# labels: none
import pandas as pd
from imblearn.pipeline import Pipeline
from imblearn.over_sampling import SMOTE
from sklearn.preprocessing import StandardScaler
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_validate, StratifiedKFold

df = pd.read_csv('stroke.csv').drop(columns='id')
df['bmi'] = df['bmi'].fillna(-1)
X = pd.get_dummies(df.drop(columns='stroke'))
y = df['stroke']
pipe = Pipeline([('scale', StandardScaler()), ('smote', SMOTE(random_state=0)), ('rf', RandomForestClassifier(random_state=0))])
cv = StratifiedKFold(n_splits=5, shuffle=True, random_state=0)
out = cross_validate(pipe, X, y, cv=cv, scoring=['roc_auc', 'f1'])
print(out['test_roc_auc'].mean(), out['test_f1'].mean())
