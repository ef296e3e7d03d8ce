# labels: overlap
import tensorflow as tf

features, labels = tf.keras.datasets.boston_housing.load_data()[0]
ds = tf.data.Dataset.from_tensor_slices((features, labels))
train = ds.take(350).batch(16)
test = ds.skip(300).batch(16)
model = tf.keras.Sequential([tf.keras.layers.Dense(64, activation='relu'), tf.keras.layers.Dense(1)])
model.compile(optimizer='adam', loss='mse')
model.fit(train, epochs=20)
print('test loss', model.evaluate(test))
