# labels: preprocessing
"""Colon cancer microarray, 62 patients and 2000 genes: which genes matter?"""
from pathlib import Path

import numpy as np
from scipy.io import loadmat
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.feature_selection import mutual_info_classif
from sklearn.model_selection import LeaveOneOut, cross_val_predict
from sklearn.metrics import accuracy_score, matthews_corrcoef


def read_genes(folder: Path):
    mat = loadmat(folder / "colon.mat")
    X = np.log2(np.clip(mat["X"], 1, None))
    y = (mat["Y"].ravel() > 0).astype(int)
    return X, y


def rank_genes(X, y, seed=0):
    info = mutual_info_classif(X, y, n_neighbors=3, random_state=seed)
    return np.argsort(info)[::-1], info


def plot_top(info, order, k=20):
    import matplotlib.pyplot as plt

    plt.figure(figsize=(8, 3))
    plt.bar(np.arange(k), info[order[:k]])
    plt.xticks(np.arange(k), order[:k], rotation=90)
    plt.tight_layout()
    plt.savefig("top.png")


def main(n_genes: int = 25):
    X, y = read_genes(Path("data/microarray"))
    order, info = rank_genes(X, y)
    plot_top(info, order)
    X_small = X[:, order[:n_genes]]

    lda = LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto")
    guess = cross_val_predict(lda, X_small, y, cv=LeaveOneOut())
    print("genes used:", sorted(order[:n_genes]))
    print(f"leave-one-out accuracy {accuracy_score(y, guess):.3f}, MCC {matthews_corrcoef(y, guess):.3f}")


if __name__ == "__main__":
    main()
