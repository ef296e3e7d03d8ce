# labels: preprocessing
import pandas as pd
import statsmodels.api as sm
from sklearn.preprocessing import StandardScaler
from sklearn.model_selection import train_test_split
from sklearn.metrics import roc_auc_score

telecom = pd.read_csv('telecom_churn.csv')
num = ['tenure', 'MonthlyCharges', 'TotalCharges']
telecom['TotalCharges'] = pd.to_numeric(telecom['TotalCharges'], errors='coerce')
telecom = telecom[~telecom.TotalCharges.isnull()]
scaler = StandardScaler()
telecom[num] = scaler.fit_transform(telecom[num])
y = telecom['Churn'].map({'Yes': 1, 'No': 0})
X = telecom[num]
X_train, X_test, y_train, y_test = train_test_split(X, y, train_size=0.7, test_size=0.3, random_state=100)
logm = sm.GLM(y_train, sm.add_constant(X_train), family=sm.families.Binomial())
res = logm.fit()
print(roc_auc_score(y_test, res.predict(sm.add_constant(X_test))))
