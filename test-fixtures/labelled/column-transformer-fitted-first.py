# labels: preprocessing
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.model_selection import train_test_split

housing = pd.read_csv('housing.csv')
y = housing['median_house_value'].copy()
X = housing.drop('median_house_value', axis=1)
num = Pipeline([('imputer', SimpleImputer(strategy='median')), ('std', StandardScaler())])
full = ColumnTransformer([('num', num, ['longitude', 'latitude', 'total_rooms']), ('cat', OneHotEncoder(), ['ocean_proximity'])])
prepared = full.fit_transform(X)
X_train, X_test, y_train, y_test = train_test_split(prepared, y, test_size=0.2, random_state=42)
gbr = GradientBoostingRegressor().fit(X_train, y_train)
print(gbr.score(X_test, y_test))
