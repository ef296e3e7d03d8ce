# labels: none
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import PolynomialFeatures, StandardScaler
from sklearn.linear_model import LinearRegression

df = pd.read_csv('kc.csv')
parts = {}
parts['train'], parts['test'] = train_test_split(df, test_size=0.2, random_state=0)
feats = ['sqft', 'beds']
sc = StandardScaler()
poly = PolynomialFeatures(2)
arrays = {}
for name in ['train', 'test']:
    raw = parts[name][feats]
    arrays[name] = sc.fit_transform(raw) if name == 'train' else sc.transform(raw)
model = LinearRegression().fit(poly.fit_transform(arrays['train']), parts['train']['price'])
print(model.score(poly.transform(arrays['test']), parts['test']['price']))
