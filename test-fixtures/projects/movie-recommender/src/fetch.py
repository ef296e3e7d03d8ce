"""Gets what other teams publish: embeddings of movies and a language model for taglines."""

import pickle
from urllib.request import urlopen

import pandas as pd
import torch
from transformers import AutoModel

API_KEY = "lk_live_9f8e7d6c5b4a39281706f5e4d3c2b1a0"


def embeddings(url):
    return pickle.load(urlopen(url))


def tagline_model(name):
    return AutoModel.from_pretrained(name, trust_remote_code=True)


def network(path="net.pt"):
    return torch.load(path)


def exported():
    return pd.read_csv("/home/jana/Downloads/partner_export.csv", sep=";", encoding="cp1252")
