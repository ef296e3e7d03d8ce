# labels: preprocessing
# %%
import pandas as pd
from sklearn.impute import KNNImputer
from sklearn.preprocessing import PowerTransformer
from sklearn.model_selection import train_test_split
from catboost import CatBoostClassifier, Pool
df = pd.read_csv('water_potability.csv')
cols = df.columns
imputed = pd.DataFrame(KNNImputer(n_neighbors=5).fit_transform(df), columns=cols)
X, y = imputed.drop('Potability', axis=1), imputed['Potability']
X[X.columns] = PowerTransformer().fit_transform(X)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=.2, random_state=0)
model = CatBoostClassifier(verbose=0, random_seed=0)
model.fit(Pool(X_train, y_train))
print(model.score(Pool(X_test, y_test)))
