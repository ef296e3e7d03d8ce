# labels: overlap
import pandas as pd
from sklearn.ensemble import RandomForestRegressor
from sklearn.model_selection import RandomizedSearchCV, train_test_split

cars = pd.read_csv('cars.csv')
X = pd.get_dummies(cars.drop('price', axis=1), drop_first=True)
y = cars['price']
rs = RandomizedSearchCV(RandomForestRegressor(), {'max_depth': [3, 5, 9], 'n_estimators': [50, 100]}, n_iter=4, cv=3)
rs.fit(X, y)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=.3, random_state=1)
print(rs.best_estimator_.score(X_test, y_test))
