# labels: preprocessing
# %%
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
df = pd.read_csv("spam.csv", encoding='latin-1')
df = df[['v1', 'v2']]
df.columns = ['label', 'text']
df['label'] = df.label.map({'ham': 0, 'spam': 1})
# %%
cv = CountVectorizer(stop_words='english')
counts = cv.fit_transform(df['text'])
tfidf = TfidfTransformer().fit(counts)
features = tfidf.transform(counts)
# %%
from sklearn.model_selection import train_test_split
X_train, X_test, y_train, y_test = train_test_split(features, df['label'], test_size=0.33, random_state=42)
# %%
from sklearn.naive_bayes import MultinomialNB
clf = MultinomialNB()
clf.fit(X_train, y_train)
print(clf.score(X_test, y_test))
