# labels: group
# Parkinson voice recordings, 6 recordings per patient
import pandas as pd
import numpy as np
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler
from sklearn.svm import SVC
from sklearn.metrics import accuracy_score, matthews_corrcoef

df = pd.read_csv('parkinsons_voice.csv')
print(df.shape)
print(df['patient_id'].nunique(), 'patients')
print(df.groupby('patient_id').size().describe())

features = df.drop(['patient_id', 'status'], axis=1)
labels = df['status']

X_train, X_test, y_train, y_test = train_test_split(features, labels, test_size=0.2, random_state=7)

scaler = MinMaxScaler((-1, 1))
X_train = scaler.fit_transform(X_train)
X_test = scaler.transform(X_test)

model = SVC(C=10, gamma='scale')
model.fit(X_train, y_train)

y_pred = model.predict(X_test)
print('accuracy', accuracy_score(y_test, y_pred) * 100)
print('mcc', matthews_corrcoef(y_test, y_pred))

# which patients are wrong
wrong = df.loc[y_test.index[y_test.values != y_pred]]
print(wrong['patient_id'].value_counts())
