# labels: overlap
# %%
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
heart = pd.read_csv('heart.csv')
X = heart.iloc[:, :-1].values
y = heart.iloc[:, -1].values
# %%
model = LogisticRegression(max_iter=1000)
model.fit(X, y)
# %%
test = X[200:]
pred = model.predict(test)
print('Accuracy on test set:', accuracy_score(y[200:], pred))
