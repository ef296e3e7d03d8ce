"""Do the users who were served recommendations like what they watch?"""

import json
import sys

import pandas as pd

LEAST = 0.25


def served_users(path):
    users = set()
    with open(path) as log:
        for line in log:
            try:
                users.add(json.loads(line)["user_id"])
            except json.JSONDecodeError:
                continue
    return users


def main(log):
    events = pd.read_parquet("data/watch_events.parquet")
    stars = pd.to_numeric(events.loc[events["user_id"].isin(served_users(log)), "stars"])
    liked = (stars >= 4).mean()
    if liked < LEAST:
        raise SystemExit(f"only {liked:.0%} of what served users watched got four stars")


if __name__ == "__main__":
    main(sys.argv[1])
