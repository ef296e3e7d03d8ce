# labels: overlap
import glob
import os

import cv2
import numpy as np
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.utils import to_categorical

IMG = 96
KLASSEN = sorted(os.listdir('blaetter'))

bilder, labels = [], []
for nr, klasse in enumerate(KLASSEN):
    for pfad in glob.glob(os.path.join('blaetter', klasse, '*.jpg')):
        bild = cv2.imread(pfad)
        bild = cv2.cvtColor(bild, cv2.COLOR_BGR2RGB)
        bild = cv2.resize(bild, (IMG, IMG))
        bilder.append(bild)
        labels.append(nr)
        # mehr Daten: gespiegelt und gedreht
        bilder.append(cv2.flip(bild, 1))
        labels.append(nr)
        bilder.append(cv2.rotate(bild, cv2.ROTATE_90_CLOCKWISE))
        labels.append(nr)

X = np.array(bilder, dtype='float32') / 255.0
y = np.array(labels)
print('Bilder:', X.shape, 'Klassen:', len(KLASSEN))

X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=0, stratify=y)

model = keras.Sequential([
    layers.Input((IMG, IMG, 3)),
    layers.Conv2D(32, 3, activation='relu'),
    layers.MaxPooling2D(),
    layers.Conv2D(64, 3, activation='relu'),
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dropout(0.4),
    layers.Dense(64, activation='relu'),
    layers.Dense(len(KLASSEN), activation='softmax'),
])
model.compile(optimizer='adam', loss='categorical_crossentropy', metrics=['accuracy'])
model.fit(X_train, to_categorical(y_train), epochs=25, batch_size=32, validation_split=0.1, verbose=2)

vorhersage = model.predict(X_test).argmax(axis=1)
print('Testgenauigkeit', accuracy_score(y_test, vorhersage))
model.save('blaetter.h5')
