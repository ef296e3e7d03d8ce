# labels: overlap
"""Malaria cells with tf.data; the shuffled stream draws other rows in every pass, so the parts mix."""
import pathlib

import tensorflow as tf
from tensorflow.keras import layers

ROOT = pathlib.Path("cell_images")
SIZE = (128, 128)
BATCH = 64
AUTO = tf.data.AUTOTUNE

files = sorted(str(p) for p in ROOT.glob("*/*.png"))
labels = [0 if "Uninfected" in f else 1 for f in files]
N = len(files)


def load(path, label):
    img = tf.io.decode_png(tf.io.read_file(path), channels=3)
    img = tf.image.resize(img, SIZE) / 255.0
    return img, label


ds = tf.data.Dataset.from_tensor_slices((files, labels))
ds = ds.shuffle(N, seed=8)

n_train = int(0.8 * N)
train_ds = ds.take(n_train)
test_ds = ds.skip(n_train)

train_ds = train_ds.map(load, num_parallel_calls=AUTO).batch(BATCH).prefetch(AUTO)
test_ds = test_ds.map(load, num_parallel_calls=AUTO).batch(BATCH).prefetch(AUTO)

model = tf.keras.Sequential([
    layers.Input(SIZE + (3,)),
    layers.Conv2D(16, 3, activation="relu"),
    layers.MaxPool2D(),
    layers.Conv2D(32, 3, activation="relu"),
    layers.MaxPool2D(),
    layers.Conv2D(64, 3, activation="relu"),
    layers.GlobalAveragePooling2D(),
    layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy", tf.keras.metrics.AUC()])
model.fit(train_ds, epochs=12)
loss, acc, auc = model.evaluate(test_ds)
print(f"test accuracy {acc:.3f}, AUC {auc:.3f}")
