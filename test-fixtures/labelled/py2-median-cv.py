# labels: preprocessing
import pandas
from sklearn import cross_validation
from sklearn.linear_model import LogisticRegression

titanic = pandas.read_csv("titanic_train.csv")
titanic["Age"] = titanic["Age"].fillna(titanic["Age"].median())
titanic["Embarked"] = titanic["Embarked"].fillna("S")
predictors = ["Pclass", "Age", "SibSp", "Parch", "Fare"]
alg = LogisticRegression(random_state=1)
scores = cross_validation.cross_val_score(alg, titanic[predictors], titanic["Survived"], cv=3)
print(scores.mean())
