# labels: preprocessing
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.ensemble import RandomForestRegressor
from sklearn.model_selection import train_test_split

df = pd.read_csv('airbnb.csv').dropna()
df['area'] = KMeans(n_clusters=12, random_state=0).fit_predict(df[['lat', 'lon']])
X = df[['area', 'rooms', 'minimum_nights']]
y = df['price']
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
rf = RandomForestRegressor(random_state=0).fit(X_train, y_train)
print(rf.score(X_test, y_test))
