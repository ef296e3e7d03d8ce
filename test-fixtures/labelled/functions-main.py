# labels: none
import argparse
import joblib
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split

NUMERIC = ['age', 'income']
CATEGORICAL = ['city', 'job']


def load(path):
    df = pd.read_csv(path)
    df = df.dropna(subset=['target'])
    return df[NUMERIC + CATEGORICAL], df['target']


def build():
    numeric = make_pipeline(SimpleImputer(strategy='median'), StandardScaler())
    categorical = make_pipeline(SimpleImputer(strategy='most_frequent'), OneHotEncoder(handle_unknown='ignore'))
    prep = ColumnTransformer([('num', numeric, NUMERIC), ('cat', categorical, CATEGORICAL)])
    return make_pipeline(prep, LogisticRegression(max_iter=500))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--data', default='data.csv')
    parser.add_argument('--out', default='model.joblib')
    args = parser.parse_args()
    X, y = load(args.data)
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=42)
    model = build()
    model.fit(X_train, y_train)
    print('AUC', roc_auc_score(y_test, model.predict_proba(X_test)[:, 1]))
    joblib.dump(model, args.out)


if __name__ == '__main__':
    main()
