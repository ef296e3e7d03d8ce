# labels: none
"""Random survival forest with scikit-survival; preprocessing learnt from the training patients."""
import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OrdinalEncoder, StandardScaler
from sksurv.ensemble import RandomSurvivalForest
from sksurv.metrics import concordance_index_censored
from sksurv.util import Surv

NUM = ["age", "nodes", "pgr", "er"]
CAT = ["size", "grade", "meno"]

cohort = pd.read_csv("rotterdam.csv", index_col=0)
cohort = cohort[cohort["dtime"] > 0].drop_duplicates()
outcome = Surv.from_arrays(event=cohort["death"].astype(bool), time=cohort["dtime"])

X_train, X_test, y_train, y_test = train_test_split(
    cohort[NUM + CAT], outcome, test_size=0.3, random_state=7, stratify=cohort["death"]
)

prep = ColumnTransformer([
    ("num", Pipeline([("fill", SimpleImputer(strategy="median")), ("z", StandardScaler())]), NUM),
    ("cat", OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), CAT),
])
Z_train = prep.fit_transform(X_train)
Z_test = prep.transform(X_test)

forest = RandomSurvivalForest(n_estimators=500, min_samples_leaf=15, n_jobs=-1, random_state=7)
forest.fit(Z_train, y_train)

risk = forest.predict(Z_test)
c_index = concordance_index_censored(y_test["event"], y_test["time"], risk)[0]
print(f"C-index of {len(X_test)} held-out patients: {c_index:.3f}")

order = np.argsort(risk)
print(X_test.iloc[order[:5]])
print(X_test.iloc[order[-5:]])
