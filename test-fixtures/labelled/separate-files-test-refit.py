# labels: preprocessing
import pandas as pd
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC
tr = pd.read_csv('train.csv')
te = pd.read_csv('test.csv')

def prepare(frame):
    X = frame.drop(columns='label')
    X = StandardScaler().fit_transform(X)
    return X, frame['label']

X_train, y_train = prepare(tr)
X_test, y_test = prepare(te)
print(LinearSVC().fit(X_train, y_train).score(X_test, y_test))
