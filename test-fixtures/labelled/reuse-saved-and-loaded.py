# labels: none
# %%
import joblib
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
crops = pd.read_csv('Crop_recommendation.csv')
X, y = crops.drop('label', axis=1), crops['label']
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=2)
# %%
model = RandomForestClassifier(n_estimators=20, random_state=0)
model.fit(X_train, y_train)
print('accuracy', accuracy_score(y_test, model.predict(X_test)))
joblib.dump(model, 'crop.joblib')
# %%
loaded = joblib.load('crop.joblib')
print('accuracy of the loaded model', accuracy_score(y_test, loaded.predict(X_test)))
