import os

import yaml

with open("config/base.yaml") as file:
    base = yaml.safe_load(file)

EPOCHS = base["epochs"]
SEED = base["seed"]
FOLDS = base["folds"]
DEPTH = base["depth"]
SHRINK = base["shrink"]
LEAVES = base["leaves"]
ROUNDS = base["rounds"]
STATIONS = base["stations"]
WARMUP = base["warmup"]
PATIENCE = base["patience"]
STATION_SERVICE = os.environ["STATION_SERVICE"]
