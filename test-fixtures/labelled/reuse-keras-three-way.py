# labels: none
# %%
import pandas as pd
import tensorflow as tf
from sklearn.model_selection import train_test_split
df = pd.read_csv('winequality-red.csv', sep=';')
X = df.drop('quality', axis=1).values
y = df['quality'].values
X_train_full, X_test, y_train_full, y_test = train_test_split(X, y, test_size=0.15, random_state=0)
X_train, X_valid, y_train, y_valid = train_test_split(X_train_full, y_train_full, test_size=0.2, random_state=0)
# %%
def build_model(n_hidden=1, n_neurons=30, learning_rate=3e-3):
    model = tf.keras.models.Sequential()
    model.add(tf.keras.layers.InputLayer(input_shape=[11]))
    for layer in range(n_hidden):
        model.add(tf.keras.layers.Dense(n_neurons, activation="relu"))
    model.add(tf.keras.layers.Dense(1))
    model.compile(loss="mse", optimizer=tf.keras.optimizers.SGD(learning_rate=learning_rate))
    return model
# %%
best_loss, best_model = float('inf'), None
for n_hidden in (1, 2, 3):
    model = build_model(n_hidden)
    model.fit(X_train, y_train, epochs=100, validation_data=(X_valid, y_valid), callbacks=[tf.keras.callbacks.EarlyStopping(patience=10)], verbose=0)
    loss = model.evaluate(X_valid, y_valid, verbose=0)
    print(n_hidden, loss)
    if loss < best_loss:
        best_loss, best_model = loss, model
# %%
print('mse on test', best_model.evaluate(X_test, y_test, verbose=0))
