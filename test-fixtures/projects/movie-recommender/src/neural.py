"""A small network for the same question as train.py."""

import pandas as pd
import torch
from torch import nn
from sklearn.model_selection import train_test_split

data = pd.read_csv("data/features.csv")
train, test = train_test_split(data, test_size=0.2, random_state=3)


def tensors(frame):
    features = torch.tensor(frame[["affinity", "popularity"]].values, dtype=torch.float32)
    labels = torch.tensor(frame["label"].values, dtype=torch.long)
    return features, labels


net = nn.Sequential(nn.Linear(2, 16), nn.ReLU(), nn.Dropout(0.3), nn.Linear(16, 2), nn.Softmax(dim=1))
optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
criterion = nn.CrossEntropyLoss()

features, labels = tensors(train)
for epoch in range(50):
    loss = criterion(net(features), labels)
    loss.backward()
    optimizer.step()

test_features, test_labels = tensors(test)
predicted = net(test_features).argmax(dim=1)
print("accuracy", (predicted == test_labels).float().mean().item())
torch.save(net.state_dict(), "net.pt")
