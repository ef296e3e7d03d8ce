# labels: none
# %%
import pandas as pd
from sklearn.model_selection import train_test_split, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC
df = pd.read_csv('sonar.csv', header=None)
X, y = df.values[:, :60].astype(float), df.values[:, 60]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=7)
# %%
candidates = [('lr', make_pipeline(StandardScaler(), LogisticRegression())), ('svm', make_pipeline(StandardScaler(), SVC()))]
for name, m in candidates:
    print(name, cross_val_score(m, X_train, y_train, cv=10).mean())
# %%
final = candidates[1][1].fit(X_train, y_train)
print(final.score(X_test, y_test))
