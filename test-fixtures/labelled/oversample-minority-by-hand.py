# labels: overlap
import pandas as pd
from sklearn.utils import resample
from sklearn.model_selection import train_test_split
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import classification_report

df = pd.read_csv('creditcard.csv')
majority = df[df.Class == 0]
minority = df[df.Class == 1]
minority_up = resample(minority, replace=True, n_samples=len(majority), random_state=123)
balanced = pd.concat([majority, minority_up])
X = balanced.drop('Class', axis=1)
y = balanced['Class']
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=42)
rf = RandomForestClassifier(n_estimators=50).fit(X_train, y_train)
print(classification_report(y_test, rf.predict(X_test)))
