# labels: none
# %%
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.preprocessing import StandardScaler
from sklearn.metrics import silhouette_score
customers = pd.read_csv('Mall_Customers.csv')
X = customers[['Annual Income (k$)', 'Spending Score (1-100)']]
X = StandardScaler().fit_transform(X)
# %%
for k in range(2, 8):
    km = KMeans(n_clusters=k, random_state=0, n_init=10)
    labels = km.fit_predict(X)
    print(k, silhouette_score(X, labels))
