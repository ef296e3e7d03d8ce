# labels: none
import pandas as pd
from sklearn.utils import resample
from sklearn.model_selection import train_test_split
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import classification_report

df = pd.read_csv('creditcard.csv')
X = df.drop('Class', axis=1)
y = df['Class']
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=42)
train = pd.concat([X_train, y_train], axis=1)
not_fraud = train[train.Class == 0]
fraud = train[train.Class == 1]
fraud_up = resample(fraud, replace=True, n_samples=len(not_fraud), random_state=27)
up = pd.concat([not_fraud, fraud_up])
rf = RandomForestClassifier(n_estimators=50).fit(up.drop('Class', axis=1), up.Class)
print(classification_report(y_test, rf.predict(X_test)))
