# labels: overlap
import pandas as pd
from imblearn.over_sampling import ADASYN
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score

data = pd.read_csv('bankruptcy.csv')
y = data['Bankrupt?']
X = data.drop(columns=['Bankrupt?'])
X, y = ADASYN(random_state=1).fit_resample(X, y)
lr = LogisticRegression(max_iter=1000)
print(cross_val_score(lr, X, y, cv=10, scoring='f1').mean())
