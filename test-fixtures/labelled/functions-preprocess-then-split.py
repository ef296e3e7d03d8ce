# labels: preprocessing
import pandas as pd
from sklearn.decomposition import PCA
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler


def load_data(path='wdbc.csv'):
    df = pd.read_csv(path, header=None)
    return df.iloc[:, 2:], (df.iloc[:, 1] == 'M').astype(int)


def preprocess(features, n=5):
    scaler = StandardScaler()
    scaled = scaler.fit_transform(features)
    return PCA(n_components=n).fit_transform(scaled)


def train(features, labels):
    knn = KNeighborsClassifier()
    knn.fit(features, labels)
    return knn


def main():
    X, y = load_data()
    X = preprocess(X)
    a, b, c, d = train_test_split(X, y, test_size=0.25, random_state=9)
    model = train(a, c)
    print('accuracy: %.3f' % model.score(b, d))


main()
