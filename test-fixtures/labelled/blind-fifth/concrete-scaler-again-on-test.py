# labels: preprocessing
import pandas as pd
import matplotlib.pyplot as plt
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler, PolynomialFeatures
from sklearn.linear_model import Ridge
from sklearn.metrics import r2_score, mean_absolute_error

data = pd.read_excel('Concrete_Data.xls')
data.columns = ['cement', 'slag', 'ash', 'water', 'superplastic', 'coarse', 'fine', 'age', 'strength']
print(data.describe().T)
data.hist(figsize=(12, 10))
plt.show()

y = data['strength']
X = data.drop('strength', axis=1)
X['w_c'] = X['water'] / X['cement']

X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=10)

poly = PolynomialFeatures(2)
X_train = poly.fit_transform(X_train)
X_test = poly.transform(X_test)

ss = StandardScaler()
X_train_s = ss.fit_transform(X_train)
X_test_s = ss.fit_transform(X_test)

ridge = Ridge(alpha=1.0)
ridge.fit(X_train_s, y_train)

print('train r2', ridge.score(X_train_s, y_train))
y_hat = ridge.predict(X_test_s)
print('test r2', r2_score(y_test, y_hat))
print('test mae', mean_absolute_error(y_test, y_hat))

plt.scatter(y_test, y_hat)
plt.plot([0, 80], [0, 80], 'k--')
plt.xlabel('measured')
plt.ylabel('predicted')
plt.savefig('concrete.png', dpi=150)
