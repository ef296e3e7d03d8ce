# labels: preprocessing
"""Matrix factorisation from scratch for the recommender seminar. No libraries but numpy and pandas."""
import numpy as np
import pandas as pd

FAKTOREN = 16
EPOCHEN = 30
LR = 0.01
REG = 0.05
rng = np.random.default_rng(0)

r = pd.read_csv('ml-100k/u.data', sep='\t', names=['user', 'film', 'rating', 'ts'])
r['u'] = r['user'].astype('category').cat.codes
r['f'] = r['film'].astype('category').cat.codes
n_u, n_f = r.u.max() + 1, r.f.max() + 1

# Mittelwerte abziehen: globaler Mittelwert, Nutzer, Film
mu = r['rating'].mean()
r['bu'] = r.groupby('u')['rating'].transform('mean') - mu
r['bf'] = r.groupby('f')['rating'].transform('mean') - mu
r['rest'] = r['rating'] - mu - r['bu'] - r['bf']

maske = rng.random(len(r)) < 0.8
train, test = r[maske], r[~maske]
print(len(train), 'train', len(test), 'test')

P = rng.normal(0, 0.1, (n_u, FAKTOREN))
Q = rng.normal(0, 0.1, (n_f, FAKTOREN))


def schritt(u, f, e):
    p = P[u].copy()
    P[u] += LR * (e * Q[f] - REG * P[u])
    Q[f] += LR * (e * p - REG * Q[f])


for ep in range(EPOCHEN):
    verlust = 0.0
    for u, f, rest in train[['u', 'f', 'rest']].sample(frac=1, random_state=ep).itertuples(index=False):
        e = rest - P[u] @ Q[f]
        schritt(u, f, e)
        verlust += e * e
    print(ep, 'train rmse', (verlust / len(train)) ** 0.5)

schaetzung = mu + test['bu'] + test['bf'] + np.einsum('ij,ij->i', P[test['u']], Q[test['f']])
fehler = test['rating'] - schaetzung.clip(1, 5)
print('test rmse', np.sqrt((fehler ** 2).mean()))
