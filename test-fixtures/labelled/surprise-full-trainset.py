# labels: overlap
# %%
from surprise import KNNBasic, Dataset, accuracy
data = Dataset.load_builtin('ml-100k')
trainset = data.build_full_trainset()
algo = KNNBasic()
algo.fit(trainset)
testset = trainset.build_testset()
print('Test RMSE')
accuracy.rmse(algo.test(testset), verbose=True)
