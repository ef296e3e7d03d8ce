# labels: preprocessing
import pandas as pd
import numpy as np
from sklearn.decomposition import PCA
from sklearn.preprocessing import RobustScaler
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.metrics import roc_auc_score, average_precision_score


class DataPreprocessor:
    def __init__(self, path, n_components=10):
        self.df = pd.read_csv(path)
        self.scaler = RobustScaler()
        self.pca = PCA(n_components=n_components)
        self.X = None
        self.y = None

    def clean(self):
        self.df = self.df.drop_duplicates()
        self.df = self.df.drop('Time', axis=1)
        self.df['Amount'] = np.log1p(self.df['Amount'])
        return self

    def scale(self):
        self.y = self.df['Class'].values
        self.X = self.df.drop('Class', axis=1).values
        self.X = self.scaler.fit_transform(self.X)
        return self

    def reduce(self):
        self.X = self.pca.fit_transform(self.X)
        print('explained', self.pca.explained_variance_ratio_.sum())
        return self

    def split(self, test_size=0.3):
        return train_test_split(self.X, self.y, test_size=test_size, stratify=self.y, random_state=0)


class FraudModel:
    def __init__(self):
        self.clf = LogisticRegression(class_weight='balanced', max_iter=1000)

    def train(self, X, y):
        self.clf.fit(X, y)

    def report(self, X, y):
        p = self.clf.predict_proba(X)[:, 1]
        print('auc', roc_auc_score(y, p))
        print('ap', average_precision_score(y, p))


if __name__ == '__main__':
    prep = DataPreprocessor('creditcard.csv')
    prep.clean()
    prep.scale()
    prep.reduce()
    X_train, X_test, y_train, y_test = prep.split()
    fm = FraudModel()
    fm.train(X_train, y_train)
    fm.report(X_test, y_test)
