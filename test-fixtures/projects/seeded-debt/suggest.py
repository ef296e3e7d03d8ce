from surprise import SVD, Dataset, Reader
import pandas as pd

ratings = pd.read_csv("data/ratings.csv")
reader = Reader(rating_scale=(1, 5))
train = Dataset.load_from_df(ratings[["rider", "station", "stars"]], reader).build_full_trainset()
suggest = SVD(random_state=1)
suggest.fit(train)
print(suggest.predict(1, 2).est)
