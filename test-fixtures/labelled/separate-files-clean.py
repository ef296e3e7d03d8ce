# labels: none
import pandas as pd
from sklearn.preprocessing import StandardScaler
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
train = pd.read_csv('UCI HAR/train.csv')
test = pd.read_csv('UCI HAR/test.csv')
X_train, y_train = train.drop(['subject', 'Activity'], axis=1), train.Activity
X_test, y_test = test.drop(['subject', 'Activity'], axis=1), test.Activity
scaler = StandardScaler()
X_train = scaler.fit_transform(X_train)
X_test = scaler.transform(X_test)
clf = LogisticRegression(max_iter=1000).fit(X_train, y_train)
print(accuracy_score(y_test, clf.predict(X_test)))
