# labels: none
import numpy as np
import pandas as pd
from sklearn.cross_validation import KFold
from sklearn.linear_model import LinearRegression

titanic = pd.read_csv("titanic_train.csv")
titanic["Age"] = titanic["Age"].fillna(30)
titanic.loc[titanic["Sex"] == "male", "Sex"] = 0
titanic.loc[titanic["Sex"] == "female", "Sex"] = 1
predictors = ["Pclass", "Sex", "Age", "SibSp"]
alg = LinearRegression()
kf = KFold(titanic.shape[0], n_folds=3, random_state=1)
predictions = []
for train, test in kf:
    train_predictors = titanic[predictors].iloc[train, :]
    train_target = titanic["Survived"].iloc[train]
    alg.fit(train_predictors, train_target)
    predictions.append(alg.predict(titanic[predictors].iloc[test, :]))
predictions = np.concatenate(predictions, axis=0)
predictions[predictions > .5] = 1
predictions[predictions <= .5] = 0
print sum(predictions == titanic["Survived"]) / float(len(predictions))
