# labels: overlap
# %%
import numpy as np
from sklearn.ensemble import RandomForestRegressor
from sklearn.metrics import mean_squared_error
data = np.loadtxt('airfoil.csv', delimiter=',')
np.random.seed(0)
np.random.shuffle(data)
train = data[:1200]
test = data[1000:]
rf = RandomForestRegressor(n_estimators=50, random_state=0)
rf.fit(train[:, :-1], train[:, -1])
print(mean_squared_error(test[:, -1], rf.predict(test[:, :-1])))
