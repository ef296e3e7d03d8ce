# labels: preprocessing
"""Household energy: predict consumption from weather, polars edition."""
import polars as pl
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_squared_error

WEATHER = ["temperature", "humidity", "wind", "cloud"]


def load() -> pl.DataFrame:
    weather = pl.scan_csv("weather_hourly.csv", try_parse_dates=True)
    meter = pl.scan_csv("meter_*.csv", try_parse_dates=True)
    return (
        meter.join(weather, on="time", how="left")
        .with_columns(
            pl.col("time").dt.hour().alias("hour"),
            pl.col("time").dt.weekday().alias("weekday"),
        )
        .sort("time")
        .collect()
    )


def standardise(frame: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    return frame.with_columns(
        [((pl.col(c) - pl.col(c).mean()) / pl.col(c).std()).alias(c) for c in columns]
    )


def rmse(a, b):
    return mean_squared_error(a, b) ** 0.5


def main() -> None:
    frame = load().drop_nulls("kwh")
    frame = standardise(frame, WEATHER)
    cut = int(frame.height * 0.8)
    train, test = frame.head(cut), frame.tail(frame.height - cut)

    features = WEATHER + ["hour", "weekday"]
    model = Ridge(alpha=3.0)
    model.fit(train.select(features).to_numpy(), train["kwh"].to_numpy())
    guess = model.predict(test.select(features).to_numpy())
    print(f"rmse {rmse(test['kwh'].to_numpy(), guess):.3f}")


if __name__ == "__main__":
    main()
