# labels: overlap
import numpy as np
from sklearn import datasets, svm

digits = datasets.load_digits()
n_samples = len(digits.images)
data = digits.images.reshape((n_samples, -1))
classifier = svm.SVC(gamma=0.001)
classifier.fit(data, digits.target)
expected = digits.target[n_samples // 2:]
predicted = classifier.predict(data[n_samples // 2:])
from sklearn import metrics
print(metrics.classification_report(expected, predicted))
