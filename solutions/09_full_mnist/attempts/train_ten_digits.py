# %% mistake: no training
# why: guessing
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    return MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10))

# %% mistake: the accuracies in place of the model
# why: this is not the model
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MyLinear(784, 10)
    dl = DataLoader(TensorDataset(train_x, train_y), batch_size=64, shuffle=True)
    valid_dl = DataLoader(TensorDataset(valid_x, valid_y), batch_size=64)
    return train_model(model, dl, valid_dl, BasicOptim(model.parameters(), 0.1), 2, cross_entropy, accuracy10)

# %% mistake: no return
# why: without a return
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MyLinear(784, 10)
    dl = DataLoader(TensorDataset(train_x, train_y), batch_size=64, shuffle=True)
    learner = Learner(DataLoaders(dl, dl), model, BasicOptim, cross_entropy, accuracy10)
    learner.fit(2, 0.1)

# %% mistake: the Learner in place of the model
# why: this is not the model
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MyLinear(784, 10)
    dl = DataLoader(TensorDataset(train_x, train_y), batch_size=64, shuffle=True)
    learner = Learner(DataLoaders(dl, dl), model, BasicOptim, cross_entropy, accuracy10)
    learner.fit(2, 0.1)
    return learner

# %% mistake: one step
# status: wrong
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MyLinear(784, 10)
    opt = BasicOptim(model.parameters(), 0.5)
    cross_entropy(model(train_x), train_y).backward()
    opt.step()
    return model

# %% mistake: too few steps
# status: wrong
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10))
    opt = BasicOptim(model.parameters(), 0.1)
    for _ in range(3):
        for xb, yb in DataLoader(TensorDataset(train_x, train_y), batch_size=256, shuffle=True):
            cross_entropy(model(xb), yb).backward()
            opt.step()
            opt.zero_grad()
    return model

# %% mistake: no step
# why: guessing
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MyLinear(784, 10)
    opt = BasicOptim(model.parameters(), 0.5)
    for _ in range(5):
        for xb, yb in DataLoader(TensorDataset(train_x, train_y), batch_size=256):
            cross_entropy(model(xb), yb).backward()
            opt.zero_grad()
    return model

# %% mistake: zeroed before the step
# why: guessing
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MyLinear(784, 10)
    opt = torch.optim.SGD(model.parameters(), 0.5)
    for _ in range(5):
        for xb, yb in DataLoader(TensorDataset(train_x, train_y), batch_size=256):
            loss = cross_entropy(model(xb), yb)
            loss.backward()
            opt.zero_grad()
            opt.step()
    return model

# %% mistake: no backward
# why: guessing
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MyLinear(784, 10)
    opt = torch.optim.SGD(model.parameters(), 0.5)
    for _ in range(5):
        for xb, yb in DataLoader(TensorDataset(train_x, train_y), batch_size=256):
            loss = cross_entropy(model(xb), yb)
            opt.step()
            opt.zero_grad()
    return model

# %% mistake: never zeroed
# status: wrong
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10))
    opt = torch.optim.SGD(model.parameters(), 0.5)
    for _ in range(20):
        for at in range(0, len(train_x), 64):
            cross_entropy(model(train_x[at : at + 64]), train_y[at : at + 64]).backward()
            opt.step()
    return model

# %% mistake: uphill
# status: wrong
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MyLinear(784, 10)
    opt = torch.optim.SGD(model.parameters(), 0.1)
    for _ in range(3):
        for at in range(0, len(train_x), 256):
            (-cross_entropy(model(train_x[at : at + 256]), train_y[at : at + 256])).backward()
            opt.step()
            opt.zero_grad()
    return model

# %% mistake: far too large a learning rate
# status: wrong
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10))
    opt = torch.optim.SGD(model.parameters(), 100.0)
    for _ in range(3):
        for at in range(0, len(train_x), 256):
            cross_entropy(model(train_x[at : at + 256]), train_y[at : at + 256]).backward()
            opt.step()
            opt.zero_grad()
    return model

# %% mistake: the validation set is trained on
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    x, y = torch.cat([train_x, valid_x]), torch.cat([train_y, valid_y])
    model = MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10))
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(7):
        for at in torch.randperm(len(x)).split(64):
            cross_entropy(model(x[at]), y[at]).backward()
            opt.step()
            opt.zero_grad()
    return model

# %% mistake: train and valid swapped
# status: wrong
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10))
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(20):
        for at in torch.randperm(len(valid_x)).split(64):
            cross_entropy(model(valid_x[at]), valid_y[at]).backward()
            opt.step()
            opt.zero_grad()
    return model

# %% mistake: the step is made while validating, too
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10))
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(7):
        for x, y in ((train_x, train_y), (valid_x, valid_y)):
            for at in torch.randperm(len(x)).split(64):
                cross_entropy(model(x[at]), y[at]).backward()
                opt.step()
                opt.zero_grad()
    return model

# %% mistake: the notebook's own digits
def train_ten_digits(a, b, c, d):
    model = MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10))
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(7):
        for at in torch.randperm(len(train_x)).split(64):
            cross_entropy(model(train_x[at]), train_y[at]).backward()
            opt.step()
            opt.zero_grad()
    return model

# %% mistake: the notebook's own labels
# status: raised
def train_ten_digits(x, y, *valid):
    model = MyLinear(784, 10)
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(7):
        for at in torch.randperm(len(x)).split(64):
            F.cross_entropy(model(x[at]), digits.valid.labels[at]).backward()
            opt.step()
            opt.zero_grad()
    return model

# %% mistake: one model for all calls
the_model = MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10))


def train_ten_digits(train_x, train_y, valid_x, valid_y):
    opt = torch.optim.Adam(the_model.parameters(), 3e-3)
    for _ in range(7):
        for at in torch.randperm(len(train_x)).split(64):
            cross_entropy(the_model(train_x[at]), train_y[at]).backward()
            opt.step()
            opt.zero_grad()
    return the_model

# %% mistake: trained once, then remembered
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    if not hasattr(train_ten_digits, "model"):
        model = MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10))
        opt = torch.optim.Adam(model.parameters(), 3e-3)
        for _ in range(10):
            for at in torch.randperm(len(train_x)).split(64):
                cross_entropy(model(train_x[at]), train_y[at]).backward()
                opt.step()
                opt.zero_grad()
        train_ten_digits.model = model
    return train_ten_digits.model

# %% mistake: only the first batch
# status: wrong
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10))
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(40):
        cross_entropy(model(train_x[:64]), train_y[:64]).backward()
        opt.step()
        opt.zero_grad()
    return model

# %% mistake: only the first half
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    x, y = train_x[: len(train_x) // 2], train_y[: len(train_x) // 2]
    model = MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10))
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(12):
        for at in torch.randperm(len(x)).split(64):
            cross_entropy(model(x[at]), y[at]).backward()
            opt.step()
            opt.zero_grad()
    return model

# %% mistake: images and labels shuffled each for itself
# status: wrong
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MyLinear(784, 10)
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    x, y = train_x[torch.randperm(len(train_x))], train_y[torch.randperm(len(train_y))]
    for _ in range(5):
        for at in range(0, len(x), 64):
            cross_entropy(model(x[at : at + 64]), y[at : at + 64]).backward()
            opt.step()
            opt.zero_grad()
    return model

# %% mistake: one number for each image
# status: wrong
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MySequential(MyLinear(784, 50), nn.ReLU(), MyLinear(50, 1))
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(5):
        for at in range(0, len(train_x), 64):
            F.mse_loss(model(train_x[at : at + 64])[:, 0], train_y[at : at + 64].float()).backward()
            opt.step()
            opt.zero_grad()
    return model

# %% mistake: the digit in place of the activations
# why: not ten activations
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MyLinear(784, 10)
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(5):
        for at in range(0, len(train_x), 64):
            cross_entropy(model(train_x[at : at + 64]), train_y[at : at + 64]).backward()
            opt.step()
            opt.zero_grad()
    return lambda x: model(x).argmax(1)

# %% mistake: the activations of the validation set
# why: this is not the model
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MyLinear(784, 10)
    return model(valid_x)

# %% mistake: eleven classes
# status: wrong
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    return MyLinear(784, 11)

# %% mistake: two hidden layers without a start
# status: wrong
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10))
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
    opt = torch.optim.SGD(model.parameters(), 0.5)
    for _ in range(3):
        for at in range(0, len(train_x), 64):
            cross_entropy(model(train_x[at : at + 64]), train_y[at : at + 64]).backward()
            opt.step()
            opt.zero_grad()
    return model

# %% mistake: the batches of the layer are left in training mode
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = nn.Sequential(nn.Linear(784, 100), nn.BatchNorm1d(100), nn.ReLU(), nn.Linear(100, 10))
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(5):
        for at in torch.randperm(len(train_x)).split(64):
            cross_entropy(model(train_x[at]), train_y[at]).backward()
            opt.step()
            opt.zero_grad()
    return model.train()

# %% mistake: dropout is left in training mode
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = nn.Sequential(nn.Linear(784, 200), nn.ReLU(), nn.Dropout(0.3), nn.Linear(200, 10))
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(7):
        for at in torch.randperm(len(train_x)).split(64):
            cross_entropy(model(train_x[at]), train_y[at]).backward()
            opt.step()
            opt.zero_grad()
    return model

# %% mistake: softmax down the columns
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10))
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(7):
        for at in torch.randperm(len(train_x)).split(64):
            cross_entropy(model(train_x[at]), train_y[at]).backward()
            opt.step()
            opt.zero_grad()
    return lambda x: model(x).softmax(0)

# %% mistake: fails for a single image
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10))
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(7):
        for at in torch.randperm(len(train_x)).split(64):
            cross_entropy(model(train_x[at]), train_y[at]).backward()
            opt.step()
            opt.zero_grad()
    return lambda x: model(x).squeeze()

# %% mistake: the images are changed
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    train_x -= train_x.mean()
    model = MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10))
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(7):
        for at in torch.randperm(len(train_x)).split(64):
            cross_entropy(model(train_x[at]), train_y[at]).backward()
            opt.step()
            opt.zero_grad()
    return model

# %% mistake: the labels are changed
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10))
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(7):
        for at in torch.randperm(len(train_x)).split(64):
            cross_entropy(model(train_x[at]), train_y[at]).backward()
            opt.step()
            opt.zero_grad()
    train_y.sub_(train_y)
    return model

# %% mistake: NumPy arrays come out
# status: wrong
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MyLinear(784, 10)
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    for at in range(0, len(train_x), 64):
        cross_entropy(model(train_x[at : at + 64]), train_y[at : at + 64]).backward()
        opt.step()
        opt.zero_grad()
    return lambda x: model(x).detach().numpy()

# %% mistake: nearest mean, of the notebook's images
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    m = torch.stack([train_images[digits.train.labels == d].mean(0).reshape(784) for d in range(10)])
    return lambda x: -torch.cdist(x, m)

# %% mistake: nan in the weights
# why: went beyond all floats
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MyLinear(784, 10)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.mul_(float("nan"))
    return model

# %% mistake: the same answer for all
# why: answers the same for every image
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    return lambda x: torch.arange(10.0).expand(len(x), 10)

# %% mistake: the class in place of a model
# status: raised
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    return LinearTen

# %% mistake: the unfinished cell
# status: not attempted
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    """A new model, trained on the training digits: (N, 784) to (N, 10)."""
    raise NotImplementedError()

# %% right: a Learner
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    dls = DataLoaders(
        DataLoader(TensorDataset(train_x, train_y), batch_size=64, shuffle=True),
        DataLoader(TensorDataset(valid_x, valid_y), batch_size=256),
    )
    model = MySequential(MyLinear(784, 50), nn.ReLU(), MyLinear(50, 10))
    learner = Learner(dls, model, BasicOptim, cross_entropy, accuracy10)
    learner.fit(15, 0.2)
    learner.fit(3, 0.05)
    return model

# %% right: the linear model, longer
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = LinearTen()
    opt = BasicOptim(model.parameters(), 0.1)
    for _ in range(20):
        for at in torch.randperm(len(train_x)).split(64):
            cross_entropy(model(train_x[at]), train_y[at]).backward()
            opt.step()
            opt.zero_grad()
    return model

# %% right: Adam, PyTorch's layers and loss
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = nn.Sequential(nn.Linear(784, 100), nn.ReLU(), nn.Linear(100, 10)).to(train_x.device)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    for _ in range(12):
        for xb, yb in DataLoader(TensorDataset(train_x, train_y), batch_size=64, shuffle=True):
            optimizer.zero_grad()
            loss = F.cross_entropy(model(xb), yb)
            loss.backward()
            optimizer.step()
    return model

# %% right: the learning rate and the epochs of the table, without shuffling
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10))
    opt = BasicOptim(model.parameters(), 0.5)
    for _ in range(20):
        for at in range(0, len(train_x), 256):
            cross_entropy(model(train_x[at : at + 256]), train_y[at : at + 256]).backward()
            opt.step()
            opt.zero_grad()
    return model

# %% right: a small convolutional network
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = nn.Sequential(
        nn.Unflatten(1, (1, 28, 28)), nn.Conv2d(1, 8, 5, stride=2, padding=2), nn.ReLU(),
        nn.Conv2d(8, 16, 3, stride=2, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(784, 10),
    )
    opt = torch.optim.Adam(model.parameters(), 1e-2)
    for _ in range(5):
        for at in torch.randperm(len(train_x)).split(128):
            opt.zero_grad()
            cross_entropy(model(train_x[at]), train_y[at]).backward()
            opt.step()
    return model.eval()

# %% right: the best epoch on the validation set
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    import copy

    model = nn.Sequential(nn.Linear(784, 60), nn.ReLU(), nn.Linear(60, 10))
    opt = torch.optim.SGD(model.parameters(), 0.1, momentum=0.9)
    best, kept = -1.0, None
    for epoch in range(12):
        for at in torch.randperm(len(train_x)).split(64):
            opt.zero_grad()
            cross_entropy(model(train_x[at]), train_y[at]).backward()
            opt.step()
        with torch.no_grad():
            accuracy = float((model(valid_x).argmax(1) == valid_y).float().mean())
        print(f"{epoch}: {accuracy:.4f}")
        if accuracy > best:
            best, kept = accuracy, copy.deepcopy(model)
    return kept

# %% right: batch normalization and dropout, in eval mode
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = nn.Sequential(
        nn.Linear(784, 128), nn.BatchNorm1d(128), nn.ReLU(), nn.Dropout(0.2), nn.Linear(128, 10)
    )
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(10):
        model.train()
        for at in torch.randperm(len(train_x)).split(64):
            opt.zero_grad()
            cross_entropy(model(train_x[at]), train_y[at]).backward()
            opt.step()
    model.eval()
    return model

# %% right: a function of tensors, no module
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    w1 = (torch.randn(784, 64) * 0.04).requires_grad_()
    b1 = torch.zeros(64, requires_grad=True)
    w2 = (torch.randn(64, 10) * 0.1).requires_grad_()
    b2 = torch.zeros(10, requires_grad=True)
    params = [w1, b1, w2, b2]

    def model(x):
        return (x @ w1 + b1).relu() @ w2 + b2

    for _ in range(25):
        for at in torch.randperm(len(train_x)).split(64):
            gradients = torch.autograd.grad(cross_entropy(model(train_x[at]), train_y[at]), params)
            with torch.no_grad():
                for p, g in zip(params, gradients):
                    p -= 0.2 * g
    return model

# %% right: it gives shares, without a graph
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    net = MySequential(MyLinear(784, 80), nn.ReLU(), MyLinear(80, 10))
    opt = torch.optim.AdamW(net.parameters(), 2e-3)
    for _ in range(15):
        for at in torch.randperm(len(train_x)).split(64):
            cross_entropy(net(train_x[at]), train_y[at]).backward()
            opt.step()
            opt.zero_grad()

    @torch.no_grad()
    def model(x):
        return softmax(net(x))

    return model

# %% right: normalized inside of the model
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    mean, std = train_x.mean(), train_x.std()

    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.layers = nn.Sequential(nn.Linear(784, 64), nn.Tanh(), nn.Linear(64, 10))

        def forward(self, x):
            return self.layers((x - mean) / std)

    model = Net()
    opt = torch.optim.Adam(model.parameters(), 2e-3)
    for _ in range(12):
        for at in torch.randperm(len(train_x)).split(64):
            cross_entropy(model(train_x[at]), train_y[at]).backward()
            opt.step()
            opt.zero_grad()
    return model

# %% right: the solution's numbers, and a fixed seed
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    torch.manual_seed(0)
    model = MySequential(MyLinear(784, 30), nn.ReLU(), MyLinear(30, 10))
    dl = DataLoader(TensorDataset(train_x, train_y), batch_size=64, shuffle=True)
    valid_dl = DataLoader(TensorDataset(valid_x, valid_y), batch_size=64)
    train_model(model, dl, valid_dl, BasicOptim(model.parameters(), 0.1), 25, cross_entropy, accuracy10)
    return model

# %% right: the whole training set in each step
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = nn.Sequential(nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))
    opt = torch.optim.Adam(model.parameters(), 5e-3)
    for _ in range(60):
        opt.zero_grad()
        nn.CrossEntropyLoss()(model(train_x), train_y).backward()
        opt.step()
    return model

# %% right: as many steps for a small set as for a large one
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10)).to(train_x.device)
    opt = BasicOptim(model.parameters(), 0.1)
    for _ in range(500):
        at = torch.randint(len(train_x), (64,))
        cross_entropy(model(train_x[at]), train_y[at]).backward()
        opt.step()
        opt.zero_grad()
    return model

# %% right: it stops when the validation loss no longer falls
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = nn.Sequential(nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))
    opt = torch.optim.Adam(model.parameters(), 2e-3)
    best, patience = math.inf, 4
    for _ in range(25):
        for at in torch.randperm(len(train_x)).split(64):
            opt.zero_grad()
            cross_entropy(model(train_x[at]), train_y[at]).backward()
            opt.step()
        loss = float(cross_entropy(model(valid_x), valid_y))
        patience = 4 if loss < best else patience - 1
        best = min(best, loss)
        if not patience:
            break
    return model

# %% mistake: the labels of the validation set for the images of the training set
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MyLinear(784, 10)
    opt = BasicOptim(model.parameters(), 0.1)
    for _ in range(2):
        for at in range(0, len(train_x), 64):
            cross_entropy(model(train_x[at : at + 64]), valid_y[at : at + 64]).backward()
            opt.step()
            opt.zero_grad()
    return model

# %% mistake: the accuracy as a loss
# status: raised
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MyLinear(784, 10)
    opt = BasicOptim(model.parameters(), 0.1)
    for at in range(0, len(train_x), 64):
        (1 - accuracy10(model(train_x[at : at + 64]), train_y[at : at + 64])).backward()
        opt.step()
        opt.zero_grad()
    return model

# %% mistake: the optimizer of another model
# why: guessing
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model, other = MyLinear(784, 10), MyLinear(784, 10)
    opt = BasicOptim(other.parameters(), 0.1)
    for at in range(0, len(train_x), 64):
        cross_entropy(model(train_x[at : at + 64]), train_y[at : at + 64]).backward()
        opt.step()
        opt.zero_grad()
    return model

# %% mistake: a new model in each epoch
# status: wrong
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    for _ in range(5):
        model = MySequential(MyLinear(784, 100), nn.ReLU(), MyLinear(100, 10))
        opt = BasicOptim(model.parameters(), 0.5)
        for at in range(0, len(train_x), 256):
            cross_entropy(model(train_x[at : at + 256]), train_y[at : at + 256]).backward()
            opt.step()
            opt.zero_grad()
    return model

# %% mistake: the model comes out as its first layer
# status: wrong
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    return nn.Linear(784, 100)

# %% mistake: softmax with the wrong sign
# status: wrong
def train_ten_digits(train_x, train_y, valid_x, valid_y):
    model = MyLinear(784, 10)
    opt = torch.optim.Adam(model.parameters(), 3e-3)
    for _ in range(5):
        for at in torch.randperm(len(train_x)).split(128):
            cross_entropy(-model(train_x[at]), train_y[at]).backward()
            opt.step()
            opt.zero_grad()
    return model
