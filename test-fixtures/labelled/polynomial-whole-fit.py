# labels: none
# %%
# simple regression demo, only a description of the data: nothing is evaluated
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
from sklearn.linear_model import LinearRegression
from sklearn.preprocessing import StandardScaler
df = pd.read_csv('Position_Salaries.csv')
z = StandardScaler().fit_transform(df[['Level']])
plt.hist(z)
reg = LinearRegression().fit(df[['Level']], df['Salary'])
plt.plot(df['Level'], reg.predict(df[['Level']]))
plt.show()
