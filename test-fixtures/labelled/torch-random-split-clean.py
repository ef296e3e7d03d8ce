# labels: none
import torch
from torch import nn
from torch.utils.data import DataLoader, random_split
from torchvision import datasets, transforms

tf = transforms.Compose([transforms.Resize((64, 64)), transforms.ToTensor()])
full = datasets.ImageFolder('leaves', transform=tf)
n_val = int(len(full) * 0.2)
train_set, val_set = random_split(full, [len(full) - n_val, n_val])
train_loader = DataLoader(train_set, batch_size=32, shuffle=True)
val_loader = DataLoader(val_set, batch_size=32)


class Tiny(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Flatten(), nn.Linear(64 * 64 * 3, 10))

    def forward(self, x):
        return self.net(x)


model = Tiny()
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for epoch in range(3):
    for x, t in train_loader:
        optimizer.zero_grad()
        criterion(model(x), t).backward()
        optimizer.step()
correct = 0
model.eval()
for x, t in val_loader:
    correct += (model(x).argmax(1) == t).sum().item()
print(correct / len(val_set))
