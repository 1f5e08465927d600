# %% mistake: the absolute value
# why: this is the absolute value
def relu(x):
    return x.abs()

# %% mistake: the smaller one of the two
# why: the numbers below 0 were kept
def relu(x):
    return x.clamp(max=0)

# %% mistake: cut off above 1
# why: cut off, too
def relu(x):
    return x.clamp(0, 1)

# %% mistake: cut off above 6
# why: above 6
def relu(x):
    return F.relu6(x)

# %% mistake: where it is above 0
# why: where a number is above 0
def relu(x):
    return x > 0

# %% mistake: ones and zeros
# why: where a number is above 0
def relu(x):
    return (x > 0).float()

# %% mistake: the numbers above 0 alone
# why: left out
def relu(x):
    return x[x > 0]

# %% mistake: leaky
# why: leaky ReLU
def relu(x):
    return F.leaky_relu(x)

# %% mistake: nearly flat on the left
def relu(x):
    return torch.where(x > 0, x, 1e-3 * x)

# %% mistake: the sigmoid
# why: the sigmoid
def relu(x):
    return x.sigmoid()

# %% mistake: softplus
# why: softplus
def relu(x):
    return F.softplus(x)

# %% mistake: a very steep softplus
def relu(x):
    return F.softplus(x, beta=100)

# %% mistake: ELU
# why: ELU
def relu(x):
    return F.elu(x)

# %% mistake: GELU
# why: GELU
def relu(x):
    return F.gelu(x)

# %% mistake: swish
def relu(x):
    return F.silu(x)

# %% mistake: the other sign
# why: with the other sign
def relu(x):
    return (-x).clamp(min=0)

# %% mistake: nothing happens
# why: as they were
def relu(x):
    return x

# %% mistake: the largest number
# why: the largest of the numbers
def relu(x):
    return x.max().clamp(min=0)

# %% mistake: Python's max
# status: raised
def relu(x):
    return max(x, 0)

# %% mistake: torch.max with a number
# status: raised
def relu(x):
    return torch.max(x, 0.0)

# %% mistake: Python's max, number by number, in a list
# why: another type
def relu(x):
    return [max(number.item(), 0.0) for number in x]

# %% mistake: a new tensor of Python's numbers
# why: the way back for the gradient is cut
def relu(x):
    return torch.tensor([max(number, 0.0) for number in x.flatten().tolist()]).reshape(x.shape)

# %% mistake: detached
# why: the way back for the gradient is cut
def relu(x):
    return x.detach().clamp(min=0)

# %% mistake: with .data
# why: the way back for the gradient is cut
def relu(x):
    return x.data.clamp(min=0)

# %% mistake: no_grad
# why: the way back for the gradient is cut
def relu(x):
    with torch.no_grad():
        return x.clamp(min=0)

# %% mistake: NumPy
# why: another type
def relu(x):
    return np.maximum(x.detach().numpy(), 0)

# %% mistake: from NumPy and back
def relu(x):
    return torch.from_numpy(np.maximum(x.detach().numpy(), 0))

# %% mistake: detached, and then declared to track gradients
def relu(x):
    return x.detach().clamp(min=0).requires_grad_()

# %% mistake: in place
def relu(x):
    return x.clamp_(min=0)

# %% mistake: in place by index
def relu(x):
    x[x < 0] = 0
    return x

# %% mistake: in place on the data, hidden from the gradient
def relu(x):
    x.data.clamp_(min=0)
    return x

# %% mistake: the input is changed afterwards
def relu(x):
    result = torch.relu(x)
    x.data.zero_()
    return result

# %% mistake: one axis only
# status: raised
def relu(x):
    return torch.stack([number if number > 0 else torch.tensor(0.0) for number in x])

# %% mistake: shape lost
# why: one row
def relu(x):
    return x.clamp(min=0).flatten() if x.dim() else x.clamp(min=0)

# %% mistake: a Python float for one number
def relu(x):
    return x.clamp(min=0) if x.dim() else max(x.item(), 0.0)

# %% mistake: at least one axis
def relu(x):
    return torch.atleast_1d(x).clamp(min=0)

# %% mistake: the limit is 1
def relu(x):
    return torch.where(x > 1, x, torch.zeros_like(x))

# %% mistake: the limit is -1
def relu(x):
    return x.clamp(min=-1)

# %% mistake: small numbers are 0, too
def relu(x):
    return torch.where(x > 0.01, x, torch.zeros_like(x))

# %% mistake: large numbers are cut off
def relu(x):
    return x.clamp(0, 1000)

# %% mistake: squared
def relu(x):
    return x.clamp(min=0) ** 2

# %% mistake: the right numbers with the gradient of x itself
def relu(x):
    return x + (x.clamp(min=0) - x).detach()

# %% mistake: half precision
def relu(x):
    return x.clamp(min=0).half()

# %% mistake: 1 in the place of 0
def relu(x):
    return torch.where(x > 0, x, torch.ones_like(x))

# %% mistake: axes of length 1 are lost
def relu(x):
    return x.clamp(min=0).squeeze()

# %% mistake: rounded
def relu(x):
    return x.clamp(min=0).round(decimals=2)

# %% mistake: half of it
def relu(x):
    return (x + x.abs()) / 4

# %% mistake: shifted, so that all are positive
def relu(x):
    return x - x.min()

# %% mistake: the mean instead of 0
def relu(x):
    return torch.where(x > 0, x, x.mean())

# %% mistake: the example is written into the function
def relu(x):
    return torch.tensor([0.0, 0.0, 0.25, 3.0])

# %% mistake: a module in place of its result
# why: is not a tensor
def relu(x):
    return nn.ReLU()

# %% mistake: no return
# why: without a return
def relu(x):
    x.clamp(min=0)

# %% mistake: one if for the whole tensor
# status: raised
def relu(x):
    if x > 0:
        return x
    return 0

# %% mistake: one if for the sum
def relu(x):
    return x if x.sum() > 0 else torch.zeros_like(x)

# %% mistake: untouched
# status: not attempted
def relu(x):
    """Each number of x that is above 0, and 0 in the place of the others."""
    raise NotImplementedError()

# %% right: torch.relu
relu = torch.relu

# %% right: F.relu
def relu(x):
    return F.relu(x)

# %% right: a module
relu = nn.ReLU()

# %% right: the maximum with zeros
def relu(x):
    return torch.maximum(x, torch.zeros_like(x))

# %% right: the maximum with one zero
def relu(x):
    return torch.max(x, torch.tensor(0.0))

# %% right: where
def relu(x):
    return torch.where(x > 0, x, 0.0)

# %% right: times True or False
def relu(x):
    return x * (x > 0)

# %% right: half of x and its size
def relu(x):
    return (x + x.abs()) / 2

# %% right: at least 0
def relu(x):
    return x.clamp_min(0)

# %% right: whole number as the limit
def relu(x):
    return torch.clamp(x, 0)

# %% right: a copy, changed in place
def relu(x):
    result = x.clone()
    result[result < 0] = 0
    return result

# %% right: masked
def relu(x):
    return x.masked_fill(x < 0, 0)

# %% right: number by number
def relu(x):
    numbers = [number if number > 0 else number * 0 for number in x.reshape(-1)]
    return torch.stack(numbers).reshape(x.shape)

# %% right: threshold
def relu(x):
    return F.threshold(x, 0.0, 0.0)

# %% right: x without what is below 0
def relu(x):
    return x - x.clamp(max=0)

# %% right: the sign
def relu(x):
    return x * (1 + torch.sign(x)) / 2

# %% right: a gradient of its own
class OwnReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, gradient):
        (x,) = ctx.saved_tensors
        return gradient * (x > 0)


def relu(x):
    return OwnReLU.apply(x)
