# labels: none
# %%
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
df = pd.read_csv('ionosphere.csv')
X = df.drop('label', axis=1)
y = df['label']
# %%
for name, model in {'lr': LogisticRegression(max_iter=1000), 'svc': SVC(), 'rf': RandomForestClassifier()}.items():
    scores = cross_val_score(make_pipeline(StandardScaler(), model), X, y, cv=10)
    print(name, scores.mean(), scores.std())
