# labels: preprocessing
import pandas as pd
from sklearn.naive_bayes import BernoulliNB
from sklearn.model_selection import train_test_split

loan = pd.read_csv('train_loan.csv')
loan['Gender'].fillna(loan['Gender'].mode()[0], inplace=True)
loan['LoanAmount'].fillna(loan['LoanAmount'].mean(), inplace=True)
loan = loan.drop(columns=['Loan_ID'])
X = pd.get_dummies(loan.drop(columns=['Loan_Status']))
y = loan['Loan_Status']
X_tr, X_cv, y_tr, y_cv = train_test_split(X, y, test_size=0.3)
nb = BernoulliNB()
nb.fit(X_tr, y_tr)
print(nb.score(X_cv, y_cv))
