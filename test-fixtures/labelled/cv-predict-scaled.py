# labels: preprocessing
import pandas as pd
from sklearn.model_selection import cross_val_predict
from sklearn.preprocessing import RobustScaler
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_squared_error
df = pd.read_csv('yacht.csv')
y = df.pop('resistance')
X = RobustScaler().fit_transform(df)
pred = cross_val_predict(Ridge(), X, y, cv=10)
print(mean_squared_error(y, pred))
