# labels: preprocessing
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.ensemble import RandomForestClassifier

df = pd.read_csv('titanic.csv')
df['Age'] = df['Age'].fillna(df.groupby('Pclass')['Age'].transform('median'))
df['Sex'] = df['Sex'].map({'male': 0, 'female': 1})
X = df[['Pclass', 'Sex', 'Age', 'Fare']]
y = df.Survived
X_train, X_valid, y_train, y_valid = train_test_split(X, y, test_size=0.2, random_state=0)
rf = RandomForestClassifier(random_state=0)
rf.fit(X_train, y_train)
print(rf.score(X_valid, y_valid))
