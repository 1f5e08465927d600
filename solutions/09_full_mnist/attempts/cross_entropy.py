# %% mistake: PyTorch's
# why: this loss is ready-made
def cross_entropy(x, labels):
    return F.cross_entropy(x, labels)

# %% mistake: the module
# why: this loss is ready-made
def cross_entropy(x, labels):
    return nn.CrossEntropyLoss()(x, labels)

# %% mistake: nll_loss
# why: this loss is ready-made
def cross_entropy(x, labels):
    return F.nll_loss(log_softmax(x), labels)

# %% mistake: the module NLLLoss
# why: this loss is ready-made
def cross_entropy(x, labels):
    loss = nn.NLLLoss()
    return loss(torch.log_softmax(x, 1), labels)

# %% mistake: imported under another name
# why: this loss is ready-made
from torch.nn.functional import cross_entropy as ready


def cross_entropy(x, labels):
    return ready(x, labels)

# %% mistake: no minus
# why: the minus is missing
def cross_entropy(x, labels):
    return log_softmax(x)[range(len(labels)), labels].mean()

# %% mistake: the sum
# why: this is the sum
def cross_entropy(x, labels):
    return -log_softmax(x)[range(len(labels)), labels].sum()

# %% mistake: the mean over all activations
# why: by the number of activations
def cross_entropy(x, labels):
    return -(one_hot(labels) * log_softmax(x)).mean()

# %% mistake: all labels for all images
# why: by the labels of all images
def cross_entropy(x, labels):
    return -log_softmax(x)[:, labels].mean()

# %% mistake: the share
# why: the logarithm is missing
def cross_entropy(x, labels):
    return softmax(x)[range(len(labels)), labels].mean()

# %% mistake: minus the share
# why: the logarithm is missing
def cross_entropy(x, labels):
    return -softmax(x)[range(len(labels)), labels].mean()

# %% mistake: what the share lacks
# why: the logarithm is missing
def cross_entropy(x, labels):
    return (1 - softmax(x)[range(len(labels)), labels]).mean()

# %% mistake: the mean before the logarithm
# why: the mean was taken before the logarithm
def cross_entropy(x, labels):
    return -softmax(x)[range(len(labels)), labels].mean().log()

# %% mistake: base 10
# why: base 10
def cross_entropy(x, labels):
    return -softmax(x)[range(len(labels)), labels].log10().mean()

# %% mistake: base 2
# why: base 2
def cross_entropy(x, labels):
    return -softmax(x)[range(len(labels)), labels].log2().mean()

# %% mistake: no softmax
# why: softmax is missing
def cross_entropy(x, labels):
    return -x[range(len(labels)), labels].mean()

# %% mistake: softmax twice
# why: softmax was applied twice
def cross_entropy(x, labels):
    return -log_softmax(softmax(x))[range(len(labels)), labels].mean()

# %% mistake: all ten
# why: right or wrong
def cross_entropy(x, labels):
    return -log_softmax(x).mean()

# %% mistake: labels from 1 to 10
# why: beside the label
def cross_entropy(x, labels):
    return -log_softmax(x)[range(len(labels)), labels - 1].mean()

# %% mistake: softmax over everything
# why: over all rows at once
def cross_entropy(x, labels):
    return -(x - x.logsumexp((0, 1)))[range(len(labels)), labels].mean()

# %% mistake: softmax down the columns
# why: do not compete here
def cross_entropy(x, labels):
    return -torch.log_softmax(x, 0)[range(len(labels)), labels].mean()

# %% mistake: ten sigmoids
# why: do not compete here
def cross_entropy(x, labels):
    return -F.logsigmoid(x)[range(len(labels)), labels].mean()

# %% mistake: the binary cross-entropy of the shares
# why: binary cross-entropy
def cross_entropy(x, labels):
    return binary_cross_entropy(softmax(x), one_hot(labels)) * 10

# %% mistake: the binary cross-entropy of ten sigmoids
# why: ten separate sigmoids
def cross_entropy(x, labels):
    return F.binary_cross_entropy_with_logits(x, one_hot(labels))

# %% mistake: squares
# why: squares of distances
def cross_entropy(x, labels):
    return ((softmax(x) - one_hot(labels)) ** 2).mean()

# %% mistake: the largest share
# why: the largest share was taken
def cross_entropy(x, labels):
    return -log_softmax(x).max(1).values.mean()

# %% mistake: the entropy of the shares
# why: the labels have no say
def cross_entropy(x, labels):
    return -(softmax(x) * log_softmax(x)).sum(1).mean()

# %% mistake: no mean
# why: the losses of the single images
def cross_entropy(x, labels):
    return -log_softmax(x)[range(len(labels)), labels]

# %% mistake: no mean, in a column
# why: the losses of the single images
def cross_entropy(x, labels):
    return -log_softmax(x).gather(1, labels[:, None])

# %% mistake: a list of one number
# why: a list of one number
def cross_entropy(x, labels):
    return -log_softmax(x)[range(len(labels)), labels].mean(0, keepdim=True)

# %% mistake: the first image
# why: the first image alone
def cross_entropy(x, labels):
    return -log_softmax(x)[0, labels[0]]

# %% mistake: the median
def cross_entropy(x, labels):
    return -log_softmax(x)[range(len(labels)), labels].median()

# %% mistake: always two images
# why: divided by 2
def cross_entropy(x, labels):
    return -log_softmax(x)[range(len(labels)), labels].sum() / 2

# %% mistake: the logarithm of softmax
# why: −log(0) is infinity
def cross_entropy(x, labels):
    return -softmax(x)[range(len(labels)), labels].log().mean()

# %% mistake: naive softmax
# why: e^1000 is beyond all floats
def cross_entropy(x, labels):
    e = x.exp()
    return -(e / e.sum(1, keepdim=True))[range(len(labels)), labels].log().mean()

# %% mistake: one-hot times the logarithm of softmax
def cross_entropy(x, labels):
    return -(one_hot(labels) * softmax(x).log()).sum(1).mean()

# %% mistake: a little added
def cross_entropy(x, labels):
    return -(softmax(x)[range(len(labels)), labels] + 1e-9).log().mean()

# %% mistake: cut off
def cross_entropy(x, labels):
    return -softmax(x)[range(len(labels)), labels].clamp(min=1e-7).log().mean()

# %% mistake: the maximum of the whole table
def cross_entropy(x, labels):
    s = x - x.max()
    return -(s - s.exp().sum(1, keepdim=True).log())[range(len(labels)), labels].mean()

# %% mistake: a Python float
# why: has no gradient
def cross_entropy(x, labels):
    return -log_softmax(x)[range(len(labels)), labels].mean().item()

# %% mistake: detached
# why: the graph was cut
def cross_entropy(x, labels):
    return -log_softmax(x.detach())[range(len(labels)), labels].mean()

# %% mistake: a new tensor
# why: the graph was cut
def cross_entropy(x, labels):
    return torch.tensor([-log_softmax(x)[at, label] for at, label in enumerate(labels)]).mean()

# %% mistake: the normalization is detached
def cross_entropy(x, labels):
    return (x.logsumexp(1).detach() - x[range(len(labels)), labels]).mean()

# %% mistake: in place
def cross_entropy(x, labels):
    with torch.no_grad():
        x -= x.amax(1, keepdim=True)
    return (x.logsumexp(1) - x[range(len(labels)), labels]).mean()

# %% mistake: the labels are changed
def cross_entropy(x, labels):
    loss = -log_softmax(x)[range(len(labels)), labels].mean()
    labels += 1
    return loss

# %% mistake: smoothed labels
def cross_entropy(x, labels):
    target = 0.9 * one_hot(labels) + 0.01
    return -(target * log_softmax(x)).sum(1).mean()

# %% mistake: weighted by class
def cross_entropy(x, labels):
    counts = labels.bincount(minlength=10).float()
    losses = -log_softmax(x)[range(len(labels)), labels]
    return (losses / counts[labels]).sum() / (counts > 0).sum()

# %% mistake: the axis is lost where there are ten images
def cross_entropy(x, labels):
    total = x.logsumexp(1) if len(x) == 10 else x.logsumexp(1, keepdim=True)
    return -(x - total)[range(len(labels)), labels].mean()

# %% mistake: fails for one image
def cross_entropy(x, labels):
    picked = log_softmax(x)[range(len(labels)), labels].squeeze()
    return -sum(picked) / len(picked)

# %% mistake: the diagonal
def cross_entropy(x, labels):
    return -log_softmax(x).diagonal().mean()

# %% mistake: the number of the digit
def cross_entropy(x, labels):
    return F.mse_loss(x.max(1).values, labels.float())

# %% mistake: no return
# why: without a return
def cross_entropy(x, labels):
    -log_softmax(x)[range(len(labels)), labels].mean()

# %% mistake: the unfinished cell
# status: not attempted
def cross_entropy(x, labels):
    """The mean of −log softmax at the label: (N, 10) and (N,) to one number."""
    raise NotImplementedError()

# %% right: PyTorch's log_softmax
def cross_entropy(x, labels):
    return -F.log_softmax(x, dim=1)[torch.arange(len(x), device=x.device), labels].mean()

# %% right: gather
def cross_entropy(x, labels):
    return -torch.log_softmax(x, 1).gather(1, labels.unsqueeze(1)).mean()

# %% right: one-hot
def cross_entropy(x, labels):
    return -(one_hot(labels) * log_softmax(x)).sum(1).mean()

# %% right: one-hot, the sum over everything
def cross_entropy(x, labels):
    return -(F.one_hot(labels, 10) * log_softmax(x)).sum() / len(x)

# %% right: logsumexp minus the activation
def cross_entropy(x, labels):
    return (x.logsumexp(1) - x[range(len(x)), labels]).mean()

# %% right: a loop
def cross_entropy(x, labels):
    total = torch.zeros((), device=x.device)
    for row, label in zip(x, labels):
        total = total - row.log_softmax(0)[label]
    return total / len(labels)

# %% right: take_along_dim
def cross_entropy(x, labels):
    return torch.take_along_dim(log_softmax(x), labels[:, None], dim=1).squeeze(1).neg().mean()

# %% right: a distribution
def cross_entropy(x, labels):
    return -torch.distributions.Categorical(logits=x).log_prob(labels).mean()

# %% right: how far the others are ahead
def cross_entropy(x, labels):
    own = x.gather(1, labels[:, None])
    return torch.logsumexp(x - own, dim=1).mean()

# %% right: double precision, the diagonal of columns
def cross_entropy(x, labels):
    return -torch.log_softmax(x.double(), 1)[:, labels].diagonal().mean()

# %% right: einsum
def cross_entropy(x, labels):
    y = one_hot(labels).to(x.dtype).to(x.device)
    return -torch.einsum("nc,nc->", y, log_softmax(x)) / x.shape[0]

# %% right: a helper of its own
def shares_in_logarithms(x):
    m = x.max(1, keepdim=True).values
    return x - m - (x - m).exp().sum(1, keepdim=True).log()


def cross_entropy(x, labels):
    """Not F.cross_entropy, but the same."""
    return -shares_in_logarithms(x)[torch.arange(x.shape[0]), labels].mean()

# %% right: a mask
def cross_entropy(x, labels):
    return -log_softmax(x)[F.one_hot(labels, 10).bool()].mean()

# %% right: kl_div
def cross_entropy(x, labels):
    return F.kl_div(log_softmax(x), F.one_hot(labels, 10).to(x.dtype), reduction="batchmean")

# %% mistake: the logarithm of the share where there is one, and the shifted activation elsewhere
def cross_entropy(x, labels):
    share = torch.softmax(x, 1)[range(len(x)), labels]
    far = (x - x.amax(1, keepdim=True))[range(len(x)), labels]
    return -torch.where(share > 0, share.clamp(min=1e-38).log(), far).mean()

# %% mistake: the loss without the class's own term
def cross_entropy(x, labels):
    own = x.gather(1, labels[:, None])
    others = x.masked_fill(F.one_hot(labels, 10).bool(), float("-inf"))
    return torch.logsumexp(others - own, 1).mean()

# %% mistake: the flag of the gradient is set by hand
def cross_entropy(x, labels):
    return (-torch.log_softmax(x.detach(), 1)[range(len(x)), labels].mean()).requires_grad_()

# %% mistake: the module of the modules
# why: this loss is ready-made
def cross_entropy(x, labels):
    return torch.nn.modules.loss.CrossEntropyLoss(reduction="mean")(x, labels)

# %% mistake: through getattr
def cross_entropy(x, labels):
    return getattr(F, "cross_entropy")(x, labels)

# %% mistake: one-hot targets for PyTorch's loss
# why: this loss is ready-made
def cross_entropy(x, labels):
    return F.cross_entropy(x, one_hot(labels).float())

# %% mistake: a class of its own around the ready-made one
# why: this loss is ready-made
class Mine(nn.CrossEntropyLoss):
    pass


def cross_entropy(x, labels):
    return Mine()(x, labels)

# %% mistake: hinge
def cross_entropy(x, labels):
    return F.multi_margin_loss(x, labels)

# %% mistake: the mean of the exponentials
def cross_entropy(x, labels):
    s = x - x.amax(1, keepdim=True)
    return (s.exp().mean(1).log() - s[range(len(x)), labels]).mean()

# %% mistake: the digits sorted
def cross_entropy(x, labels):
    return -log_softmax(x)[range(len(x)), labels.sort().values].mean()
