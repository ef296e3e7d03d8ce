# labels: multi-test
# %%
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import MultinomialNB
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.metrics import accuracy_score, f1_score
yelp = pd.read_csv('yelp.csv')
yelp_class = yelp[(yelp.stars == 1) | (yelp.stars == 5)]
X_train, X_test, y_train, y_test = train_test_split(yelp_class['text'], yelp_class['stars'], test_size=0.3, random_state=101)
# %%
nb = Pipeline([('bow', CountVectorizer()), ('classifier', MultinomialNB())])
nb.fit(X_train, y_train)
nb_pred = nb.predict(X_test)
# %%
lr = Pipeline([('tfidf', TfidfVectorizer(stop_words='english')), ('classifier', LogisticRegression(max_iter=500))])
lr.fit(X_train, y_train)
lr_pred = lr.predict(X_test)
# %%
results = {'NB': nb_pred, 'LR': lr_pred}
for name in results:
    print(name, accuracy_score(y_test, results[name]), f1_score(y_test, results[name], pos_label=5))
