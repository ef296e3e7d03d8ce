# labels: none
# %%
import pandas as pd
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import train_test_split
energy = pd.read_excel('ENB2012_data.xlsx')
energy.columns = ['compactness', 'surface', 'wall', 'roof', 'height', 'orientation', 'glazing', 'glazing_dist', 'heating', 'cooling']
X = energy.drop(['heating', 'cooling'], axis=1)
y1 = energy['heating']
y2 = energy['cooling']
# %%
X_train, X_test, y1_train, y1_test, y2_train, y2_test = train_test_split(X, y1, y2, test_size=0.33, random_state=20)
# %%
heating = LinearRegression().fit(X_train, y1_train)
print('heating', mean_squared_error(y1_test, heating.predict(X_test)))
# %%
cooling = LinearRegression().fit(X_train, y2_train)
print('cooling', mean_squared_error(y2_test, cooling.predict(X_test)))
