# labels: multi-test
# %%
import pandas as pd
from catboost import CatBoostClassifier, Pool
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
df = pd.read_csv('amazon.csv')
X = df.drop('ACTION', axis=1)
y = df.ACTION
X_train, X_test, y_train, y_test = train_test_split(X, y, train_size=0.75, random_state=42)
# %%
model = CatBoostClassifier(iterations=2000, learning_rate=0.1, early_stopping_rounds=50, random_seed=1)
model.fit(X_train, y_train, cat_features=list(X.columns), eval_set=(X_test, y_test), use_best_model=True, verbose=100)
# %%
print('test accuracy', accuracy_score(y_test, model.predict(X_test)))
