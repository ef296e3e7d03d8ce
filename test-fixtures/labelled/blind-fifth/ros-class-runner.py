# labels: overlap
import pandas as pd
from imblearn.over_sampling import RandomOverSampler
from sklearn.compose import ColumnTransformer
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
from sklearn.metrics import classification_report


class Experiment:
    def __init__(self, file, target):
        self.file = file
        self.target = target
        self.model = None

    def load(self):
        df = pd.read_csv(self.file)
        df = df.dropna()
        self.X = df.drop(columns=[self.target])
        self.y = df[self.target].map({'no': 0, 'yes': 1})

    def balance(self):
        ros = RandomOverSampler(random_state=0)
        self.X, self.y = ros.fit_resample(self.X, self.y)

    def split(self):
        self.X_train, self.X_test, self.y_train, self.y_test = train_test_split(self.X, self.y, test_size=0.2, random_state=0)

    def build(self):
        num = self.X.select_dtypes('number').columns
        cat = self.X.select_dtypes('object').columns
        prep = ColumnTransformer([('num', StandardScaler(), num), ('cat', OneHotEncoder(handle_unknown='ignore'), cat)])
        self.model = Pipeline([('prep', prep), ('rf', RandomForestClassifier(n_estimators=300))])

    def run(self):
        self.load()
        self.balance()
        self.split()
        self.build()
        self.model.fit(self.X_train, self.y_train)
        print(classification_report(self.y_test, self.model.predict(self.X_test)))


Experiment('bank-full.csv', 'y').run()
