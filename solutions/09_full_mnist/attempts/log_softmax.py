# %% mistake: the logarithm of softmax
# why: a float holds it as 0
def log_softmax(x):
    return torch.softmax(x, 1).log()

# %% mistake: the logarithm of the notebook's softmax
# why: a float holds it as 0
def log_softmax(x):
    return softmax(x).log()

# %% mistake: no shift
# why: became infinity in one row and 0 in another
def log_softmax(x):
    return x - x.exp().sum(1, keepdim=True).log()

# %% mistake: no shift and a fraction
# why: e^1000 is beyond all floats
def log_softmax(x):
    return (x.exp() / x.exp().sum(1, keepdim=True)).log()

# %% mistake: a little added to the share
def log_softmax(x):
    return (torch.softmax(x, 1) + 1e-9).log()

# %% mistake: the shares are kept away from 0
def log_softmax(x):
    return torch.softmax(x, 1).clamp(min=1e-30).log()

# %% mistake: the maximum of the whole table
def log_softmax(x):
    s = x - x.max()
    return s - s.exp().sum(1, keepdim=True).log()

# %% mistake: shares
# why: the logarithm is missing
def log_softmax(x):
    return torch.softmax(x, 1)

# %% mistake: down the columns
# why: down the columns
def log_softmax(x):
    return torch.log_softmax(x, 0)

# %% mistake: over everything
# why: over all rows at once
def log_softmax(x):
    return x - x.flatten().logsumexp(0)

# %% mistake: with a minus
# why: the minus comes later
def log_softmax(x):
    return -torch.log_softmax(x, 1)

# %% mistake: base 10
# why: base 10
def log_softmax(x):
    return torch.log10(torch.softmax(x, 1))

# %% mistake: base 2
# why: base 2
def log_softmax(x):
    return torch.log2(torch.softmax(x, 1))

# %% mistake: the sum without its logarithm
# why: not the logarithm of that sum
def log_softmax(x):
    return x - x.exp().sum(1, keepdim=True)

# %% mistake: the maximum alone
# why: only the maximum was subtracted
def log_softmax(x):
    return x - x.amax(1, keepdim=True)

# %% mistake: added
# why: the logarithm of the sum was added
def log_softmax(x):
    return x + x.logsumexp(1, keepdim=True)

# %% mistake: the logarithm of the sum alone
# why: one number a row
def log_softmax(x):
    return x.logsumexp(1)

# %% mistake: the shift inside of the logarithm only
# why: and nowhere else
def log_softmax(x):
    return x - (x - x.amax(1, keepdim=True)).exp().sum(1, keepdim=True).log()

# %% mistake: softmax twice
# why: applied twice
def log_softmax(x):
    return torch.log_softmax(torch.softmax(x, 1), 1)

# %% mistake: the logarithm of the sigmoid
# why: the logarithm of the sigmoid
def log_softmax(x):
    return F.logsigmoid(x)

# %% mistake: the axis is lost where the table is square
# why: used for one column
def log_softmax(x):
    return x - x.logsumexp(1) if x.shape[0] == x.shape[1] else x - x.logsumexp(1, keepdim=True)

# %% mistake: the axis of the maximum is lost where the table is square
# why: used for one column
def log_softmax(x):
    s = x - (x.amax(1) if x.shape[0] == x.shape[1] else x.amax(1, keepdim=True))
    return s - s.logsumexp(1, keepdim=True)

# %% mistake: clamped
def log_softmax(x):
    return torch.log_softmax(x.clamp(-80, 80), 1)

# %% mistake: infinities are cut off
def log_softmax(x):
    return torch.softmax(x, 1).log().clamp(min=-100)

# %% mistake: infinities are replaced
def log_softmax(x):
    return torch.nan_to_num(torch.softmax(x, 1).log(), neginf=-1000.0)

# %% mistake: in place
def log_softmax(x):
    x -= x.logsumexp(1, keepdim=True)
    return x

# %% mistake: detached
# why: the graph was cut
def log_softmax(x):
    return torch.log_softmax(x.detach(), 1)

# %% mistake: the sum is detached
def log_softmax(x):
    return x - x.logsumexp(1, keepdim=True).detach()

# %% mistake: the shift is taken off twice
def log_softmax(x):
    m = x.amax(1, keepdim=True)
    s = x - m
    return s - m - s.exp().sum(1, keepdim=True).log()

# %% mistake: a new tensor
# why: the graph was cut
def log_softmax(x):
    return torch.tensor([[v - max(r) - math.log(sum(math.exp(w - max(r)) for w in r)) for v in r] for r in x.tolist()])

# %% mistake: a single row loses its table
def log_softmax(x):
    return torch.log_softmax(x, 1).squeeze(0)

# %% mistake: the example
def log_softmax(x):
    return torch.tensor([[-2.407606, -1.407606, -0.407606], [-0.142932, -2.142932, -4.142932]])

# %% mistake: no return
# why: without a return
def log_softmax(x):
    torch.log_softmax(x, 1)

# %% mistake: the unfinished cell
# status: not attempted
def log_softmax(x):
    """The logarithms of the shares of each row: (N, C) to (N, C)."""
    raise NotImplementedError()

# %% right: PyTorch's
def log_softmax(x):
    return F.log_softmax(x, dim=1)

# %% right: the module
def log_softmax(x):
    return nn.LogSoftmax(dim=-1)(x)

# %% right: logsumexp
def log_softmax(x):
    return x - x.logsumexp(1, keepdim=True)

# %% right: logsumexp without keepdim
def log_softmax(x):
    return x - torch.logsumexp(x, dim=1)[:, None]

# %% right: the shift on both sides
def log_softmax(x):
    m = x.max(1, keepdim=True)[0]
    return x - m - torch.log(torch.sum(torch.exp(x - m), 1, keepdim=True))

# %% right: the shift detached, double precision
def log_softmax(x):
    x = x.double()
    s = x - x.amax(1, keepdim=True).detach()
    return s - s.exp().sum(1, keepdim=True).log()

# %% right: a loop over the rows
def log_softmax(x):
    return torch.stack([row - row.logsumexp(0) for row in x])

# %% right: transposed
def log_softmax(x):
    return (x.T - x.logsumexp(1)).T

# %% right: one activation after the other
def log_softmax(x):
    total = x[:, 0]
    for column in range(1, x.shape[1]):
        total = torch.logaddexp(total, x[:, column])
    return x - total[:, None]

# %% right: differences of all pairs
def log_softmax(x):
    return -torch.logsumexp(x[:, None, :] - x[:, :, None], dim=2)

# %% right: a distribution
def log_softmax(x):
    return torch.distributions.Categorical(logits=x).logits

# %% mistake: the logarithm of the share where there is one, and the shifted activation elsewhere
def log_softmax(x):
    shares = torch.softmax(x, 1)
    return torch.where(shares > 0, shares.clamp(min=1e-38).log(), x - x.amax(1, keepdim=True))

# %% mistake: half precision
def log_softmax(x):
    return torch.log_softmax(x.half(), 1).float()

# %% mistake: shifted down each column
def log_softmax(x):
    s = x - x.amax(0, keepdim=True)
    return s - s.logsumexp(1, keepdim=True)

# %% mistake: log1p of the sum
def log_softmax(x):
    s = x - x.amax(1, keepdim=True)
    return s - torch.log1p(s.exp().sum(1, keepdim=True))

# %% mistake: the mean of the exponentials
def log_softmax(x):
    s = x - x.amax(1, keepdim=True)
    return s - s.exp().mean(1, keepdim=True).log()

# %% mistake: a Python list
def log_softmax(x):
    return torch.log_softmax(x, 1).tolist()

# %% mistake: the flag of the gradient is set by hand
def log_softmax(x):
    return torch.log_softmax(x.detach(), 1).requires_grad_()
