# labels: none
"""Kündigungen vorhersagen: Kundenmittel nur aus den Trainingsmonaten, Doppelte vor dem Teilen entfernt."""
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import precision_recall_curve, precision_score, recall_score
from sklearn.model_selection import train_test_split


def lade(kunden_pfad, vertrag_pfad):
    kunden = pd.read_csv(kunden_pfad)
    vertrag = pd.read_csv(vertrag_pfad, parse_dates=["beginn"])
    tabelle = vertrag.merge(kunden, on="kunde", how="left", validate="many_to_one")
    return tabelle.drop_duplicates(subset=["kunde", "monat"])


def region_merkmale(basis):
    gruppe = basis.groupby("region")
    merkmale = gruppe.agg(mittlerer_umsatz=("umsatz", "mean"), quote=("gekuendigt", "mean"))
    return merkmale.reset_index()


def anreichern(teil, merkmale):
    neu = teil.merge(merkmale, on="region", how="left")
    neu["mittlerer_umsatz"] = neu["mittlerer_umsatz"].fillna(0)
    neu["quote"] = neu["quote"].fillna(0)
    neu["verhaeltnis"] = neu["umsatz"] / (neu["mittlerer_umsatz"] + 1)
    return neu


MERKMALE = ["alter", "umsatz", "tarif", "mittlerer_umsatz", "quote", "verhaeltnis"]

alles = lade("kunden.csv", "vertraege.csv")
lernen = alles[alles["monat"] < 10]
pruefen = alles[alles["monat"] >= 10]
anpassen, waehlen = train_test_split(lernen, test_size=0.25, random_state=3)

merkmale = region_merkmale(anpassen)
anpassen = anreichern(anpassen, merkmale)
waehlen = anreichern(waehlen, merkmale)
pruefen = anreichern(pruefen, merkmale)

wald = RandomForestClassifier(n_estimators=300, min_samples_leaf=10, class_weight="balanced", random_state=3)
wald.fit(anpassen[MERKMALE], anpassen["gekuendigt"])

# die Schwelle wird an den Auswahlzeilen bestimmt
genau, voll, schwellen = precision_recall_curve(waehlen["gekuendigt"], wald.predict_proba(waehlen[MERKMALE])[:, 1])
f1 = 2 * genau * voll / (genau + voll + 1e-9)
schwelle = schwellen[f1[:-1].argmax()]

ja = wald.predict_proba(pruefen[MERKMALE])[:, 1] > schwelle
print("Schwelle", schwelle)
print("Genauigkeit", precision_score(pruefen["gekuendigt"], ja))
print("Vollständigkeit", recall_score(pruefen["gekuendigt"], ja))
