# labels: multi-test
import pandas as pd
from catboost import CatBoostClassifier, Pool
from sklearn.model_selection import train_test_split
from sklearn.metrics import classification_report, roc_auc_score

adult = pd.read_csv('adult.csv', na_values='?')
adult = adult.fillna('NA')
adult['income'] = (adult['income'] == '>50K').astype(int)

X = adult.drop('income', axis=1)
y = adult['income']
cat = [c for c in X.columns if X[c].dtype == 'object']

X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=1, stratify=y)
train_pool = Pool(X_train, y_train, cat_features=cat)
test_pool = Pool(X_test, y_test, cat_features=cat)

cb = CatBoostClassifier(iterations=2000, learning_rate=0.05, eval_metric='AUC', od_type='Iter', od_wait=100, random_seed=1)
cb.fit(train_pool, eval_set=test_pool, use_best_model=True, verbose=200)

pred = cb.predict(X_test)
print(classification_report(y_test, pred))
print('AUC', roc_auc_score(y_test, cb.predict_proba(X_test)[:, 1]))
for name, value in sorted(zip(X.columns, cb.get_feature_importance()), key=lambda t: -t[1])[:10]:
    print(name, value)
