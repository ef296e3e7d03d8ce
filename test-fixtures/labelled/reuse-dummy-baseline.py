# labels: none
# %%
import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
from sklearn.metrics import balanced_accuracy_score
churn = pd.read_csv('telco.csv')
X = churn[['tenure', 'MonthlyCharges']]
y = churn['Churn'].map({'Yes': 1, 'No': 0})
X_train, X_test, y_train, y_test = train_test_split(X, y, stratify=y, random_state=5)
# %%
dummy = DummyClassifier(strategy='most_frequent').fit(X_train, y_train)
print('baseline', balanced_accuracy_score(y_test, dummy.predict(X_test)))
# %%
forest = RandomForestClassifier(random_state=5).fit(X_train, y_train)
print('forest', balanced_accuracy_score(y_test, forest.predict(X_test)))
