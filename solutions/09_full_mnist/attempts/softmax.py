# %% mistake: no shift
# why: e^1000 is beyond all floats
def softmax(x):
    e = x.exp()
    return e / e.sum(1, keepdim=True)

# %% mistake: the maximum of the whole table
# why: the first row's maximum was subtracted from all rows
def softmax(x):
    e = (x - x.max()).exp()
    return e / e.sum(1, keepdim=True)

# %% mistake: down the columns
# why: down the columns
def softmax(x):
    return torch.softmax(x, 0)

# %% mistake: over everything
# why: over all rows at once
def softmax(x):
    e = (x - x.max()).exp()
    return e / e.sum()

# %% mistake: exponentials alone
# why: these are the exponentials
def softmax(x):
    return x.exp()

# %% mistake: no exponential
# why: e^x is missing
def softmax(x):
    return x / x.sum(1, keepdim=True)

# %% mistake: sigmoid
# why: this is the sigmoid
def softmax(x):
    return torch.sigmoid(x)

# %% mistake: sigmoids, divided by their sum
# why: these are sigmoids
def softmax(x):
    s = torch.sigmoid(x)
    return s / s.sum(1, keepdim=True)

# %% mistake: a minus
# why: gets the smallest share
def softmax(x):
    return torch.softmax(-x, 1)

# %% mistake: powers of 2
# why: powers of 2
def softmax(x):
    e = 2 ** (x - x.amax(1, keepdim=True))
    return e / e.sum(1, keepdim=True)

# %% mistake: the logarithm
# why: the logarithm of softmax
def softmax(x):
    return torch.log_softmax(x, 1)

# %% mistake: twice
# why: applied twice
def softmax(x):
    return torch.softmax(torch.softmax(x, 1), 1)

# %% mistake: the largest alone
# why: the largest share of each row alone
def softmax(x):
    return torch.softmax(x, 1).max(1).values

# %% mistake: divided by the largest
# why: the largest of each row is 1
def softmax(x):
    e = (x - x.amax(1, keepdim=True)).exp()
    return e / e.amax(1, keepdim=True)

# %% mistake: divided by the mean
# why: by the mean of the row
def softmax(x):
    e = (x - x.amax(1, keepdim=True)).exp()
    return e / e.mean(1, keepdim=True)

# %% mistake: squares
# why: shares of the squares
def softmax(x):
    return x ** 2 / (x ** 2).sum(1, keepdim=True)

# %% mistake: the axis of the sum is lost
# status: raised
def softmax(x):
    e = (x - x.amax(1, keepdim=True)).exp()
    return e / e.sum(1)

# %% mistake: the axis of the sum is lost where the table is square
# why: used for one column
def softmax(x):
    e = (x - x.amax(1, keepdim=True)).exp()
    return e / e.sum(1) if x.shape[0] == x.shape[1] else e / e.sum(1, keepdim=True)

# %% mistake: the axis of the maximum is lost where the table is square
# why: used for one column
def softmax(x):
    m = x.amax(1) if x.shape[0] == x.shape[1] else x.amax(1, keepdim=True)
    e = (x - m).exp()
    return e / e.sum(1, keepdim=True)

# %% mistake: clamped
def softmax(x):
    e = x.clamp(-50, 50).exp()
    return e / e.sum(1, keepdim=True)

# %% mistake: scaled down first
def softmax(x):
    return torch.softmax(x / x.abs().amax(1, keepdim=True), 1)

# %% mistake: nan becomes 0
def softmax(x):
    e = x.exp()
    return torch.nan_to_num(e / e.sum(1, keepdim=True))

# %% mistake: the minimum is subtracted
def softmax(x):
    e = (x - x.amin(1, keepdim=True)).exp()
    return e / e.sum(1, keepdim=True)

# %% mistake: the mean is subtracted
def softmax(x):
    e = (x - x.mean(1, keepdim=True)).exp()
    return e / e.sum(1, keepdim=True)

# %% mistake: a little added below the line
def softmax(x):
    e = (x - x.amax(1, keepdim=True)).exp()
    return e / (e.sum(1, keepdim=True) + 1e-2)

# %% mistake: a little added, and no shift
def softmax(x):
    e = x.exp()
    return e / (e.sum(1, keepdim=True) + 1e-8)

# %% mistake: in place
def softmax(x):
    x -= x.amax(1, keepdim=True)
    x.exp_()
    x /= x.sum(1, keepdim=True)
    return x

# %% mistake: detached
# why: the graph was cut
def softmax(x):
    return torch.softmax(x.detach(), 1)

# %% mistake: the data alone
# why: the graph was cut
def softmax(x):
    return torch.softmax(x.data, 1)

# %% mistake: no gradient wanted
# why: the graph was cut
def softmax(x):
    with torch.no_grad():
        return torch.softmax(x, 1)

# %% mistake: a new tensor of numbers
# why: the graph was cut
def softmax(x):
    return torch.tensor([[math.exp(v - max(row)) / sum(math.exp(w - max(row)) for w in row) for v in row] for row in x.tolist()])

# %% mistake: NumPy
# status: raised
def softmax(x):
    a = x.numpy()
    e = np.exp(a - a.max(1, keepdims=True))
    return torch.tensor(e / e.sum(1, keepdims=True))

# %% mistake: the sum is detached
def softmax(x):
    e = (x - x.amax(1, keepdim=True)).exp()
    return e / e.sum(1, keepdim=True).detach()

# %% mistake: ten columns only
def softmax(x):
    e = (x - x[:, :10].amax(1, keepdim=True)).exp()
    return e / e[:, :10].sum(1, keepdim=True)

# %% mistake: a single row loses its table
def softmax(x):
    return torch.softmax(x, 1).squeeze()

# %% mistake: sorted
def softmax(x):
    return torch.softmax(x.sort(1).values, 1)

# %% mistake: one-hot of the largest
def softmax(x):
    return F.one_hot(x.argmax(1), x.shape[1]).float()

# %% mistake: the wrong denominator: the other activations only
def softmax(x):
    e = (x - x.amax(1, keepdim=True)).exp()
    return e / (e.sum(1, keepdim=True) - e)

# %% mistake: no return
# why: without a return
def softmax(x):
    torch.softmax(x, 1)

# %% mistake: the unfinished cell
# status: not attempted
def softmax(x):
    """The shares of each row: (N, C) to (N, C)."""
    raise NotImplementedError()

# %% right: PyTorch's
def softmax(x):
    return torch.softmax(x, dim=1)

# %% right: the functional one, along the last axis
def softmax(x):
    return F.softmax(x, dim=-1)

# %% right: the module
def softmax(x):
    return nn.Softmax(dim=1)(x)

# %% right: the exponential of the logarithm
def softmax(x):
    return torch.log_softmax(x, 1).exp()

# %% right: logsumexp
def softmax(x):
    return (x - x.logsumexp(1, keepdim=True)).exp()

# %% right: the maximum with its place
def softmax(x):
    shift, _ = x.max(dim=1, keepdim=True)
    e = torch.exp(x - shift)
    return e / e.sum(dim=1, keepdim=True)

# %% right: the maximum detached
def softmax(x):
    shift = x.max(dim=1, keepdim=True).values.detach()
    e = torch.exp(x - shift)
    return e / torch.sum(e, -1).unsqueeze(-1)

# %% right: a loop over the rows
def softmax(x):
    rows = []
    for row in x:
        e = (row - row.max()).exp()
        rows.append(e / e.sum())
    return torch.stack(rows)

# %% right: transposed and back
def softmax(x):
    e = (x.T - x.max(1).values).exp()
    return (e / e.sum(0)).T

# %% right: double precision
def softmax(x):
    x = x.double()
    e = (x - x.amax(1, keepdim=True)).exp()
    return e / torch.einsum("nc->n", e)[:, None]

# %% right: differences of all pairs
def softmax(x):
    return 1 / (x[:, None, :] - x[:, :, None]).exp().sum(2)

# %% right: in place on a copy
def softmax(x):
    e = x - x.amax(1, keepdim=True)
    e = e.exp_()
    return e / e.sum(1, keepdim=True)

# %% right: vmap
def softmax(x):
    return torch.vmap(lambda row: torch.softmax(row, 0))(x)

# %% mistake: shifted down each column
def softmax(x):
    return torch.softmax(x - x.amax(0, keepdim=True), 1)

# %% mistake: half precision
def softmax(x):
    return torch.softmax(x.to(torch.bfloat16), 1).float()

# %% mistake: rounded
def softmax(x):
    return torch.softmax(x, 1).round(decimals=3)

# %% mistake: a list of lists
def softmax(x):
    return torch.softmax(x, 1).tolist()

# %% mistake: the flag of the gradient is set by hand
def softmax(x):
    return torch.softmax(x.detach(), 1).requires_grad_()

# %% mistake: a temperature
def softmax(x):
    return torch.softmax(x / 2, 1)

# %% mistake: Gumbel
def softmax(x):
    return F.gumbel_softmax(x, dim=1)

# %% mistake: the example
def softmax(x):
    return torch.tensor([[0.090031, 0.244728, 0.665241], [0.866813, 0.117310, 0.015876]])

# %% mistake: shifted only where it seems to be needed
def softmax(x):
    e = (x - x.max()).exp() if x.max() > 80 else x.exp()
    return e / e.sum(1, keepdim=True)

# %% right: shifted where it is needed
def softmax(x):
    m = x.amax(1, keepdim=True)
    e = (x - torch.where(m.abs() > 50, m, torch.zeros_like(m))).exp()
    return e / e.sum(1, keepdim=True)

# %% right: columns one after the other
def softmax(x):
    total = x.logsumexp(1)
    return torch.stack([(x[:, k] - total).exp() for k in range(x.shape[1])], dim=1)
