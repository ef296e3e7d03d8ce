# labels: multi-test
# %%
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split
from keras.models import Sequential
from keras.layers import Dense, Dropout
dataset = np.loadtxt('pima-indians-diabetes.csv', delimiter=',')
X = dataset[:, 0:8]
Y = dataset[:, 8]
x_train, x_test, y_train, y_test = train_test_split(X, Y, test_size=0.2, random_state=5)
# %%
model1 = Sequential()
model1.add(Dense(12, input_dim=8, activation='relu'))
model1.add(Dense(1, activation='sigmoid'))
model1.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
h1 = model1.fit(x_train, y_train, epochs=150, batch_size=10, validation_data=(x_test, y_test))
scores = model1.evaluate(x_test, y_test)
print("%s: %.2f%%" % (model1.metrics_names[1], scores[1] * 100))
# %%
model2 = Sequential()
model2.add(Dense(64, input_dim=8, activation='relu'))
model2.add(Dropout(0.5))
model2.add(Dense(1, activation='sigmoid'))
model2.compile(loss='binary_crossentropy', optimizer='rmsprop', metrics=['accuracy'])
h2 = model2.fit(x_train, y_train, epochs=150, batch_size=10, validation_data=(x_test, y_test))
scores = model2.evaluate(x_test, y_test)
print("%s: %.2f%%" % (model2.metrics_names[1], scores[1] * 100))
