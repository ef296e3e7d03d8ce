# labels: none
# %%
import pandas as pd
from sklearn.linear_model import LinearRegression
mpg = pd.read_csv('auto-mpg.csv', na_values='?').dropna()
train = mpg.sample(frac=0.8, random_state=0)
test = mpg.drop(train.index)
train_y = train.pop('mpg')
test_y = test.pop('mpg')
stats = train.describe().T
def norm(x):
    return (x - stats['mean']) / stats['std']
lr = LinearRegression().fit(norm(train), train_y)
print(lr.score(norm(test), test_y))
