# labels: none
"""Cancer type from gene expression, seminar paper."""
import pandas as pd
import numpy as np
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.svm import LinearSVC
from sklearn.model_selection import train_test_split, cross_val_score
from sklearn.metrics import accuracy_score, f1_score, confusion_matrix


def load_data(data_file, label_file):
    X = pd.read_csv(data_file, index_col=0)
    y = pd.read_csv(label_file, index_col=0)["Class"]
    return X.loc[:, X.nunique() > 1], y


def select_features(X, y, k=100):
    """returns the names of the k best genes"""
    skb = SelectKBest(score_func=f_classif, k=k)
    skb.fit(X, y)
    scores = pd.Series(skb.scores_, index=X.columns).sort_values(ascending=False)
    print(scores.head(10))
    return list(scores.index[:k])


def train(X_train, y_train):
    svm = LinearSVC(C=0.01, max_iter=5000)
    svm.fit(X_train, y_train)
    return svm


def evaluate(model, X_test, y_test):
    y_hat = model.predict(X_test)
    print("acc", accuracy_score(y_test, y_hat))
    print("f1", f1_score(y_test, y_hat, average="macro"))
    print(confusion_matrix(y_test, y_hat))


def main():
    X, y = load_data("data/data.csv", "data/labels.csv")
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=1, stratify=y)
    genes = select_features(X_train, y_train, k=50)
    model = train(X_train[genes], y_train)
    evaluate(model, X_test[genes], y_test)


if __name__ == "__main__":
    main()
