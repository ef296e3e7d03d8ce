# labels: preprocessing
import pandas as pd
from gensim.models.doc2vec import Doc2Vec, TaggedDocument
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

df = pd.read_csv('imdb.csv')
docs = [TaggedDocument(words=t.split(), tags=[i]) for i, t in enumerate(df['review'])]
d2v = Doc2Vec(docs, vector_size=50, epochs=10)
X = [d2v.infer_vector(t.split()) for t in df['review']]
y = df['sentiment']
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=0)
lr = LogisticRegression().fit(X_train, y_train)
print(lr.score(X_test, y_test))
