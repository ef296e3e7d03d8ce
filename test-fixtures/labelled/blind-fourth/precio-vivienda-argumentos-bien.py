# labels: none
"""Entrena un modelo de alquileres, con el escalador aprendido de la parte de entrenamiento."""
import argparse
import logging

import joblib
import pandas as pd
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import RobustScaler

log = logging.getLogger("alquiler")

NUMERICAS = ["superficie", "habitaciones", "banos", "antiguedad"]


def leer(ruta):
    datos = pd.read_csv(ruta, sep=";", encoding="latin-1")
    datos.columns = [c.strip().lower() for c in datos.columns]
    datos = datos[datos["alquiler"] > 0]
    datos["banos"] = datos["banos"].fillna(1)
    return datos


def preparar(datos, numericas, escalador=None):
    salida = datos[numericas].astype(float).copy()
    if escalador is None:
        escalador = RobustScaler()
        salida[numericas] = escalador.fit_transform(salida[numericas])
    else:
        salida[numericas] = escalador.transform(salida[numericas])
    return salida, escalador


def entrenar(X, y, **opciones):
    modelo = GradientBoostingRegressor(**opciones)
    modelo.fit(X, y)
    return modelo


def informe(modelo, X, y):
    estimado = modelo.predict(X)
    log.info("MAE %.1f", mean_absolute_error(y, estimado))
    log.info("R2 %.3f", r2_score(y, estimado))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("datos")
    p.add_argument("--salida", default="modelo.pkl")
    p.add_argument("--arboles", type=int, default=300)
    args = p.parse_args()
    logging.basicConfig(level=logging.INFO)

    datos = leer(args.datos)
    entrenamiento, prueba = train_test_split(datos, test_size=0.25, random_state=5)
    X_ent, escalador = preparar(entrenamiento, NUMERICAS)
    X_pru, _ = preparar(prueba, NUMERICAS, escalador=escalador)
    modelo = entrenar(X_ent, entrenamiento["alquiler"], n_estimators=args.arboles, random_state=5)
    informe(modelo, X_pru, prueba["alquiler"])
    joblib.dump({"modelo": modelo, "escalador": escalador}, args.salida)


if __name__ == "__main__":
    main()
