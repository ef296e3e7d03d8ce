# labels: none
# %%
from pyspark.sql import SparkSession
from pyspark.ml import Pipeline
from pyspark.ml.feature import StringIndexer, VectorAssembler, StandardScaler
from pyspark.ml.classification import RandomForestClassifier
from pyspark.ml.evaluation import BinaryClassificationEvaluator
spark = SparkSession.builder.appName('bank').getOrCreate()
df = spark.read.csv('bank.csv', header=True, inferSchema=True)
train, test = df.randomSplit([0.7, 0.3], seed=2018)
stages = [StringIndexer(inputCol='job', outputCol='jobIx'), VectorAssembler(inputCols=['age', 'jobIx'], outputCol='raw'),
          StandardScaler(inputCol='raw', outputCol='features'), RandomForestClassifier(labelCol='label', seed=1)]
model = Pipeline(stages=stages).fit(train)
predictions = model.transform(test)
print(BinaryClassificationEvaluator().evaluate(predictions))
