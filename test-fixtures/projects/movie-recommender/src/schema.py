"""What the table of features must look like before a model learns from it."""

import pandera.pandas as pa

FEATURE_TABLE = pa.DataFrameSchema(
    {
        "affinity": pa.Column(float, pa.Check.in_range(0, 1)),
        "popularity": pa.Column(float, pa.Check.in_range(0, 1)),
        "movie_popularity": pa.Column(float, pa.Check.in_range(0, 1)),
        "income": pa.Column(int, pa.Check.ge(0)),
        "label": pa.Column(int, pa.Check.isin([0, 1])),
    }
)
