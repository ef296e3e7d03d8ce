# labels: preprocessing
import pandas as pd
from sklearn.preprocessing import StandardScaler
from sklearn.model_selection import train_test_split
from keras.models import Sequential
from keras.layers import Dense

dataset = pd.read_csv('Churn_Modelling.csv')
X = dataset.iloc[:, 3:13]
y = dataset.iloc[:, 13].values
geo = pd.get_dummies(X['Geography'], drop_first=True)
gender = pd.get_dummies(X['Gender'], drop_first=True)
X = pd.concat([X.drop(['Geography', 'Gender'], axis=1), geo, gender], axis=1)
X = StandardScaler().fit_transform(X)
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=0)
ann = Sequential()
ann.add(Dense(6, activation='relu', input_dim=11))
ann.add(Dense(1, activation='sigmoid'))
ann.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
history = ann.fit(X_train, y_train, validation_split=0.33, batch_size=10, epochs=10)
y_pred = ann.predict(X_test) > 0.5
from sklearn.metrics import confusion_matrix, accuracy_score
print(confusion_matrix(y_test, y_pred), accuracy_score(y_test, y_pred))
