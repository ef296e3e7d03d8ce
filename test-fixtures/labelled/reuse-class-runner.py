# labels: multi-test
# %%
import pandas as pd
from sklearn.ensemble import AdaBoostClassifier, ExtraTreesClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split


class Experiment:
    def __init__(self, path, target):
        df = pd.read_csv(path)
        X = df.drop(columns=[target])
        y = df[target]
        self.X_train, self.X_test, self.y_train, self.y_test = train_test_split(X, y, test_size=0.2, random_state=0)

    def run(self, model):
        model.fit(self.X_train, self.y_train)
        preds = model.predict(self.X_test)
        return f1_score(self.y_test, preds)


# %%
exp = Experiment('spambase.csv', 'spam')
print('lr', exp.run(LogisticRegression()))
print('ada', exp.run(AdaBoostClassifier()))
print('extra', exp.run(ExtraTreesClassifier()))
