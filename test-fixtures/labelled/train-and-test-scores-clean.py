# labels: none
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

wine = pd.read_csv('wine.csv')
wine.hist(figsize=(12, 8))
print(wine.describe(), wine['alcohol'].mean())
z = (wine - wine.mean()) / wine.std()
print(z.abs().max())
X, y = wine.drop(columns='quality'), wine['quality']
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
rf = RandomForestClassifier(random_state=0).fit(X_train, y_train)
print('train', rf.score(X_train, y_train))
print('test', rf.score(X_test, y_test))
print('everything', rf.score(X, y))
