# labels: none
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def scale(train, test):
    s = StandardScaler()
    return s.fit_transform(train), s.transform(test)


df = pd.read_csv('ionosphere.csv')
X_train, X_test, y_train, y_test = train_test_split(df.iloc[:, :-1], df.iloc[:, -1], stratify=df.iloc[:, -1], random_state=0)
X_train, X_test = scale(X_train, X_test)
print(SVC().fit(X_train, y_train).score(X_test, y_test))
