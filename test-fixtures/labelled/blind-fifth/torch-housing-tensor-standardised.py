# labels: preprocessing
import torch
import torch.nn as nn
import pandas as pd
from torch.utils.data import TensorDataset, DataLoader, random_split

df = pd.read_csv('california.csv').dropna()
df = df.drop(columns=['ocean_proximity'])
X = torch.tensor(df.drop(columns=['median_house_value']).values, dtype=torch.float32)
y = torch.tensor(df['median_house_value'].values, dtype=torch.float32).unsqueeze(1) / 100000

X = (X - X.mean(dim=0)) / X.std(dim=0)

dataset = TensorDataset(X, y)
n_train = int(0.8 * len(dataset))
train_set, test_set = random_split(dataset, [n_train, len(dataset) - n_train])
train_dl = DataLoader(train_set, batch_size=128, shuffle=True)
test_dl = DataLoader(test_set, batch_size=128)


class MLP(nn.Module):
    def __init__(self, n_in):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(n_in, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 1))

    def forward(self, x):
        return self.net(x)


model = MLP(X.shape[1])
opt = torch.optim.Adam(model.parameters(), lr=0.001)
loss_fn = nn.MSELoss()

for epoch in range(100):
    model.train()
    for xb, yb in train_dl:
        opt.zero_grad()
        loss = loss_fn(model(xb), yb)
        loss.backward()
        opt.step()
    if epoch % 10 == 0:
        print(epoch, loss.item())

model.eval()
total = 0
with torch.no_grad():
    for xb, yb in test_dl:
        total += loss_fn(model(xb), yb).item() * len(xb)
print('test mse', total / len(test_set))
