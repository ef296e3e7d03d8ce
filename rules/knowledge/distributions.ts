/**
 * Which distributions bring a module: `import cv2` comes with any of five. Source: the import names on each project's own page or in
 * its wheel. Names are normalised; those of conda follow where they differ from those of the Python package index.
 */

/** The distribution has the name of the module. */
const OF_THE_SAME_NAME = `
accelerate adjustText aif360 aiofiles aiohttp alembic alibi alibi_detect altair anthropic apache_beam arviz asyncpg attrs av awswrangler
bentoml bitsandbytes blosc bokeh boto3 cartopy catboost category_encoders causalml cchardet certifi chardet chromadb click cloudpickle
clearml cleanlab colorama comet_ml contextily coremltools cryptography cvxpy cycler Cython dagster dash dask dask_ml datasets ddsketch
deap deepchecks deepdiff deepspeed deltalake diffusers dill docker dowhy dvc dvclive easyocr econml einops elasticsearch eli5 emoji
evaluate evidently factor_analyzer fairlearn faker fastai fastapi fastparquet feast feature_engine featuretools filelock fire flask
Flask flax folium fsspec ftfy fuzzywuzzy gensim geopandas geopy gluonts google.cloud.aiplatform google.cloud.bigquery
google.cloud.storage google.generativeai google.genai gradio great_expectations gspread gym gymnasium h2o h5py haversine hdbscan
holidays httpx huggingface_hub hyperopt imageio imgaug implicit isodate jax jieba jinja2 joblib jsonlines jsonschema kaggle kedro
keras_core keras_cv keras_nlp keras_tuner kfp kneed kornia langchain langchain_community langchain_core langchain_openai langdetect
librosa lifelines lightfm lightgbm lightning lime loguru lxml lz4 markdown mlxtend mne modin monai more_itertools nannyml networkx
neuralprophet nevergrad nibabel nltk numba numexpr numpy numpyro omegaconf onnx openai openml openpyxl optuna orjson packaging pandas
pandas_datareader pandas_profiling pandera panel paramiko patsy pdfplumber peft pendulum pgmpy pingouin plotly plotnine pmdarima prefect
prettytable prometheus_client prophet fbprophet psutil psycopg pyarrow pycaret pydantic pydantic_settings pydicom pydot pydub pymc pymc3
pymongo pymysql pynndescent pyod pyodbc PyPDF2 pypdf pyproj pystan pytesseract pytorch_forecasting pytorch_metric_learning
pytorch_tabnet pytz qdrant_client rapidfuzz rasterio ray regex requests rich rouge_score s3fs sacrebleu sagemaker scipy seaborn selenium
sentence_transformers sentencepiece shap shapely simplejson SimpleITK six sklearn_pandas skorch skops sktime smogn sounddevice spacy
sqlalchemy sqlmodel stable_baselines3 statsforecast statsmodels streamlit sweetviz sympy tabulate tenacity tensorboardX
tensorflow_addons tensorflow_hub tensorflow_probability tensorflow_text tensorflowjs termcolor textblob textdistance tf_keras tfx
thefuzz threadpoolctl tifffile tiktoken timm tokenizers toml torchaudio torchdata torchinfo torchmetrics torchtext torchvision tornado
tpot tqdm transformers trl tsfresh tslearn typer typing_extensions tzlocal ujson ultralytics unidecode uvicorn vaderSentiment vllm wandb
whylogs wordcloud wrapt xarray xlrd xlsxwriter ydata_profiling yellowbrick yfinance youtube_dl zarr zstandard
`;

/** `import name: distributions`. A dotted import name stands for a part of a namespace that several distributions share. */
const OF_OTHER_NAMES = `
absl: absl-py
albumentations: albumentations, albumentationsx
annoy: annoy, python-annoy
arch: arch, arch-py
attr: attrs
autogluon: autogluon, autogluon-core, autogluon-tabular, autogluon-timeseries, autogluon-multimodal
autosklearn: auto-sklearn
azureml: azureml-core, azureml-sdk
botocore: botocore, boto3
bs4: beautifulsoup4, bs4
cudf: cudf, cudf-cu11, cudf-cu12
cuml: cuml, cuml-cu11, cuml-cu12
cupy: cupy, cupy-cuda11x, cupy-cuda12x, cupy-cuda13x
cv2: opencv-python, opencv-python-headless, opencv-contrib-python, opencv-contrib-python-headless, opencv, py-opencv
databricks: databricks-sdk, databricks-cli, databricks-feature-engineering
dateutil: python-dateutil
delta: delta-spark
distributed: distributed, dask
docx: python-docx
dotenv: python-dotenv
duckdb: duckdb, python-duckdb
faiss: faiss-cpu, faiss-gpu, faiss-gpu-cu12, faiss
fasttext: fasttext, fasttext-wheel
fitz: pymupdf
git: gitpython
github: pygithub
google.protobuf: protobuf
graphviz: graphviz, python-graphviz
haiku: dm-haiku
hydra: hydra-core
ibis: ibis-framework
igraph: igraph, python-igraph
imblearn: imbalanced-learn
interpret: interpret, interpret-core
jaxlib: jaxlib, jax
kafka: kafka-python, kafka-python-ng
keras: keras, tensorflow, tensorflow-cpu, tensorflow-gpu, tensorflow-macos
kerastuner: keras-tuner
Levenshtein: levenshtein, python-levenshtein
llama_index: llama-index, llama-index-core
magic: python-magic
matplotlib: matplotlib, matplotlib-base
mlflow: mlflow, mlflow-skinny
mpl_toolkits: matplotlib, matplotlib-base
msgpack: msgpack, msgpack-python
MySQLdb: mysqlclient
mysql: mysql-connector-python
neptune: neptune, neptune-client
nvidia: nvidia-dali-cuda110, nvidia-dali-cuda120
odf: odfpy
onnxruntime: onnxruntime, onnxruntime-gpu
PIL: pillow
pinecone: pinecone, pinecone-client
polars: polars, polars-lts-cpu, polars-u64-idx
psycopg2: psycopg2, psycopg2-binary
pyro: pyro-ppl
pyspark: pyspark, databricks-connect
pytorch_lightning: pytorch-lightning, lightning
pywt: pywavelets
redis: redis, redis-py
ruamel: ruamel-yaml
scikitplot: scikit-plot
serial: pyserial
skimage: scikit-image
sklearn: scikit-learn, sklearn, scikit-learn-intelex
sklearnex: scikit-learn-intelex
skopt: scikit-optimize
slugify: python-slugify
snowflake: snowflake-connector-python, snowflake-snowpark-python
soundfile: soundfile, pysoundfile
surprise: scikit-surprise
tables: tables, pytables
tensorboard: tensorboard, tensorflow, tensorflow-cpu, tensorflow-gpu
tensorflow: tensorflow, tensorflow-cpu, tensorflow-gpu, tensorflow-macos, tf-nightly, intel-tensorflow, tensorflow-rocm
tensorflow_data_validation: tensorflow-data-validation, tfx
tensorflow_datasets: tensorflow-datasets, tfds-nightly
tensorflow_model_analysis: tensorflow-model-analysis, tfx
tensorflow_transform: tensorflow-transform, tfx
theano: theano, theano-pymc
torch: torch, pytorch, pytorch-cpu, pytorch-gpu
torch_geometric: torch-geometric, pyg
torchsummary: torchsummary, torch-summary
umap: umap-learn
vaex: vaex, vaex-core
weaviate: weaviate-client
whisper: openai-whisper
xgboost: xgboost, xgboost-cpu, py-xgboost, py-xgboost-cpu, py-xgboost-gpu
xxhash: xxhash, python-xxhash
yaml: pyyaml
zmq: pyzmq
`;

/** Normalised distribution names by import name, the usual one first. */
export const DISTRIBUTIONS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...OF_THE_SAME_NAME.trim().split(/\s+/).map((name) => [name, [name.toLowerCase().replace(/[-_.]+/g, '-')]] as const),
  ...OF_OTHER_NAMES.trim().split('\n').map((line) => {
    const colon = line.indexOf(': ');
    return [line.slice(0, colon), line.slice(colon + 2).split(', ')] as const;
  }),
]);

/** The distributions that bring a module, by its dotted name; null when none is known. */
export function distributionsOf(module: string): readonly string[] | null {
  const parts = module.split('.');
  for (let length = Math.min(parts.length, 3); length > 0; length -= 1) {
    const found = DISTRIBUTIONS.get(parts.slice(0, length).join('.'));
    if (found !== undefined) return found;
  }
  return null;
}
