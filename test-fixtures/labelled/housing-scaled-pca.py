# labels: preprocessing multi-test
# %%
import numpy as np
import pandas as pd
from sklearn.preprocessing import StandardScaler, LabelEncoder
from sklearn.decomposition import PCA
from sklearn.linear_model import LinearRegression, Ridge, Lasso
from sklearn.metrics import mean_squared_error, r2_score
from sklearn.model_selection import train_test_split
# %%
houses = pd.read_csv('kc_house_data.csv')
houses = houses.drop(['id', 'date'], axis=1)
houses.describe()
# %%
target = houses['price']
features = houses.drop('price', axis=1)
le = LabelEncoder()
features['zipcode'] = le.fit_transform(features['zipcode'])
# %%
scaler = StandardScaler()
scaled = scaler.fit_transform(features)
pca = PCA(n_components=10)
reduced = pca.fit_transform(scaled)
print(pca.explained_variance_ratio_)
# %%
Xtrain, Xtest, ytrain, ytest = train_test_split(reduced, target, test_size=0.25, random_state=3)
# %%
def evaluate(model, name):
    model.fit(Xtrain, ytrain)
    pred = model.predict(Xtest)
    rmse = np.sqrt(mean_squared_error(ytest, pred))
    print(name, 'RMSE', rmse, 'R2', r2_score(ytest, pred))
# %%
evaluate(LinearRegression(), 'linear')
evaluate(Ridge(alpha=1.0), 'ridge')
evaluate(Lasso(alpha=0.1), 'lasso')
