# labels: none
"""Household energy: predict consumption from weather; statistics come from the first four fifths."""
import polars as pl
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_squared_error

WEATHER = ["temperature", "humidity", "wind", "cloud"]


def load() -> pl.DataFrame:
    weather = pl.read_csv("weather_hourly.csv", try_parse_dates=True)
    meter = pl.read_csv("meter.csv", try_parse_dates=True)
    return (
        meter.join(weather, on="time", how="inner")
        .with_columns(pl.col("time").dt.hour().alias("hour"), (pl.col("time").dt.weekday() > 5).alias("weekend"))
        .sort("time")
    )


def statistics(frame: pl.DataFrame, columns: list[str]) -> dict[str, tuple[float, float]]:
    return {c: (frame[c].mean(), frame[c].std()) for c in columns}


def standardise(frame: pl.DataFrame, stats: dict[str, tuple[float, float]]) -> pl.DataFrame:
    return frame.with_columns([((pl.col(c) - m) / s).alias(c) for c, (m, s) in stats.items()])


def main() -> None:
    frame = load().drop_nulls("kwh")
    cut = int(frame.height * 0.8)
    train, test = frame[:cut], frame[cut:]
    stats = statistics(train, WEATHER)
    train, test = standardise(train, stats), standardise(test, stats)

    features = WEATHER + ["hour", "weekend"]
    model = Ridge(alpha=3.0)
    model.fit(train.select(features).to_numpy(), train["kwh"].to_numpy())
    guess = model.predict(test.select(features).to_numpy())
    print(f"mse {mean_squared_error(test['kwh'].to_numpy(), guess):.3f}")


if __name__ == "__main__":
    main()
