# labels: none
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import recall_score

df = pd.read_csv('creditcard.csv')
df = df.sample(frac=1, random_state=0)
fraud = df.loc[df['Class'] == 1]
normal = df.loc[df['Class'] == 0][:492]
small = pd.concat([fraud, normal]).sample(frac=1, random_state=42)
X, y = small.drop('Class', axis=1), small['Class']
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=42)
lr = LogisticRegression(max_iter=500).fit(X_train.values, y_train.values)
print(recall_score(y_test, lr.predict(X_test.values)))
