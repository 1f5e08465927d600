# %% mistake: the images keep their rows and columns
# why: still has its rows and columns
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens])
    y = torch.tensor([1.0] * len(threes) + [0.0] * len(sevens)).unsqueeze(1)
    return x, y

# %% mistake: the targets are not a column
# why: one axis only
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    y = torch.tensor([1.0] * len(threes) + [0.0] * len(sevens))
    return x, y

# %% mistake: unsqueeze at the wrong place
# why: in a row, and not in a column
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    y = torch.tensor([1.0] * len(threes) + [0.0] * len(sevens)).unsqueeze(0)
    return x, y

# %% mistake: 784 is taken for the number of images
# why: the table lies on its side
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(784, -1)
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])
    return x, y

# %% mistake: transposed
# why: the table lies on its side
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784).T
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])
    return x, y

# %% mistake: the right shape with the pixels mixed up
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens])
    x = x.permute(1, 2, 0).reshape(-1, 784)
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])
    return x, y

# %% mistake: all in one row
# why: in one single row
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1)
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])
    return x, y

# %% mistake: column by column
# why: column by column
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).transpose(1, 2).reshape(-1, 784)
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])
    return x, y

# %% mistake: 0 for a 3
# why: the other way round
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    y = torch.cat([torch.zeros(len(threes), 1), torch.ones(len(sevens), 1)])
    return x, y

# %% mistake: sevens first in x alone
# why: x and y are not in step
def make_xy(threes, sevens):
    x = torch.cat([sevens, threes]).view(-1, 784)
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])
    return x, y

# %% mistake: the targets are 3 and 7
# why: the names of the digits
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    y = torch.cat([torch.full((len(threes), 1), 3.0), torch.full((len(sevens), 1), 7.0)])
    return x, y

# %% mistake: the targets are 1 and −1
# why: a 7 has the target −1
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    y = torch.cat([torch.ones(len(threes), 1), -torch.ones(len(sevens), 1)])
    return x, y

# %% mistake: bools
# why: these are bools
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    y = (torch.arange(len(x)) < len(threes)).unsqueeze(1)
    return x, y

# %% mistake: half of the rows are taken for 3s
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    y = (torch.arange(len(x)) < (len(x) + 1) // 2).float().unsqueeze(1)
    return x, y

# %% mistake: divided by 255 once more
# why: divided by 255 once more
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784) / 255
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])
    return x, y

# %% mistake: normalized
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    x = (x - x.mean()) / x.std()
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])
    return x, y

# %% mistake: whole numbers
# why: whole numbers have no shades of grey
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784).long()
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])
    return x, y

# %% mistake: y first
# why: the other way round
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])
    return y, x

# %% mistake: only x
# why: one tensor
def make_xy(threes, sevens):
    return torch.cat([threes, sevens]).view(-1, 784)

# %% mistake: no return
# why: without a return
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])

# %% mistake: the targets are a list
# why: a list is no tensor
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    return x, [[1]] * len(threes) + [[0]] * len(sevens)

# %% mistake: the targets are NumPy's
# why: a NumPy array is no tensor
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    return x, np.array([[1.0]] * len(threes) + [[0.0]] * len(sevens))

# %% mistake: the notebook's threes and sevens are counted
def make_xy(a, b):
    x = torch.cat([a, b]).view(-1, 784)
    y = torch.tensor([1.0] * len(threes) + [0.0] * len(sevens)).unsqueeze(1)
    return x, y

# %% mistake: the numbers of the full set
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(12396, 784)
    y = torch.cat([torch.ones(6131, 1), torch.zeros(6265, 1)])
    return x, y

# %% mistake: shuffled, x and y each in its own way
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])
    return x[torch.randperm(len(x))], y[torch.randperm(len(x))]

# %% mistake: stack in the place of cat
# status: raised
def make_xy(threes, sevens):
    x = torch.stack([threes, sevens]).view(-1, 784)
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])
    return x, y

# %% mistake: the first seven is lost
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens[1:]]).view(-1, 784)
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens) - 1, 1)])
    return x, y

# %% mistake: the images are changed in place
def make_xy(threes, sevens):
    threes.clamp_(0.1)
    x = torch.cat([threes, sevens]).view(-1, 784)
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])
    return x, y

# %% mistake: the images are emptied after they have been used
# why: changed a tensor
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])
    threes.zero_()
    return x, y

# %% mistake: ink or no ink
def make_xy(threes, sevens):
    x = (torch.cat([threes, sevens]).view(-1, 784) > 0).float()
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])
    return x, y

# %% mistake: the target is the mean ink
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    return x, x.mean(1, keepdim=True)

# %% mistake: the example is written into the function
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    return x, torch.tensor([[1.0], [1.0], [0.0]])

# %% mistake: two numbers for each image
# why: two numbers for each image
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    y = torch.tensor([[1.0, 0.0]] * len(threes) + [[0.0, 1.0]] * len(sevens))
    return x, y

# %% mistake: 3s and 7s in turn, as long as there are both
def make_xy(threes, sevens):
    n = min(len(threes), len(sevens))
    x = torch.stack([threes[:n], sevens[:n]], dim=1).reshape(-1, 784)
    y = torch.tensor([[1.0], [0.0]] * n)
    return x, y

# %% right: as usually written, with whole numbers for targets
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 28 * 28)
    y = torch.tensor([1] * len(threes) + [0] * len(sevens)).unsqueeze(1)
    return x, y

# %% right: flatten, and ones and zeros
def make_xy(threes, sevens):
    x = torch.cat((threes.flatten(1), sevens.flatten(1)), dim=0)
    y = torch.cat((torch.ones(threes.shape[0]), torch.zeros(sevens.shape[0]))).reshape(-1, 1)
    return x, y

# %% right: the sevens first, in x and in y
def make_xy(threes, sevens):
    x = torch.vstack([sevens.reshape(len(sevens), -1), threes.reshape(len(threes), -1)])
    y = torch.zeros(len(x), 1)
    y[len(sevens):] = 1
    return x, y

# %% right: shuffled in step
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).reshape(-1, 784)
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])
    order = torch.randperm(len(x))
    return x[order], y[order]

# %% right: a loop, and a list of two
def make_xy(threes, sevens):
    rows, targets = [], []
    for images, target in ((threes, 1.0), (sevens, 0.0)):
        for image in images:
            rows.append(image.flatten())
            targets.append([target])
    return [torch.stack(rows), torch.tensor(targets)]

# %% right: double precision
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).double().view(-1, 784)
    y = (torch.arange(len(x)) < len(threes)).double()[:, None]
    return x, y

# %% right: nn.Flatten and full
def make_xy(threes, sevens):
    x = nn.Flatten()(torch.cat([threes, sevens]))
    return x, torch.cat([torch.full((len(threes), 1), 1.0), torch.full((len(sevens), 1), 0.0)])

# %% right: einops by hand with NumPy on the way
def make_xy(threes, sevens):
    x = torch.from_numpy(np.concatenate([threes.cpu().numpy(), sevens.cpu().numpy()]).reshape(-1, 784))
    y = torch.from_numpy(np.r_[np.ones(len(threes)), np.zeros(len(sevens))][:, None])
    return x.to(threes.device), y.to(threes.device)

# %% right: small whole numbers
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    return x, torch.tensor([[1]] * len(threes) + [[0]] * len(sevens), dtype=torch.uint8)

# %% mistake: a dictionary
# why: taken apart into its keys
def make_xy(threes, sevens):
    return {
        "x": torch.cat([threes, sevens]).view(-1, 784),
        "y": torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)]),
    }

# %% mistake: three things
# why: more than two
def make_xy(threes, sevens):
    return torch.cat([threes, sevens]).view(-1, 784), torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)]), 3

# %% mistake: the ones begin where the sevens' number ends
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    y = torch.zeros(len(x), 1)
    y[len(sevens) :] = 1
    return x, y

# %% mistake: the threes twice
def make_xy(threes, sevens):
    x = torch.cat([threes, threes]).view(-1, 784)
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(threes), 1)])
    return x, y

# %% mistake: all nan
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784) * float("nan")
    return x, torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])

# %% mistake: softened targets
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    return x, torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)]) * 0.9 + 0.05

# %% mistake: ink and paper swapped
def make_xy(threes, sevens):
    x = 1 - torch.cat([threes, sevens]).view(-1, 784)
    return x, torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])

# %% mistake: each row backward
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784).flip(1)
    return x, torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])

# %% mistake: joined along the rows of pixels
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens], 1).view(-1, 784)
    return x, torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])

# %% mistake: a 1 where there is ink
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    return x, (x.sum(1, keepdim=True) > 0).float()

# %% mistake: empty tensors
def make_xy(threes, sevens):
    return torch.empty(0, 784), torch.empty(0, 1)

# %% mistake: first and last row exchanged, in x alone
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    y = torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)])
    o = torch.arange(len(x))
    o[0], o[-1] = len(x) - 1, 0
    return x[o], y

# %% right: rows in a stack
def make_xy(threes, sevens):
    x = torch.stack([im.ravel() for im in list(threes) + list(sevens)])
    y = torch.stack([torch.ones(1)] * len(threes) + [torch.zeros(1)] * len(sevens))
    return x, y

# %% right: 32-bit whole numbers
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).reshape(len(threes) + len(sevens), 28 * 28)
    y = torch.IntTensor([[int(i < len(threes))] for i in range(len(x))])
    return x, y

# %% right: ones_like and zeros_like
def make_xy(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    y = torch.cat([torch.ones_like(threes[:, :1, 0]), torch.zeros_like(sevens[:, :1, 0])])
    return x, y

# %% right: written into zeros, row by row
def make_xy(threes, sevens):
    n = len(threes) + len(sevens)
    x = torch.zeros(n, 784)
    y = torch.zeros(n, 1)
    for i in range(len(threes)):
        x[i] = threes[i].view(784)
        y[i] = 1
    for i in range(len(sevens)):
        x[len(threes) + i] = sevens[i].view(784)
    return x, y
