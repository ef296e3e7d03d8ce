# labels: none
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.linear_model import SGDClassifier

df = pd.read_csv('all.csv')
tr, te = train_test_split(df, test_size=0.2, random_state=0)
tr.to_csv('out/train.csv', index=False)
te.to_csv('out/test.csv', index=False)

train = pd.read_csv('out/train.csv')
test = pd.read_csv('out/test.csv')
cols = ['f1', 'f2', 'f3']
sc = StandardScaler().fit(train[cols])
clf = SGDClassifier(random_state=0).fit(sc.transform(train[cols]), train.label)
print(clf.score(sc.transform(test[cols]), test.label))
