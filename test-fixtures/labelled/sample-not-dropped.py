# labels: overlap
import pandas as pd
from sklearn.linear_model import LinearRegression
df = pd.read_csv('fires.csv')
test = df.sample(frac=0.2, random_state=1)
train = df
m = LinearRegression().fit(train[['temp', 'wind']], train['area'])
print('test', m.score(test[['temp', 'wind']], test['area']))
