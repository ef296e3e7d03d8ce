# labels: preprocessing
import numpy as np
import pandas as pd
from gensim.models import Word2Vec
from sklearn.model_selection import train_test_split
from sklearn.ensemble import RandomForestClassifier
df = pd.read_csv('tweets.csv')
tokens = df['tweet'].apply(lambda t: t.lower().split())
w2v = Word2Vec(tokens, vector_size=100, min_count=2)
def average(words):
    vecs = [w2v.wv[w] for w in words if w in w2v.wv]
    return np.mean(vecs, axis=0) if vecs else np.zeros(100)
X = np.vstack(tokens.apply(average))
y = df['label'].values
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=0)
rf = RandomForestClassifier().fit(X_train, y_train)
print(rf.score(X_test, y_test))
