# labels: multi-test
# %%
from sklearn.datasets import fetch_openml
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
mnist = fetch_openml('mnist_784')
train_img, test_img, train_lbl, test_lbl = train_test_split(mnist.data, mnist.target, test_size=1/7.0, random_state=0)
scaler = StandardScaler()
scaler.fit(train_img)
train_img = scaler.transform(train_img)
test_img = scaler.transform(test_img)
# %%
clf = LogisticRegression(solver='lbfgs')
clf.fit(train_img, train_lbl)
print(clf.score(test_img, test_lbl))
# %%
pca = PCA(.95)
pca.fit(train_img)
train_pca = pca.transform(train_img)
test_pca = pca.transform(test_img)
clf = LogisticRegression(solver='lbfgs')
clf.fit(train_pca, train_lbl)
print(clf.score(test_pca, test_lbl))
