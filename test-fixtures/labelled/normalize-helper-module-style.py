# labels: preprocessing
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.linear_model import LogisticRegression

def normalize(df, cols):
    out = df.copy()
    for c in cols:
        lo, hi = out[c].min(), out[c].max()
        out[c] = (out[c] - lo) / (hi - lo)
    return out

df = pd.read_csv('heart_failure.csv')
cols = ['age', 'platelets', 'creatinine']
df = normalize(df, cols)
X_train, X_test, y_train, y_test = train_test_split(df[cols], df['DEATH_EVENT'], test_size=0.2)
clf = LogisticRegression().fit(X_train, y_train)
print(clf.score(X_test, y_test))
