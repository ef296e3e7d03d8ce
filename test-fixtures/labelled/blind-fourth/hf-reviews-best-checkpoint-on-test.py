# labels: multi-test
"""Fine-tuning of BERT for product reviews."""
import dataclasses
import sys

import numpy as np
from datasets import load_dataset
from sklearn.metrics import accuracy_score, f1_score
from transformers import AutoModelForSequenceClassification, AutoTokenizer, Trainer, TrainingArguments, set_seed


@dataclasses.dataclass
class Config:
    model_name: str = "bert-base-multilingual-cased"
    max_length: int = 160
    epochs: int = 6
    lr: float = 3e-5
    seed: int = 21
    out: str = "runs/reviews"


def tokenizer_fn(tokenizer, max_length):
    def inner(examples):
        return tokenizer(examples["review_body"], padding="max_length", truncation=True, max_length=max_length)
    return inner


def compute(pred):
    labels = pred.label_ids
    guess = pred.predictions.argmax(-1)
    return {"accuracy": accuracy_score(labels, guess), "f1": f1_score(labels, guess, average="macro")}


def build(cfg):
    raw = load_dataset("csv", data_files="reviews.csv")["train"]
    raw = raw.filter(lambda r: r["review_body"] is not None)
    raw = raw.map(lambda r: {"labels": int(r["stars"]) - 1})
    parts = raw.train_test_split(test_size=0.2, seed=cfg.seed)
    tokenizer = AutoTokenizer.from_pretrained(cfg.model_name)
    parts = parts.map(tokenizer_fn(tokenizer, cfg.max_length), batched=True)
    return parts["train"], parts["test"], tokenizer


def main(cfg):
    set_seed(cfg.seed)
    train_set, test_set, tokenizer = build(cfg)
    model = AutoModelForSequenceClassification.from_pretrained(cfg.model_name, num_labels=5)
    args = TrainingArguments(
        output_dir=cfg.out,
        num_train_epochs=cfg.epochs,
        learning_rate=cfg.lr,
        evaluation_strategy="epoch",
        save_strategy="epoch",
        load_best_model_at_end=True,
        metric_for_best_model="f1",
        seed=cfg.seed,
    )
    trainer = Trainer(model=model, args=args, train_dataset=train_set, eval_dataset=test_set, tokenizer=tokenizer, compute_metrics=compute)
    trainer.train()
    scores = trainer.evaluate(test_set)
    print("test:", scores)
    trainer.save_model(cfg.out + "/best")


if __name__ == "__main__":
    main(Config(epochs=int(sys.argv[1]) if len(sys.argv) > 1 else 6))
