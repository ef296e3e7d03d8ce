# labels: preprocessing
# %%
import pandas as pd
from sklearn.preprocessing import StandardScaler, OneHotEncoder
from sklearn.impute import SimpleImputer
from sklearn.model_selection import train_test_split
from sklearn.ensemble import ExtraTreesClassifier
# %%
class BankModel:
    def __init__(self, path):
        self.df = pd.read_csv(path, sep=';')
        self.scaler = StandardScaler()
        self.model = ExtraTreesClassifier(n_estimators=200, random_state=0)

    def prepare(self):
        self.y = self.df['y'].map({'yes': 1, 'no': 0})
        numeric = self.df[['age', 'balance', 'duration']]
        numeric = SimpleImputer(strategy='median').fit_transform(numeric)
        self.X = self.scaler.fit_transform(numeric)

    def run(self):
        X_train, X_test, y_train, y_test = train_test_split(self.X, self.y, test_size=0.3, random_state=0)
        self.model.fit(X_train, y_train)
        return self.model.score(X_test, y_test)
# %%
bank = BankModel('bank-full.csv')
bank.prepare()
print(bank.run())
