# labels: none
import numpy as np
import pandas as pd
from sklearn.tree import DecisionTreeRegressor
df = pd.read_csv('fires.csv')
train = df.sample(n=300, random_state=1)
test = df.loc[~df.index.isin(train.index)]
m = DecisionTreeRegressor().fit(train.drop(columns='area'), train['area'])
print(m.score(test.drop(columns='area'), test['area']))
