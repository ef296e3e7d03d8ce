# labels: none
from pyspark.ml import Pipeline
from pyspark.ml.evaluation import RegressionEvaluator
from pyspark.ml.feature import Imputer, StandardScaler, StringIndexer, VectorAssembler
from pyspark.ml.regression import GBTRegressor
from pyspark.ml.tuning import CrossValidator, ParamGridBuilder
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.appName("bikes").getOrCreate()

bikes = spark.read.csv("dbfs:/data/bike/hour.csv", header=True, inferSchema=True)
bikes = bikes.drop("instant", "dteday", "casual", "registered").withColumn("cnt", F.col("cnt").cast("double"))
train, test = bikes.randomSplit([0.75, 0.25], seed=2)
train.cache()

numbers = ["temp", "atemp", "hum", "windspeed"]
stages = [
    Imputer(inputCols=numbers, outputCols=[n + "_i" for n in numbers]),
    StringIndexer(inputCol="season", outputCol="season_ix", handleInvalid="keep"),
    VectorAssembler(inputCols=[n + "_i" for n in numbers] + ["season_ix", "hr", "workingday"], outputCol="raw"),
    StandardScaler(inputCol="raw", outputCol="features"),
]
gbt = GBTRegressor(labelCol="cnt", seed=2)
pipeline = Pipeline(stages=stages + [gbt])

grid = (
    ParamGridBuilder()
    .addGrid(gbt.maxDepth, [3, 5, 7])
    .addGrid(gbt.maxIter, [20, 60])
    .build()
)
rmse = RegressionEvaluator(labelCol="cnt", predictionCol="prediction", metricName="rmse")
cv = CrossValidator(estimator=pipeline, estimatorParamMaps=grid, evaluator=rmse, numFolds=3, seed=2)
cv_model = cv.fit(train)
print("rmse per setting:", cv_model.avgMetrics)

predictions = cv_model.transform(test)
predictions.select("cnt", "prediction").show(10)
print("test rmse:", rmse.evaluate(predictions))
spark.stop()
