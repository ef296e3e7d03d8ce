# labels: overlap
# %%
import pandas as pd
from sklearn.linear_model import LinearRegression
mpg = pd.read_csv('auto-mpg.csv', na_values='?').dropna()
train = mpg.sample(frac=0.8, random_state=0)
test = mpg.sample(frac=0.2, random_state=1)
cols = ['weight', 'horsepower']
lr = LinearRegression().fit(train[cols], train['mpg'])
print('R2 on test:', lr.score(test[cols], test['mpg']))
