# labels: preprocessing
"""Forecast of the river level with an LSTM (Keras)."""
import numpy as np
import pandas as pd
from keras.layers import LSTM, Dense, Dropout
from keras.models import Sequential
from sklearn.metrics import mean_absolute_error
from sklearn.preprocessing import MinMaxScaler


class RiverData:
    """Reads, scales and windows the series of one gauge."""

    def __init__(self, path, lookback=48, horizon=6, test_share=0.2):
        self.path = path
        self.lookback = lookback
        self.horizon = horizon
        self.test_share = test_share
        self.scaler = MinMaxScaler(feature_range=(0, 1))

    def setup(self):
        table = pd.read_csv(self.path, parse_dates=["zeit"], index_col="zeit")
        series = table["pegel"].resample("1h").mean().interpolate(limit=3).dropna()
        values = series.values.reshape(-1, 1).astype("float32")
        self._scaled = self.scaler.fit_transform(values)
        self._cut = int(len(self._scaled) * (1 - self.test_share))
        return self

    def _windows(self, block):
        X, y = [], []
        for i in range(len(block) - self.lookback - self.horizon):
            X.append(block[i:i + self.lookback, 0])
            y.append(block[i + self.lookback + self.horizon - 1, 0])
        X = np.array(X)
        return X.reshape(X.shape[0], X.shape[1], 1), np.array(y)

    @property
    def train(self):
        return self._windows(self._scaled[:self._cut])

    @property
    def test(self):
        return self._windows(self._scaled[self._cut:])

    def unscale(self, column):
        return self.scaler.inverse_transform(np.asarray(column).reshape(-1, 1)).ravel()


def build_model(lookback, units=64):
    model = Sequential()
    model.add(LSTM(units, return_sequences=True, input_shape=(lookback, 1)))
    model.add(Dropout(0.2))
    model.add(LSTM(units // 2))
    model.add(Dense(1))
    model.compile(loss="mse", optimizer="adam")
    return model


if __name__ == "__main__":
    data = RiverData("pegel_koeln.csv").setup()
    X_train, y_train = data.train
    X_test, y_test = data.test
    model = build_model(data.lookback)
    model.fit(X_train, y_train, epochs=15, batch_size=64, validation_split=0.1, shuffle=False)
    forecast = data.unscale(model.predict(X_test))
    truth = data.unscale(y_test)
    print("MAE cm:", mean_absolute_error(truth, forecast))
