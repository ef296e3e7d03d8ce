# labels: multi-test
import pandas as pd
from surprise import Dataset, KNNBasic, NMF, Reader, SVD, accuracy
from surprise.model_selection import train_test_split

ratings = pd.read_csv('ratings.csv')
data = Dataset.load_from_df(ratings[['userId', 'movieId', 'rating']], Reader(rating_scale=(0.5, 5)))
trainset, testset = train_test_split(data, test_size=0.25, random_state=1)

for algo in [SVD(), NMF(), KNNBasic()]:
    algo.fit(trainset)
    predictions = algo.test(testset)
    print(algo.__class__.__name__, accuracy.rmse(predictions, verbose=False))
