# labels: none
from keras.preprocessing.image import ImageDataGenerator
from keras.models import Sequential
from keras.layers import Flatten, Dense

train_gen = ImageDataGenerator(rescale=1. / 255, shear_range=0.2, horizontal_flip=True)
test_gen = ImageDataGenerator(rescale=1. / 255)
train = train_gen.flow_from_directory('data/train', target_size=(64, 64), class_mode='binary')
test = test_gen.flow_from_directory('data/test', target_size=(64, 64), class_mode='binary')
model = Sequential()
model.add(Flatten(input_shape=(64, 64, 3)))
model.add(Dense(1, activation='sigmoid'))
model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
model.fit_generator(train, steps_per_epoch=100, epochs=2)
print(model.evaluate_generator(test, steps=20))
