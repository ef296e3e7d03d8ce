# labels: preprocessing
"""Titanic with feature-engine: impute, cap, encode, then model."""
import pandas as pd
from feature_engine.encoding import RareLabelEncoder, OneHotEncoder
from feature_engine.imputation import CategoricalImputer, MeanMedianImputer
from feature_engine.outliers import Winsorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split


def cabin_letter(value):
    try:
        return value[0]
    except TypeError:
        return "N"


data = pd.read_csv("https://www.openml.org/data/get_csv/16826755/phpMYEkMl", na_values="?")
data["cabin"] = data["cabin"].apply(cabin_letter)
data = data.drop(columns=["name", "ticket", "boat", "body", "home.dest"])

X = data.drop("survived", axis=1)
y = data["survived"]

median = MeanMedianImputer(imputation_method="median", variables=["age", "fare"])
median.fit(X)
X = median.transform(X)

missing = CategoricalImputer(variables=["embarked"], imputation_method="missing")
X = missing.fit_transform(X)

capper = Winsorizer(capping_method="iqr", tail="right", fold=1.5, variables=["fare", "sibsp"])
capper.fit(X)
print("caps:", capper.right_tail_caps_)
X = capper.transform(X)

rare = RareLabelEncoder(tol=0.05, n_categories=2, variables=["cabin", "embarked"])
X = rare.fit_transform(X)
X = OneHotEncoder(variables=["cabin", "embarked", "sex"], drop_last=True).fit_transform(X)

X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=9)
model = LogisticRegression(C=0.5, max_iter=2000, random_state=9)
model.fit(X_train, y_train)
print("train auc", roc_auc_score(y_train, model.predict_proba(X_train)[:, 1]))
print("test auc", roc_auc_score(y_test, model.predict_proba(X_test)[:, 1]))
