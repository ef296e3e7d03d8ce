# labels: preprocessing
# %%
from pyspark.sql import SparkSession
from pyspark.ml.feature import VectorAssembler, MinMaxScaler
from pyspark.ml.regression import LinearRegression
from pyspark.ml.evaluation import RegressionEvaluator
spark = SparkSession.builder.getOrCreate()
df = spark.read.csv('boston.csv', header=True, inferSchema=True)
assembled = VectorAssembler(inputCols=['CRIM', 'RM', 'LSTAT'], outputCol='raw').transform(df)
scaler = MinMaxScaler(inputCol='raw', outputCol='features').fit(assembled)
scaled = scaler.transform(assembled)
train, test = scaled.randomSplit([0.8, 0.2], seed=1)
lr = LinearRegression(labelCol='MEDV').fit(train)
print(RegressionEvaluator(labelCol='MEDV').evaluate(lr.transform(test)))
