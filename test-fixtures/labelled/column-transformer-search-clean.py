# labels: none
import pandas as pd
from sklearn.compose import ColumnTransformer, make_column_selector
from sklearn.impute import KNNImputer, SimpleImputer
from sklearn.model_selection import RandomizedSearchCV, train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, QuantileTransformer
from sklearn.ensemble import HistGradientBoostingRegressor
from scipy.stats import randint

housing = pd.read_csv('housing.csv')
train, test = train_test_split(housing, test_size=0.2, random_state=42)
num = Pipeline([('impute', KNNImputer()), ('q', QuantileTransformer())])
prep = ColumnTransformer([('num', num, make_column_selector(dtype_include='number')), ('cat', OneHotEncoder(handle_unknown='ignore', sparse_output=False), ['ocean_proximity'])])
pipe = Pipeline([('prep', prep), ('hgb', HistGradientBoostingRegressor(random_state=0))])
search = RandomizedSearchCV(pipe, {'hgb__max_leaf_nodes': randint(10, 60)}, n_iter=10, cv=3, random_state=0)
search.fit(train.drop(columns='median_house_value'), train['median_house_value'])
print(search.best_params_, search.score(test.drop(columns='median_house_value'), test['median_house_value']))
