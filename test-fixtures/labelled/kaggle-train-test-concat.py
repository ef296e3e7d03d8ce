# labels: preprocessing
# %%
import pandas as pd
import numpy as np
from sklearn.preprocessing import StandardScaler
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_absolute_error
train = pd.read_csv('data/train.csv')
test = pd.read_csv('data/test.csv')
ntrain = train.shape[0]
# %%
all_data = pd.concat((train, test)).reset_index(drop=True)
y_all = np.log1p(all_data['SalePrice'])
all_data.drop(['SalePrice'], axis=1, inplace=True)
# %%
numeric = all_data.select_dtypes(include=[np.number])
numeric = numeric.fillna(numeric.median())
numeric[:] = StandardScaler().fit_transform(numeric)
# %%
X_train = numeric[:ntrain]
X_test = numeric[ntrain:]
y_train = y_all[:ntrain]
y_test = y_all[ntrain:]
# %%
model = Ridge(alpha=10).fit(X_train, y_train)
print(mean_absolute_error(y_test, model.predict(X_test)))
