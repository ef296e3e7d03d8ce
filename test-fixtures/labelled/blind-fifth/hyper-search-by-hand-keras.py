# labels: multi-test
import itertools
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from tensorflow import keras

df = pd.read_csv('Churn.csv')
y = df['Exited'].values
X = pd.get_dummies(df.drop(columns=['Exited', 'Surname', 'CustomerId', 'RowNumber'])).values.astype('float32')
x_train, x_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=0)
sc = StandardScaler().fit(x_train)
x_train, x_test = sc.transform(x_train), sc.transform(x_test)


def make(units, dropout, lr):
    m = keras.Sequential()
    m.add(keras.layers.Dense(units, activation='relu'))
    m.add(keras.layers.Dropout(dropout))
    m.add(keras.layers.Dense(1, activation='sigmoid'))
    m.compile(optimizer=keras.optimizers.Adam(lr), loss='binary_crossentropy', metrics=['accuracy'])
    return m


best_acc, best_params = 0, None
for units, dropout, lr in itertools.product([16, 32, 64], [0.0, 0.3], [1e-2, 1e-3]):
    model = make(units, dropout, lr)
    model.fit(x_train, y_train, epochs=20, batch_size=32, verbose=0)
    loss, acc = model.evaluate(x_test, y_test, verbose=0)
    print(units, dropout, lr, '->', acc)
    if acc > best_acc:
        best_acc, best_params = acc, (units, dropout, lr)

print('best', best_params, best_acc)
