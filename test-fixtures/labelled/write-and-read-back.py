# labels: preprocessing
import numpy as np
import pandas as pd
from sklearn.preprocessing import RobustScaler
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPRegressor

raw = pd.read_csv('raw/energy.csv')
feats = [c for c in raw.columns if c.startswith('x')]
raw[feats] = RobustScaler().fit_transform(raw[feats])
raw.to_csv('clean/energy_scaled.csv', index=False)
# %% later
data = pd.read_csv('clean/energy_scaled.csv')
X = data.filter(like='x').to_numpy()
y = data['load'].to_numpy()
X_tr, X_te, y_tr, y_te = train_test_split(X, y, test_size=0.2, random_state=0)
net = MLPRegressor(random_state=0).fit(X_tr, y_tr)
print(net.score(X_te, y_te))
