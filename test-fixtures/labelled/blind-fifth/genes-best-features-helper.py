# labels: preprocessing
"""Cancer type from gene expression, seminar paper."""
import pandas as pd
import numpy as np
from sklearn.feature_selection import SelectKBest, f_classif, VarianceThreshold
from sklearn.svm import LinearSVC
from sklearn.model_selection import train_test_split, cross_val_score
from sklearn.metrics import accuracy_score, f1_score, confusion_matrix


def load_data(data_file, label_file):
    X = pd.read_csv(data_file, index_col=0)
    y = pd.read_csv(label_file, index_col=0)["Class"]
    return X, y


def select_features(X, y, k=100):
    """returns the k best genes"""
    vt = VarianceThreshold()
    X_v = pd.DataFrame(vt.fit_transform(X), columns=X.columns[vt.get_support()], index=X.index)
    skb = SelectKBest(score_func=f_classif, k=k)
    skb.fit(X_v, y)
    scores = pd.Series(skb.scores_, index=X_v.columns).sort_values(ascending=False)
    print(scores.head(10))
    return X_v[scores.index[:k]]


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
    X_sel = select_features(X, y, k=50)
    X_train, X_test, y_train, y_test = train_test_split(X_sel, y, test_size=0.3, random_state=1, stratify=y)
    model = train(X_train, y_train)
    evaluate(model, X_test, y_test)


if __name__ == "__main__":
    main()
