# labels: none
# %%
import pandas as pd
import seaborn as sns
import matplotlib.pyplot as plt
from sklearn.model_selection import train_test_split
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, confusion_matrix, classification_report, roc_auc_score, roc_curve
ad_data = pd.read_csv('advertising.csv')
X = ad_data[['Daily Time Spent on Site', 'Age', 'Area Income', 'Daily Internet Usage', 'Male']]
y = ad_data['Clicked on Ad']
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.33, random_state=42)
# %%
logmodel = LogisticRegression()
logmodel.fit(X_train, y_train)
# %%
predictions = logmodel.predict(X_test)
print(classification_report(y_test, predictions))
print(accuracy_score(y_test, predictions))
print(logmodel.score(X_test, y_test))
sns.heatmap(confusion_matrix(y_test, predictions), annot=True)
# %%
probs = logmodel.predict_proba(X_test)[:, 1]
fpr, tpr, thresholds = roc_curve(y_test, probs)
plt.plot(fpr, tpr, label='AUC %.3f' % roc_auc_score(y_test, probs))
