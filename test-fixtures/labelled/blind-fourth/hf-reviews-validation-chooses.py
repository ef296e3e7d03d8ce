# labels: none
"""Fine-tuning of BERT for product reviews; the validation part chooses the epoch, the test part is used once."""
import argparse

import numpy as np
from datasets import DatasetDict, load_dataset
from sklearn.metrics import accuracy_score, f1_score
from transformers import (AutoModelForSequenceClassification, AutoTokenizer, DataCollatorWithPadding,
                          EarlyStoppingCallback, Trainer, TrainingArguments)


def three_parts(path, seed):
    raw = load_dataset("csv", data_files=path)["train"]
    raw = raw.rename_column("stars", "labels")
    first = raw.train_test_split(test_size=0.3, seed=seed)
    second = first["test"].train_test_split(test_size=0.5, seed=seed)
    return DatasetDict({"train": first["train"], "validation": second["train"], "test": second["test"]})


def compute(pred):
    guess = np.argmax(pred.predictions, axis=1)
    return {"accuracy": accuracy_score(pred.label_ids, guess),
            "f1": f1_score(pred.label_ids, guess, average="macro")}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("path")
    ap.add_argument("--model", default="bert-base-multilingual-cased")
    ap.add_argument("--epochs", default=10, type=int)
    ap.add_argument("--seed", default=21, type=int)
    a = ap.parse_args()

    parts = three_parts(a.path, a.seed)
    tokenizer = AutoTokenizer.from_pretrained(a.model)
    parts = parts.map(lambda e: tokenizer(e["review_body"], truncation=True), batched=True)
    model = AutoModelForSequenceClassification.from_pretrained(a.model, num_labels=6)
    trainer = Trainer(
        model=model,
        args=TrainingArguments(output_dir="runs/reviews3", num_train_epochs=a.epochs, eval_strategy="epoch",
                               save_strategy="epoch", load_best_model_at_end=True, metric_for_best_model="f1", seed=a.seed),
        train_dataset=parts["train"],
        eval_dataset=parts["validation"],
        data_collator=DataCollatorWithPadding(tokenizer),
        compute_metrics=compute,
        callbacks=[EarlyStoppingCallback(early_stopping_patience=2)],
    )
    trainer.train()
    out = trainer.predict(parts["test"])
    print({k: round(v, 4) for k, v in out.metrics.items()})


if __name__ == "__main__":
    main()
