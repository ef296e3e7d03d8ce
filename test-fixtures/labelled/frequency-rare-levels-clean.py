# labels: none
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier
df = pd.read_csv('cars.csv')
df['make'] = df['make'].astype('category').cat.codes
df['n_doors'] = df['doors'].replace({'two': 2, 'four': 4})
df['sporty'] = (df['hp'] > 200).astype(int)
df = df[df['hp'] != '?']
df = df.dropna()
print(df['price'].max(), df.groupby('make')['price'].mean())
X = df[['make', 'n_doors', 'sporty']]
y = df['expensive']
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=1)
t = DecisionTreeClassifier().fit(X_train, y_train)
print(t.score(X_test, y_test))
