# labels: none
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split, KFold
from sklearn.preprocessing import PowerTransformer
from sklearn.linear_model import ElasticNet
df = pd.read_csv('prostate.csv')
dev, test = train_test_split(df, test_size=0.2, random_state=0)
cols = [c for c in df.columns if c != 'lpsa']
best = (None, np.inf)
for alpha in [0.01, 0.1, 1]:
    errs = []
    for a, b in KFold(5, shuffle=True, random_state=0).split(dev):
        tr, va = dev.iloc[a], dev.iloc[b]
        pt = PowerTransformer().fit(tr[cols])
        m = ElasticNet(alpha=alpha).fit(pt.transform(tr[cols]), tr['lpsa'])
        errs.append(np.mean((m.predict(pt.transform(va[cols])) - va['lpsa']) ** 2))
    if np.mean(errs) < best[1]:
        best = (alpha, np.mean(errs))
pt = PowerTransformer().fit(dev[cols])
final = ElasticNet(alpha=best[0]).fit(pt.transform(dev[cols]), dev['lpsa'])
print(final.score(pt.transform(test[cols]), test['lpsa']))
