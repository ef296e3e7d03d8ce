# labels: none
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split
from tensorflow.keras.preprocessing.text import Tokenizer
from tensorflow.keras.preprocessing.sequence import pad_sequences
from tensorflow.keras import Sequential
from tensorflow.keras.layers import Embedding, GlobalAveragePooling1D, Dense

df = pd.read_json('sarcasm.json', lines=True)
train_s, test_s, train_l, test_l = train_test_split(df['headline'].tolist(), df['is_sarcastic'].values, test_size=0.25, random_state=0)
tok = Tokenizer(num_words=10000, oov_token='<OOV>')
tok.fit_on_texts(train_s)
train_p = pad_sequences(tok.texts_to_sequences(train_s), maxlen=100, padding='post')
test_p = pad_sequences(tok.texts_to_sequences(test_s), maxlen=100, padding='post')
model = Sequential([Embedding(10000, 16), GlobalAveragePooling1D(), Dense(1, activation='sigmoid')])
model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
model.fit(train_p, train_l, epochs=10, validation_split=0.1)
print(model.evaluate(test_p, test_l))
