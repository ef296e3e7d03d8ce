# labels: preprocessing
# %% [markdown]
# # Titanic: who survives?
# %%
import pandas as pd
import numpy as np
import matplotlib.pyplot as plt
import seaborn as sns
%matplotlib inline
# %%
titanic = pd.read_csv('train.csv')
titanic.head()
# %%
titanic.info()
# %%
sns.heatmap(titanic.isnull(), yticklabels=False, cbar=False)
# %%
titanic['Age'] = titanic['Age'].fillna(titanic['Age'].mean())
titanic['Embarked'].fillna(titanic['Embarked'].mode()[0], inplace=True)
titanic.drop(['Cabin', 'Ticket', 'Name', 'PassengerId'], axis=1, inplace=True)
# %%
sex = pd.get_dummies(titanic['Sex'], drop_first=True)
embark = pd.get_dummies(titanic['Embarked'], drop_first=True)
titanic = pd.concat([titanic.drop(['Sex', 'Embarked'], axis=1), sex, embark], axis=1)
# %%
X = titanic.drop('Survived', axis=1)
y = titanic['Survived']
# %%
from sklearn.model_selection import train_test_split
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=101)
# %%
from sklearn.ensemble import RandomForestClassifier
rfc = RandomForestClassifier(n_estimators=100, random_state=1)
rfc.fit(X_train, y_train)
predictions = rfc.predict(X_test)
# %%
from sklearn.metrics import classification_report, confusion_matrix
print(confusion_matrix(y_test, predictions))
print(classification_report(y_test, predictions))
