# labels: none
import pandas as pd
import numpy as np
import matplotlib.pyplot as plt
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.neighbors import KNeighborsClassifier
from sklearn import metrics

wine = pd.read_csv("winequality-red.csv", sep=";")
wine["good"] = [1 if q >= 7 else 0 for q in wine["quality"]]

X = wine.drop(["quality", "good"], axis=1)
y = wine["good"]

# 60 / 20 / 20
X_rest, X_test, y_rest, y_test = train_test_split(X, y, test_size=0.2, random_state=4)
X_train, X_val, y_train, y_val = train_test_split(X_rest, y_rest, test_size=0.25, random_state=4)

scaler = StandardScaler().fit(X_train)
X_train = scaler.transform(X_train)
X_val = scaler.transform(X_val)
X_test = scaler.transform(X_test)

best_k = None
best_acc = 0
accs = []
for n in range(1, 25):
    neigh = KNeighborsClassifier(n_neighbors=n).fit(X_train, y_train)
    acc = metrics.accuracy_score(y_val, neigh.predict(X_val))
    accs.append(acc)
    if acc > best_acc:
        best_acc = acc
        best_k = n

plt.plot(range(1, 25), accs)
plt.xlabel("k")
plt.ylabel("validation accuracy")
plt.show()

print("best k", best_k, best_acc)

final = KNeighborsClassifier(n_neighbors=best_k)
final.fit(np.concatenate([X_train, X_val]), pd.concat([y_train, y_val]))
print("test accuracy", metrics.accuracy_score(y_test, final.predict(X_test)))
print(metrics.classification_report(y_test, final.predict(X_test)))
