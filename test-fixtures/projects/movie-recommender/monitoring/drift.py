"""Have the ratings changed since the model was trained? Runs every night."""

import pandas as pd
from scipy.stats import ks_2samp


def main():
    reference = pd.read_csv("data/ratings.csv", index_col=0)
    current = pd.read_csv("data/ratings.csv", index_col=0)
    for column in ["rating", "hour"]:
        if ks_2samp(reference[column], current[column]).pvalue < 0.01:
            raise SystemExit(f"{column} has drifted")


if __name__ == "__main__":
    main()
