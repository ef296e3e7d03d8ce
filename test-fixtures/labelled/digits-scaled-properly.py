# labels: none
# %%
from sklearn.datasets import load_digits
from sklearn.preprocessing import StandardScaler
from sklearn.neural_network import MLPClassifier
from sklearn.model_selection import train_test_split
from sklearn.metrics import confusion_matrix, accuracy_score
digits = load_digits()
X, y = digits['data'], digits['target']
# %%
X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)
scaler = StandardScaler()
scaler.fit(X_train)
X_train = scaler.transform(X_train)
X_test = scaler.transform(X_test)
# %%
mlp = MLPClassifier(hidden_layer_sizes=(30, 30), random_state=0)
mlp.fit(X_train, y_train)
# %%
p = mlp.predict(X_test)
print(accuracy_score(y_test, p))
print(confusion_matrix(y_test, p))
