# labels: preprocessing
import polars as pl
from sklearn.model_selection import train_test_split
from sklearn.linear_model import LinearRegression

df = pl.read_csv('flights.csv').drop_nulls()
df = df.with_columns(((pl.col('dist') - pl.col('dist').mean()) / pl.col('dist').std()).alias('dist'))
X = df.select(['dist', 'hour']).to_numpy()
y = df['delay'].to_numpy()
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
print(LinearRegression().fit(X_train, y_train).score(X_test, y_test))
