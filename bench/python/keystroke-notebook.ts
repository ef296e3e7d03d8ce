/** A notebook as long ones are: reads, cleaning, plots, functions, models and scores, over and over. */

/** @param lines about how many @param seed changes names and numbers */
export function longNotebook({ lines, seed }: { readonly lines: number; readonly seed: number }): readonly string[] {
  const cells = [HEAD];
  for (let part = 0, count = HEAD.split('\n').length; count < lines; part += 1) {
    for (const cell of partOf(part, seed + part)) {
      cells.push(cell);
      count += cell.split('\n').length;
    }
  }
  return cells;
}

const HEAD = `import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import cross_val_score, train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler`;

function partOf(part: number, seed: number): readonly string[] {
  return [
    `raw_${part} = pd.read_csv("sales_${part}.csv")
print(raw_${part}.shape)
raw_${part}.head()`,
    `clean_${part} = raw_${part}.dropna(subset=["amount"]).copy()
clean_${part}["ratio"] = clean_${part}["amount"] / (clean_${part}["visits"] + ${seed % 7})
clean_${part} = clean_${part}[clean_${part}["ratio"] < ${seed % 90}]
clean_${part}["month"] = pd.to_datetime(clean_${part}["day"]).dt.month
clean_${part}.groupby("month")["amount"].mean()`,
    `fig, axes = plt.subplots(1, 2, figsize=(9, 3))
axes[0].hist(clean_${part}["ratio"], bins=${10 + (seed % 20)})
axes[1].plot(clean_${part}["amount"].rolling(7).mean())
axes[0].set_title("ratio")
plt.show()`,
    `def features_${part}(frame, wanted=("amount", "visits", "ratio")):
    """Columns the model sees."""
    out = frame[list(wanted)].copy()
    for name in wanted:
        out[name + "_log"] = np.log1p(out[name].clip(lower=0))
    return out`,
    `X_${part} = features_${part}(clean_${part})
y_${part} = clean_${part}["returned"]
X_train_${part}, X_test_${part}, y_train_${part}, y_test_${part} = train_test_split(X_${part}, y_${part}, test_size=0.2, random_state=${seed % 50})
model_${part} = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500))
model_${part}.fit(X_train_${part}, y_train_${part})
print(accuracy_score(y_test_${part}, model_${part}.predict(X_test_${part})))`,
    `for depth in (2, 4, 8):
    forest = RandomForestClassifier(max_depth=depth, random_state=0)
    scores = cross_val_score(forest, X_train_${part}, y_train_${part}, cv=5)
    print(depth, scores.mean(), scores.std())`,
  ];
}
