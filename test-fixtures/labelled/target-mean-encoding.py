# labels: preprocessing
# %%
import pandas as pd
import lightgbm as lgb
from sklearn.model_selection import train_test_split
from sklearn.metrics import roc_auc_score
clicks = pd.read_csv('clicks.csv')
means = clicks.groupby('site_id')['click'].mean()
clicks['site_rate'] = clicks['site_id'].map(means)
features = ['hour', 'banner_pos', 'site_rate']
# %%
tr, te = train_test_split(clicks, test_size=0.2, random_state=0)
model = lgb.LGBMClassifier(random_state=0)
model.fit(tr[features], tr['click'])
print(roc_auc_score(te['click'], model.predict_proba(te[features])[:, 1]))
