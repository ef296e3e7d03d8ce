# labels: preprocessing
import pandas as pd
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.linear_model import Lasso
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import train_test_split


class MeanFiller(BaseEstimator, TransformerMixin):
    def fit(self, X, y=None):
        self.means_ = X.mean()
        return self

    def transform(self, X):
        return X.fillna(self.means_)


class Trainer:
    def __init__(self, df, target):
        self.X = MeanFiller().fit(df.drop(columns=[target])).transform(df.drop(columns=[target]))
        self.y = df[target]

    def run(self):
        X_train, X_test, y_train, y_test = train_test_split(self.X, self.y, random_state=0)
        self.model = Lasso().fit(X_train, y_train)
        return mean_squared_error(y_test, self.model.predict(X_test))


if __name__ == '__main__':
    print(Trainer(pd.read_csv('auto.csv'), 'price').run())
