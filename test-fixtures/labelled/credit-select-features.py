# labels: preprocessing
# %%
import pandas as pd
from sklearn.feature_selection import SelectKBest, chi2
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.model_selection import cross_val_score
credit = pd.read_csv('creditcard.csv')
# %%
y = credit['Class']
X = credit.drop(['Class', 'Time'], axis=1)
X = (X - X.min()) / (X.max() - X.min())
# %%
best = SelectKBest(chi2, k=10)
X_new = best.fit_transform(X, y)
# %%
gb = GradientBoostingClassifier(random_state=0)
scores = cross_val_score(gb, X_new, y, cv=5, scoring='roc_auc')
print(scores.mean())
