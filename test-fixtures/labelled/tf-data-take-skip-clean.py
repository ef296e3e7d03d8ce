# labels: none
import tensorflow as tf
import tensorflow_datasets as tfds

ds = tfds.load('tf_flowers', split='train', as_supervised=True, shuffle_files=False)
ds = ds.map(lambda image, label: (tf.image.resize(image, (128, 128)) / 255.0, label))
test = ds.take(500).batch(32)
train = ds.skip(500).shuffle(1000).batch(32)
model = tf.keras.Sequential([tf.keras.layers.Flatten(), tf.keras.layers.Dense(5)])
model.compile(optimizer='adam', loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=['accuracy'])
model.fit(train, epochs=3)
print(model.evaluate(test))
