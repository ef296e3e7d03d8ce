# labels: overlap
"""Übung 4: k-fache Kreuzvalidierung selbst gemacht (ohne sklearn.model_selection)."""
import numpy as np
import pandas as pd
from sklearn.neighbors import KNeighborsClassifier

K = 10
np.random.seed(4)

daten = pd.read_csv('glas.csv', header=None)
merkmale = daten.iloc[:, 1:-1].values
klassen = daten.iloc[:, -1].values

print('Zeilen:', len(daten))
print('Klassen:', np.unique(klassen, return_counts=True))

reihenfolge = np.random.permutation(len(daten))
teile = np.array_split(reihenfolge, K)


def genauigkeit(vorhersage, wahr):
    richtig = 0
    for v, w in zip(vorhersage, wahr):
        if v == w:
            richtig += 1
    return richtig / len(wahr)


def abstand_gewicht(d):
    return 1.0 / (d + 1e-9)


ergebnisse = []
for i in range(K):
    pruef = teile[i]
    # alle Teile zusammen zum Lernen
    lern = np.concatenate(teile)
    knn = KNeighborsClassifier(n_neighbors=3, weights=abstand_gewicht)
    knn.fit(merkmale[lern], klassen[lern])
    v = knn.predict(merkmale[pruef])
    g = genauigkeit(v, klassen[pruef])
    print('Teil', i + 1, 'Genauigkeit', round(g, 3))
    ergebnisse.append(g)

print('Mittel:', np.mean(ergebnisse), '+-', np.std(ergebnisse))
