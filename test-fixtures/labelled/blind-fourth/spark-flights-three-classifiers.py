# labels: preprocessing multi-test
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.ml.classification import GBTClassifier, LogisticRegression, RandomForestClassifier
from pyspark.ml.evaluation import BinaryClassificationEvaluator
from pyspark.ml.feature import Imputer, OneHotEncoder, StandardScaler, StringIndexer, VectorAssembler

spark = SparkSession.builder.appName("flight delays").master("local[*]").getOrCreate()
spark.sparkContext.setLogLevel("ERROR")

flights = (
    spark.read.csv("hdfs:///flights/2015.csv", header=True, inferSchema=True)
    .filter(F.col("CANCELLED") == 0)
    .withColumn("label", (F.col("ARRIVAL_DELAY") > 15).cast("double"))
    .withColumn("hour", (F.col("SCHEDULED_DEPARTURE") / 100).cast("int"))
    .select("label", "hour", "MONTH", "DAY_OF_WEEK", "AIRLINE", "ORIGIN_AIRPORT", "DISTANCE", "TAXI_OUT")
)
print(flights.count())

numbers = ["hour", "DISTANCE", "TAXI_OUT"]
imputer = Imputer(strategy="median", inputCols=numbers, outputCols=[n + "_i" for n in numbers])
flights = imputer.fit(flights).transform(flights)

for c in ["AIRLINE", "ORIGIN_AIRPORT"]:
    flights = StringIndexer(inputCol=c, outputCol=c + "_ix", handleInvalid="keep").fit(flights).transform(flights)
flights = OneHotEncoder(inputCols=["AIRLINE_ix"], outputCols=["AIRLINE_oh"]).fit(flights).transform(flights)

assembler = VectorAssembler(inputCols=[n + "_i" for n in numbers] + ["MONTH", "DAY_OF_WEEK", "AIRLINE_oh"], outputCol="raw")
flights = assembler.transform(flights)
scaler = StandardScaler(inputCol="raw", outputCol="features", withMean=False, withStd=True)
flights = scaler.fit(flights).transform(flights).cache()

train, test = flights.randomSplit([0.8, 0.2], seed=11)

evaluator = BinaryClassificationEvaluator(labelCol="label", metricName="areaUnderROC")
classifiers = [
    LogisticRegression(maxIter=20, regParam=0.01),
    RandomForestClassifier(numTrees=80, maxDepth=8, seed=11),
    GBTClassifier(maxIter=30, seed=11),
]
results = {}
for clf in classifiers:
    fitted = clf.fit(train)
    auc = evaluator.evaluate(fitted.transform(test))
    results[clf.__class__.__name__] = auc
    print("%-25s %.4f" % (clf.__class__.__name__, auc))

print("winner:", max(results, key=results.get))
spark.stop()
