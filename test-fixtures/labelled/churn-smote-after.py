# labels: none
# %%
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier
from sklearn import metrics
data = pd.read_csv('../input/churn.csv')
# %%
data = data.drop(columns=['customerID'])
data['Churn'] = (data['Churn'] == 'Yes').astype(int)
y = data.pop('Churn')
X = pd.get_dummies(data)
# %%
x_train, x_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=7)
sm = SMOTE(random_state=12)
x_train_res, y_train_res = sm.fit_resample(x_train, y_train)
# %%
tree = DecisionTreeClassifier(max_depth=6, random_state=0).fit(x_train_res, y_train_res)
pred = tree.predict(x_test)
print('accuracy', metrics.accuracy_score(y_test, pred))
print('f1', metrics.f1_score(y_test, pred))
