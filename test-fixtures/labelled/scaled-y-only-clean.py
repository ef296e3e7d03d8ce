# labels: none
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import LabelEncoder, LabelBinarizer
from sklearn.linear_model import LogisticRegression

iris = pd.read_csv('Iris.csv')
enc = LabelEncoder()
iris['Species'] = enc.fit_transform(iris['Species'])
X = iris.drop(['Id', 'Species'], axis=1)
y = iris['Species']
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.4, random_state=5)
logreg = LogisticRegression(max_iter=200)
logreg.fit(X_train, y_train)
print(logreg.score(X_test, y_test))
