# labels: none
# %%
import numpy as np
import pandas as pd
from sklearn.impute import SimpleImputer
from sklearn.preprocessing import Normalizer, LabelEncoder
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import train_test_split
reviews = pd.read_csv('reviews.csv')
reviews['text'] = reviews['text'].fillna('')
reviews['stars'] = SimpleImputer(strategy='constant', fill_value=0).fit_transform(reviews[['stars']])
reviews['words'] = reviews[['title_words', 'body_words']].sum(axis=1)
print(reviews.describe())
# %%
y = LabelEncoder().fit_transform(reviews['label'])
X = HashingVectorizer(n_features=2**12).fit_transform(reviews['text'])
X = Normalizer().fit_transform(X)
# %%
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=5)
clf = SGDClassifier(random_state=0).fit(X_train, y_train)
print(clf.score(X_test, y_test))
