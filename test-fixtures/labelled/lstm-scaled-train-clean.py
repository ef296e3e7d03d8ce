# labels: none
import numpy as np
import pandas as pd
from sklearn.preprocessing import MinMaxScaler
from keras.models import Sequential
from keras.layers import LSTM, Dense
from sklearn.metrics import mean_squared_error
prices = pd.read_csv('GOOG.csv')['Close'].values.reshape(-1, 1)
split = int(len(prices) * 0.8)
train, test = prices[:split], prices[split:]
sc = MinMaxScaler()
train = sc.fit_transform(train)
test = sc.transform(test)

def windows(a, n=30):
    X, y = [], []
    for i in range(n, len(a)):
        X.append(a[i - n:i, 0])
        y.append(a[i, 0])
    return np.array(X)[..., None], np.array(y)

X_train, y_train = windows(train)
X_test, y_test = windows(test)
model = Sequential([LSTM(32), Dense(1)])
model.compile(loss='mse', optimizer='adam')
model.fit(X_train, y_train, epochs=5)
print(mean_squared_error(y_test, model.predict(X_test)))
