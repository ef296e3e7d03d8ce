# labels: preprocessing
"""Entrena un modelo de precios de vivienda.

Uso: python precio_vivienda.py --datos viviendas.csv --salida modelo.pkl
"""
import argparse
import logging
import sys

import joblib
import pandas as pd
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.metrics import mean_absolute_error, r2_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import RobustScaler

log = logging.getLogger(__name__)

NUMERICAS = ["superficie", "habitaciones", "banos", "antiguedad"]
CATEGORICAS = ["barrio", "tipo"]


def leer(ruta, separador=";"):
    datos = pd.read_csv(ruta, sep=separador, encoding="latin-1")
    datos.columns = [c.strip().lower() for c in datos.columns]
    return datos.dropna(subset=["precio"])


def preparar(datos, numericas, categoricas, escalador=None):
    """Devuelve la matriz de rasgos y el escalador."""
    salida = datos[numericas].astype(float)
    if escalador is None:
        escalador = RobustScaler()
        salida[numericas] = escalador.fit_transform(salida[numericas])
    else:
        salida[numericas] = escalador.transform(salida[numericas])
    for c in categoricas:
        salida = salida.join(pd.get_dummies(datos[c], prefix=c))
    return salida, escalador


def entrenar(X, y, arboles, tasa, semilla):
    modelo = GradientBoostingRegressor(n_estimators=arboles, learning_rate=tasa, random_state=semilla)
    modelo.fit(X, y)
    return modelo


def informe(modelo, X, y):
    estimado = modelo.predict(X)
    log.info("MAE %.1f", mean_absolute_error(y, estimado))
    log.info("R2 %.3f", r2_score(y, estimado))


def main(argv=None):
    p = argparse.ArgumentParser()
    p.add_argument("--datos", required=True)
    p.add_argument("--salida", default="modelo.pkl")
    p.add_argument("--arboles", type=int, default=300)
    p.add_argument("--tasa", type=float, default=0.05)
    p.add_argument("--semilla", type=int, default=13)
    args = p.parse_args(argv)
    logging.basicConfig(level=logging.INFO, stream=sys.stdout)

    datos = leer(args.datos)
    X, escalador = preparar(datos, NUMERICAS, CATEGORICAS)
    y = datos["precio"]
    X_ent, X_pru, y_ent, y_pru = train_test_split(X, y, test_size=0.25, random_state=args.semilla)
    modelo = entrenar(X_ent, y_ent, args.arboles, args.tasa, args.semilla)
    informe(modelo, X_pru, y_pru)
    joblib.dump({"modelo": modelo, "escalador": escalador}, args.salida)


if __name__ == "__main__":
    main()
