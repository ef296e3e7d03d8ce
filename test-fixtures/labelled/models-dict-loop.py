# labels: multi-test
# %%
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.linear_model import LogisticRegression
from sklearn.tree import DecisionTreeClassifier
from sklearn.naive_bayes import GaussianNB
df = pd.read_csv('breast.csv').drop(['id', 'Unnamed: 32'], axis=1)
X = df.loc[:, df.columns != 'diagnosis']
y = df['diagnosis'].map({'M': 1, 'B': 0})
X_train, X_test, y_train, y_test = train_test_split(X, y, stratify=y, random_state=66)
sc = StandardScaler()
X_train = sc.fit_transform(X_train)
X_test = sc.transform(X_test)
# %%
models = {'lr': LogisticRegression(), 'tree': DecisionTreeClassifier(random_state=0), 'nb': GaussianNB()}
results = {}
for name, model in models.items():
    model.fit(X_train, y_train)
    results[name] = model.score(X_test, y_test)
print(pd.Series(results).sort_values())
