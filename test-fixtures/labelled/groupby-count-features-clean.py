# labels: none
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.ensemble import RandomForestClassifier

df = pd.read_csv('loans.csv')
df['ratio'] = df['amount'] / df['income']
df['total'] = df[['q1', 'q2', 'q3']].sum(axis=1)
df['best'] = df[['q1', 'q2', 'q3']].max(axis=1)
df['late'] = df.apply(lambda r: int(r['due'] < r['paid']), axis=1)
print(df.groupby('late')['amount'].mean())
print(df.corr(numeric_only=True)['default'])
X_train, X_test, y_train, y_test = train_test_split(df[['ratio', 'total', 'best', 'late']], df['default'], random_state=0)
rf = RandomForestClassifier(random_state=0).fit(X_train, y_train)
print(rf.score(X_test, y_test))
