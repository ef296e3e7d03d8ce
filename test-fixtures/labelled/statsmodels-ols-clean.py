# labels: none
import pandas as pd
import statsmodels.api as sm
from sklearn.model_selection import train_test_split
from sklearn.metrics import r2_score

adv = pd.read_csv('advertising.csv', index_col=0)
X = sm.add_constant(adv[['TV', 'radio', 'newspaper']])
y = adv['sales']
X_train, X_test, y_train, y_test = train_test_split(X, y, train_size=0.7, random_state=100)
lm = sm.OLS(y_train, X_train).fit()
print(lm.summary())
print(r2_score(y_test, lm.predict(X_test)))
