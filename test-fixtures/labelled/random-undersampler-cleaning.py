# labels: none
import pandas as pd
from imblearn.under_sampling import RandomUnderSampler
from sklearn.model_selection import train_test_split
from sklearn.linear_model import LogisticRegression
df = pd.read_csv('fraud.csv')
X, y = df.drop('isFraud', axis=1), df['isFraud']
X_train, X_test, y_train, y_test = train_test_split(X, y, stratify=y, random_state=0)
X_train, y_train = RandomUnderSampler(random_state=0).fit_resample(X_train, y_train)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
