/**
 * Which distributions bring a module: `import cv2` comes with any of five. Source: the import names on each project's own page or in
 * its wheel. Names are normalised; those of conda follow where they differ from those of the Python package index.
 */

/** `import name: distributions`. A dotted import name stands for a part of a namespace that several distributions share. */
const LINES = `
absl: absl-py
accelerate: accelerate
adjustText: adjusttext
aif360: aif360
aiofiles: aiofiles
aiohttp: aiohttp
albumentations: albumentations, albumentationsx
alembic: alembic
alibi: alibi
alibi_detect: alibi-detect
altair: altair
annoy: annoy, python-annoy
anthropic: anthropic
apache_beam: apache-beam
arch: arch, arch-py
arviz: arviz
asyncpg: asyncpg
attr: attrs
attrs: attrs
autogluon: autogluon, autogluon-core, autogluon-tabular, autogluon-timeseries, autogluon-multimodal
autosklearn: auto-sklearn
av: av
awswrangler: awswrangler
azureml: azureml-core, azureml-sdk
bentoml: bentoml
bitsandbytes: bitsandbytes
blosc: blosc
bokeh: bokeh
boto3: boto3
botocore: botocore, boto3
bs4: beautifulsoup4, bs4
cartopy: cartopy
catboost: catboost
category_encoders: category-encoders
causalml: causalml
cchardet: cchardet
certifi: certifi
chardet: chardet
chromadb: chromadb
click: click
cloudpickle: cloudpickle
clearml: clearml
cleanlab: cleanlab
colorama: colorama
comet_ml: comet-ml
contextily: contextily
coremltools: coremltools
cryptography: cryptography
cudf: cudf, cudf-cu11, cudf-cu12
cuml: cuml, cuml-cu11, cuml-cu12
cupy: cupy, cupy-cuda11x, cupy-cuda12x, cupy-cuda13x
cv2: opencv-python, opencv-python-headless, opencv-contrib-python, opencv-contrib-python-headless, opencv, py-opencv
cvxpy: cvxpy
cycler: cycler
Cython: cython
dagster: dagster
dash: dash
dask: dask
dask_ml: dask-ml
databricks: databricks-sdk, databricks-cli, databricks-feature-engineering
datasets: datasets
dateutil: python-dateutil
ddsketch: ddsketch
deap: deap
deepchecks: deepchecks
deepdiff: deepdiff
deepspeed: deepspeed
delta: delta-spark
deltalake: deltalake
diffusers: diffusers
dill: dill
distributed: distributed, dask
docker: docker
docx: python-docx
dotenv: python-dotenv
dowhy: dowhy
duckdb: duckdb, python-duckdb
dvc: dvc
dvclive: dvclive
easyocr: easyocr
econml: econml
einops: einops
elasticsearch: elasticsearch
eli5: eli5
emoji: emoji
evaluate: evaluate
evidently: evidently
factor_analyzer: factor-analyzer
fairlearn: fairlearn
faiss: faiss-cpu, faiss-gpu, faiss-gpu-cu12, faiss
faker: faker
fastai: fastai
fastapi: fastapi
fastparquet: fastparquet
fasttext: fasttext, fasttext-wheel
feast: feast
feature_engine: feature-engine
featuretools: featuretools
filelock: filelock
fire: fire
fitz: pymupdf
flask: flask
Flask: flask
flax: flax
folium: folium
fsspec: fsspec
ftfy: ftfy
fuzzywuzzy: fuzzywuzzy
gensim: gensim
geopandas: geopandas
geopy: geopy
git: gitpython
github: pygithub
gluonts: gluonts
google.cloud.aiplatform: google-cloud-aiplatform
google.cloud.bigquery: google-cloud-bigquery
google.cloud.storage: google-cloud-storage
google.generativeai: google-generativeai
google.genai: google-genai
google.protobuf: protobuf
gradio: gradio
graphviz: graphviz, python-graphviz
great_expectations: great-expectations
gspread: gspread
gym: gym
gymnasium: gymnasium
h2o: h2o
h5py: h5py
haiku: dm-haiku
haversine: haversine
hdbscan: hdbscan
holidays: holidays
httpx: httpx
huggingface_hub: huggingface-hub
hydra: hydra-core
hyperopt: hyperopt
ibis: ibis-framework
igraph: igraph, python-igraph
imageio: imageio
imblearn: imbalanced-learn
imgaug: imgaug
implicit: implicit
interpret: interpret, interpret-core
isodate: isodate
jax: jax
jaxlib: jaxlib, jax
jieba: jieba
jinja2: jinja2
joblib: joblib
jsonlines: jsonlines
jsonschema: jsonschema
kafka: kafka-python, kafka-python-ng
kaggle: kaggle
kedro: kedro
keras: keras, tensorflow, tensorflow-cpu, tensorflow-gpu, tensorflow-macos
keras_core: keras-core
keras_cv: keras-cv
keras_nlp: keras-nlp
keras_tuner: keras-tuner
kerastuner: keras-tuner
kfp: kfp
kneed: kneed
kornia: kornia
langchain: langchain
langchain_community: langchain-community
langchain_core: langchain-core
langchain_openai: langchain-openai
langdetect: langdetect
Levenshtein: levenshtein, python-levenshtein
librosa: librosa
lifelines: lifelines
lightfm: lightfm
lightgbm: lightgbm
lightning: lightning
lime: lime
llama_index: llama-index, llama-index-core
loguru: loguru
lxml: lxml
lz4: lz4
magic: python-magic
markdown: markdown
matplotlib: matplotlib, matplotlib-base
mlflow: mlflow, mlflow-skinny
mlxtend: mlxtend
mne: mne
modin: modin
monai: monai
more_itertools: more-itertools
mpl_toolkits: matplotlib, matplotlib-base
msgpack: msgpack, msgpack-python
MySQLdb: mysqlclient
mysql: mysql-connector-python
nannyml: nannyml
neptune: neptune, neptune-client
networkx: networkx
neuralprophet: neuralprophet
nevergrad: nevergrad
nibabel: nibabel
nltk: nltk
numba: numba
numexpr: numexpr
numpy: numpy
numpyro: numpyro
nvidia: nvidia-dali-cuda110, nvidia-dali-cuda120
odf: odfpy
omegaconf: omegaconf
onnx: onnx
onnxruntime: onnxruntime, onnxruntime-gpu
openai: openai
openml: openml
openpyxl: openpyxl
optuna: optuna
orjson: orjson
packaging: packaging
pandas: pandas
pandas_datareader: pandas-datareader
pandas_profiling: pandas-profiling
pandera: pandera
panel: panel
paramiko: paramiko
patsy: patsy
pdfplumber: pdfplumber
peft: peft
pendulum: pendulum
pgmpy: pgmpy
PIL: pillow
pingouin: pingouin
pinecone: pinecone, pinecone-client
plotly: plotly
plotnine: plotnine
pmdarima: pmdarima
polars: polars, polars-lts-cpu, polars-u64-idx
prefect: prefect
prettytable: prettytable
prometheus_client: prometheus-client
prophet: prophet
fbprophet: fbprophet
psutil: psutil
psycopg: psycopg
psycopg2: psycopg2, psycopg2-binary
pyarrow: pyarrow
pycaret: pycaret
pydantic: pydantic
pydantic_settings: pydantic-settings
pydicom: pydicom
pydot: pydot
pydub: pydub
pymc: pymc
pymc3: pymc3
pymongo: pymongo
pymysql: pymysql
pynndescent: pynndescent
pyod: pyod
pyodbc: pyodbc
PyPDF2: pypdf2
pypdf: pypdf
pyproj: pyproj
pyro: pyro-ppl
pyspark: pyspark, databricks-connect
pystan: pystan
pytesseract: pytesseract
pytorch_forecasting: pytorch-forecasting
pytorch_lightning: pytorch-lightning, lightning
pytorch_metric_learning: pytorch-metric-learning
pytorch_tabnet: pytorch-tabnet
pytz: pytz
pywt: pywavelets
qdrant_client: qdrant-client
rapidfuzz: rapidfuzz
rasterio: rasterio
ray: ray
redis: redis, redis-py
regex: regex
requests: requests
rich: rich
rouge_score: rouge-score
ruamel: ruamel-yaml
s3fs: s3fs
sacrebleu: sacrebleu
sagemaker: sagemaker
scikitplot: scikit-plot
scipy: scipy
seaborn: seaborn
selenium: selenium
sentence_transformers: sentence-transformers
sentencepiece: sentencepiece
serial: pyserial
shap: shap
shapely: shapely
simplejson: simplejson
SimpleITK: simpleitk
six: six
skimage: scikit-image
sklearn: scikit-learn, sklearn, scikit-learn-intelex
sklearn_pandas: sklearn-pandas
sklearnex: scikit-learn-intelex
skopt: scikit-optimize
skorch: skorch
skops: skops
sktime: sktime
slugify: python-slugify
smogn: smogn
snowflake: snowflake-connector-python, snowflake-snowpark-python
sounddevice: sounddevice
soundfile: soundfile, pysoundfile
spacy: spacy
sqlalchemy: sqlalchemy
sqlmodel: sqlmodel
stable_baselines3: stable-baselines3
statsforecast: statsforecast
statsmodels: statsmodels
streamlit: streamlit
surprise: scikit-surprise
sweetviz: sweetviz
sympy: sympy
tables: tables, pytables
tabulate: tabulate
tenacity: tenacity
tensorboard: tensorboard, tensorflow, tensorflow-cpu, tensorflow-gpu
tensorboardX: tensorboardx
tensorflow: tensorflow, tensorflow-cpu, tensorflow-gpu, tensorflow-macos, tf-nightly, intel-tensorflow, tensorflow-rocm
tensorflow_addons: tensorflow-addons
tensorflow_data_validation: tensorflow-data-validation, tfx
tensorflow_datasets: tensorflow-datasets, tfds-nightly
tensorflow_hub: tensorflow-hub
tensorflow_model_analysis: tensorflow-model-analysis, tfx
tensorflow_probability: tensorflow-probability
tensorflow_text: tensorflow-text
tensorflow_transform: tensorflow-transform, tfx
tensorflowjs: tensorflowjs
termcolor: termcolor
textblob: textblob
textdistance: textdistance
tf_keras: tf-keras
tfx: tfx
theano: theano, theano-pymc
thefuzz: thefuzz
threadpoolctl: threadpoolctl
tifffile: tifffile
tiktoken: tiktoken
timm: timm
tokenizers: tokenizers
toml: toml
torch: torch, pytorch, pytorch-cpu, pytorch-gpu
torch_geometric: torch-geometric, pyg
torchaudio: torchaudio
torchdata: torchdata
torchinfo: torchinfo
torchmetrics: torchmetrics
torchsummary: torchsummary, torch-summary
torchtext: torchtext
torchvision: torchvision
tornado: tornado
tpot: tpot
tqdm: tqdm
transformers: transformers
trl: trl
tsfresh: tsfresh
tslearn: tslearn
typer: typer
typing_extensions: typing-extensions
tzlocal: tzlocal
ujson: ujson
ultralytics: ultralytics
umap: umap-learn
unidecode: unidecode
uvicorn: uvicorn
vaderSentiment: vadersentiment
vaex: vaex, vaex-core
vllm: vllm
wandb: wandb
weaviate: weaviate-client
whisper: openai-whisper
whylogs: whylogs
wordcloud: wordcloud
wrapt: wrapt
xarray: xarray
xgboost: xgboost, xgboost-cpu, py-xgboost, py-xgboost-cpu, py-xgboost-gpu
xlrd: xlrd
xlsxwriter: xlsxwriter
xxhash: xxhash, python-xxhash
yaml: pyyaml
ydata_profiling: ydata-profiling
yellowbrick: yellowbrick
yfinance: yfinance
youtube_dl: youtube-dl
zarr: zarr
zmq: pyzmq
zstandard: zstandard
`;

/** Normalised distribution names by import name, the usual one first. */
export const DISTRIBUTIONS: ReadonlyMap<string, readonly string[]> = new Map(
  LINES.trim()
    .split('\n')
    .map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2).split(', ')] as const;
    }),
);

/** The distributions that bring a module, by its dotted name; null when none is known. */
export function distributionsOf(module: string): readonly string[] | null {
  const parts = module.split('.');
  for (let length = Math.min(parts.length, 3); length > 0; length -= 1) {
    const found = DISTRIBUTIONS.get(parts.slice(0, length).join('.'));
    if (found !== undefined) return found;
  }
  return null;
}
