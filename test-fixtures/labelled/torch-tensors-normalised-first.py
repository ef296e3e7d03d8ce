# labels: preprocessing
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset, random_split

raw = np.loadtxt('abalone.csv', delimiter=',', skiprows=1)
X, y = raw[:, :-1], raw[:, -1:]
X = (X - X.mean(0)) / X.std(0)
ds = TensorDataset(torch.from_numpy(X).float(), torch.from_numpy(y).float())
n = int(0.8 * len(ds))
train_ds, test_ds = random_split(ds, [n, len(ds) - n], generator=torch.Generator().manual_seed(0))
train_dl = DataLoader(train_ds, batch_size=64, shuffle=True)
test_dl = DataLoader(test_ds, batch_size=64)
model = nn.Sequential(nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 1))
opt = torch.optim.Adam(model.parameters())
loss_fn = nn.MSELoss()
for epoch in range(20):
    model.train()
    for xb, yb in train_dl:
        opt.zero_grad()
        loss = loss_fn(model(xb), yb)
        loss.backward()
        opt.step()
model.eval()
total = 0.0
with torch.no_grad():
    for xb, yb in test_dl:
        total += loss_fn(model(xb), yb).item()
print(total / len(test_dl))
