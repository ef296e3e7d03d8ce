# labels: none
# %%
import pandas as pd
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.naive_bayes import MultinomialNB
from sklearn.pipeline import Pipeline
from sklearn.model_selection import train_test_split, GridSearchCV
# %%
messages = pd.read_csv('SMSSpamCollection', sep='\t', names=['label', 'message'])
messages['length'] = messages['message'].apply(len)
messages.groupby('label').describe()
# %%
def text_process(mess):
    nopunc = [c for c in mess if c not in '!?.,']
    return ''.join(nopunc).split()
# %%
msg_train, msg_test, label_train, label_test = train_test_split(messages['message'], messages['label'], test_size=0.2, random_state=0)
# %%
pipeline = Pipeline([('tfidf', TfidfVectorizer(analyzer=text_process)), ('classifier', MultinomialNB())])
grid = GridSearchCV(pipeline, {'classifier__alpha': [0.1, 0.5, 1.0]}, cv=5)
grid.fit(msg_train, label_train)
# %%
print(grid.best_params_)
predictions = grid.predict(msg_test)
from sklearn.metrics import classification_report
print(classification_report(label_test, predictions))
