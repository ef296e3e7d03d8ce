# labels: multi-test
# %%
import pandas as pd
from tensorflow import keras
from tensorflow.keras import layers
from sklearn.model_selection import train_test_split
df = pd.read_csv('pima.csv')
X = df.values[:, 0:8]
y = df.values[:, 8]
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
# %%
def build(units):
    m = keras.Sequential([layers.Dense(units, activation='relu', input_shape=(8,)), layers.Dense(1, activation='sigmoid')])
    m.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
    return m
# %%
small = build(8)
small.fit(X_train, y_train, epochs=50, verbose=0)
print(small.evaluate(X_test, y_test))
big = build(64)
big.fit(X_train, y_train, epochs=50, verbose=0)
print(big.evaluate(X_test, y_test))
