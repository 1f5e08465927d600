# %% mistake: the number of right answers
# why: the number of right answers
def accuracy10(x, labels):
    return (x.argmax(1) == labels).sum()

# %% mistake: percent
# why: in percent
def accuracy10(x, labels):
    return 100 * (x.argmax(1) == labels).float().mean()

# %% mistake: the error rate
# why: the share of wrong answers
def accuracy10(x, labels):
    return (x.argmax(1) != labels).float().mean()

# %% mistake: divided by ten
# why: you divided by ten
def accuracy10(x, labels):
    return (x.argmax(1) == labels).sum() / 10

# %% mistake: divided by the number of activations
# why: by the number of activations
def accuracy10(x, labels):
    return (x.argmax(1) == labels).sum() / x.numel()

# %% mistake: one less
# why: one less than the number of images
def accuracy10(x, labels):
    return (x.argmax(1) == labels).sum() / (len(x) - 1)

# %% mistake: one by one
# why: the answers one by one
def accuracy10(x, labels):
    return (x.argmax(1) == labels).float()

# %% mistake: a list of one number
# why: a list of one number
def accuracy10(x, labels):
    return (x.argmax(1) == labels).float().mean().reshape(1)

# %% mistake: the largest activation, and not its place
# why: none of the answers
def accuracy10(x, labels):
    return (x.max(1).values == labels).float().mean()

# %% mistake: down the columns
# status: raised
def accuracy10(x, labels):
    return (x.argmax(0) == labels).float().mean()

# %% mistake: down the columns, where there are ten rows
# why: of each column, and not of each row
def accuracy10(x, labels):
    return (x.argmax(0 if len(x) == 10 else 1) == labels).float().mean()

# %% mistake: over everything
def accuracy10(x, labels):
    return (x.argmax() == labels).float().mean()

# %% mistake: the smallest
# why: none of the answers
def accuracy10(x, labels):
    return (x.argmin(1) == labels).float().mean()

# %% mistake: the largest by size, whatever the sign
def accuracy10(x, labels):
    return (x.abs().argmax(1) == labels).float().mean()

# %% mistake: from 1 on
# why: none of the answers
def accuracy10(x, labels):
    return (x.argmax(1) + 1 == labels).float().mean()

# %% mistake: a threshold
def accuracy10(x, labels):
    return ((x.sigmoid() > 0.5) == F.one_hot(labels, 10)).float().mean()

# %% mistake: place by place against one-hot
def accuracy10(x, labels):
    return (F.one_hot(x.argmax(1), 10) == F.one_hot(labels, 10)).float().mean()

# %% mistake: a threshold at the label
def accuracy10(x, labels):
    return (x[range(len(x)), labels] > 0).float().mean()

# %% mistake: sigmoid above a half at the label
def accuracy10(x, labels):
    return (softmax(x)[range(len(x)), labels] > 0.5).float().mean()

# %% mistake: within the first two
def accuracy10(x, labels):
    return (x.topk(2, 1).indices == labels[:, None]).any(1).float().mean()

# %% mistake: all pairs
def accuracy10(x, labels):
    return (x.argmax(1)[:, None] == labels).float().mean()

# %% mistake: all pairs, by a kept axis
def accuracy10(x, labels):
    return (x.argmax(1, keepdim=True) == labels).float().mean()

# %% mistake: whole numbers
# status: raised
def accuracy10(x, labels):
    return (x.argmax(1) == labels).mean()

# %% mistake: rounded
def accuracy10(x, labels):
    return round((x.argmax(1) == labels).float().mean().item(), 1)

# %% mistake: integer division
def accuracy10(x, labels):
    return (x.argmax(1) == labels).sum() // len(x)

# %% mistake: all or nothing
def accuracy10(x, labels):
    return torch.equal(x.argmax(1), labels)

# %% mistake: sorted labels
def accuracy10(x, labels):
    return (x.argmax(1).sort().values == labels.sort().values).float().mean()

# %% mistake: sorted in place
def accuracy10(x, labels):
    share = (x.argmax(1) == labels).float().mean()
    x[:] = x.softmax(1)
    return share

# %% mistake: a mean of the digits' accuracies
def accuracy10(x, labels):
    right = (x.argmax(1) == labels).float()
    return torch.stack([right[labels == d].mean() for d in labels.unique()]).mean()

# %% mistake: the example
def accuracy10(x, labels):
    return 0.8

# %% mistake: the mean share at the label
def accuracy10(x, labels):
    return softmax(x)[range(len(x)), labels].mean()

# %% mistake: the first hundred
def accuracy10(x, labels):
    return (x[:100].argmax(1) == labels[:100]).float().mean()

# %% mistake: the loss
def accuracy10(x, labels):
    return 1 - cross_entropy(x, labels)

# %% mistake: a text
def accuracy10(x, labels):
    return f"{(x.argmax(1) == labels).float().mean():.4f}"

# %% mistake: a tuple
def accuracy10(x, labels):
    right = (x.argmax(1) == labels).sum().item()
    return right / len(x), right

# %% mistake: no return
# why: without a return
def accuracy10(x, labels):
    print((x.argmax(1) == labels).float().mean())

# %% mistake: the unfinished cell
# status: not attempted
def accuracy10(x, labels):
    """The share of rows whose largest activation is the label."""
    raise NotImplementedError()

# %% right: a Python float
def accuracy10(x, labels):
    return (x.argmax(dim=-1) == labels).double().mean().item()

# %% right: counted
def accuracy10(x, labels):
    right = 0
    for row, label in zip(x, labels):
        right += int(row.argmax() == label)
    return right / len(labels)

# %% right: max gives the place, too
def accuracy10(x, labels):
    _, read = torch.max(x, 1)
    return read.eq(labels).sum() / labels.numel()

# %% right: of the shares
def accuracy10(x, labels):
    return torch.eq(torch.softmax(x.double(), 1).argmax(1), labels).float().mean()

# %% right: one-hot
def accuracy10(x, labels):
    return (F.one_hot(x.argmax(1), 10) * F.one_hot(labels, 10)).sum(1).float().mean()

# %% right: the label's activation is the largest
def accuracy10(x, labels):
    own = x.gather(1, labels[:, None])[:, 0]
    return (own >= x.amax(1)).float().mean()

# %% right: sorted
def accuracy10(x, labels):
    return (x.sort(1).indices[:, -1] == labels).type(torch.float32).mean()

# %% right: NumPy
def accuracy10(x, labels):
    return (x.detach().cpu().numpy().argmax(1) == labels.cpu().numpy()).mean()

# %% right: count_nonzero
def accuracy10(x, labels):
    return 1 - torch.count_nonzero(x.topk(1).indices.squeeze(1) - labels) / len(x)

# %% mistake: sigmoid first, which is 1 for all large activations
def accuracy10(x, labels):
    return (x.sigmoid().argmax(1) == labels).float().mean()

# %% mistake: ReLU first
def accuracy10(x, labels):
    return (x.relu().argmax(1) == labels).float().mean()

# %% mistake: rounded activations
def accuracy10(x, labels):
    return (x.round().argmax(1) == labels).float().mean()

# %% mistake: the distance of the digits
def accuracy10(x, labels):
    return 1 - (x.argmax(1) - labels).abs().float().mean() / 9

# %% mistake: one off counts, too
def accuracy10(x, labels):
    return ((x.argmax(1) - labels).abs() <= 1).float().mean()

# %% mistake: the first nine digits
def accuracy10(x, labels):
    return (x[:, :9].argmax(1) == labels).float().mean()
