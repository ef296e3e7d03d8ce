# labels: none
# Parkinson voice recordings, 6 recordings per patient
import pandas as pd
import numpy as np
from sklearn.model_selection import GroupShuffleSplit
from sklearn.preprocessing import MinMaxScaler
from sklearn.svm import SVC
from sklearn.metrics import accuracy_score, matthews_corrcoef

df = pd.read_csv('parkinsons_voice.csv')
print(df['patient_id'].nunique(), 'patients')

features = df.drop(['patient_id', 'status'], axis=1)
labels = df['status']

gss = GroupShuffleSplit(n_splits=1, test_size=0.2, random_state=7)
train_idx, test_idx = next(gss.split(features, labels, groups=df['patient_id']))
X_train, X_test = features.iloc[train_idx], features.iloc[test_idx]
y_train, y_test = labels.iloc[train_idx], labels.iloc[test_idx]
assert set(df['patient_id'].iloc[train_idx]).isdisjoint(df['patient_id'].iloc[test_idx])

scaler = MinMaxScaler((-1, 1))
X_train = scaler.fit_transform(X_train)
X_test = scaler.transform(X_test)

model = SVC(C=10, gamma='scale')
model.fit(X_train, y_train)

y_pred = model.predict(X_test)
print('accuracy', accuracy_score(y_test, y_pred) * 100)
print('mcc', matthews_corrcoef(y_test, y_pred))
