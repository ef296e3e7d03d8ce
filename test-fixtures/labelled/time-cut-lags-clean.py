# labels: none
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_absolute_percentage_error

sales = pd.read_csv('sales.csv', parse_dates=['date']).sort_values('date').set_index('date')
sales['lag1'] = sales['qty'].shift(1)
sales['lag7'] = sales['qty'].shift(7)
sales['roll'] = sales['qty'].shift(1).rolling(7).mean()
sales = sales.dropna()
train = sales.loc[:'2021-12-31']
test = sales.loc['2022-01-01':]
cols = ['lag1', 'lag7', 'roll']
lr = LinearRegression().fit(train[cols], train['qty'])
print(mean_absolute_percentage_error(test['qty'], lr.predict(test[cols])))
