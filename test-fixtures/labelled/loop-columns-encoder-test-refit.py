# labels: preprocessing
import pandas as pd
from sklearn.preprocessing import MinMaxScaler
from sklearn.model_selection import train_test_split
from sklearn.ensemble import AdaBoostClassifier

adult = pd.read_csv('adult.csv')
adult['income'] = (adult['income'] == '>50K').astype(int)
train, test = train_test_split(adult, test_size=0.3, random_state=0)
num = ['age', 'hours-per-week', 'capital-gain']
for c in num:
    train[c] = MinMaxScaler().fit_transform(train[[c]])
    test[c] = MinMaxScaler().fit_transform(test[[c]])
ada = AdaBoostClassifier().fit(train[num], train['income'])
print(ada.score(test[num], test['income']))
