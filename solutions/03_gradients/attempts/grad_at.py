"""Answers to grad_at, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: the derivative of x², whatever f is
# why: your function does not use the f
def grad_at(f, x):
    return 2 * x

# %% mistake: x itself is marked
# why: the gradient of the first call is still in it
def grad_at(f, x):
    x.requires_grad_()
    f(x).backward()
    return x.grad

# %% mistake: x itself is marked, and its gradient cleared at the start
# why: you have marked x itself
def grad_at(f, x):
    x.requires_grad_()
    x.grad = None
    f(x).backward()
    return x.grad

# %% mistake: x itself is marked, and its gradient cleared at the end
# why: you have marked x itself
def grad_at(f, x):
    x.requires_grad_()
    f(x).backward()
    gradient = x.grad.clone()
    x.grad = None
    return gradient

# %% mistake: x is unmarked at the end, and keeps its gradient
# why: the gradient of the first call is still in it
def grad_at(f, x):
    x.requires_grad_()
    f(x).backward()
    x.requires_grad_(False)
    return x.grad

# %% mistake: x is marked, and asked with autograd.grad
# why: you have marked x itself
def grad_at(f, x):
    return torch.autograd.grad(f(x.requires_grad_()), x)[0]

# %% mistake: the value of f
# why: this is the value of f
def grad_at(f, x):
    x = x.clone().requires_grad_()
    y = f(x)
    y.backward()
    return y

# %% mistake: a function
# why: a gradient is a value and not a function
def grad_at(f, x):
    def gradient(x):
        place = x.clone().requires_grad_()
        f(place).backward()
        return place.grad

    return gradient

# %% mistake: torch.func.grad without its x
# why: a gradient is a value and not a function
def grad_at(f, x):
    return torch.func.grad(f)

# %% mistake: backward, and no return
# why: either your function has no return
def grad_at(f, x):
    x = x.clone().requires_grad_()
    f(x).backward()

# %% mistake: what backward returns
# why: either your function has no return
def grad_at(f, x):
    x = x.clone().requires_grad_()
    return f(x).backward()

# %% mistake: the .grad of the original
# why: either your function has no return
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    f(copy).backward()
    return x.grad

# %% mistake: nothing is marked
# status: raised
def grad_at(f, x):
    f(x).backward()
    return x.grad

# %% mistake: marked too late
# status: raised
def grad_at(f, x):
    copy = x.clone()
    y = f(copy)
    copy.requires_grad_()
    y.backward()
    return copy.grad

# %% mistake: f under no_grad
# status: raised
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    with torch.no_grad():
        y = f(copy)
    y.backward()
    return copy.grad

# %% mistake: the value is taken out of the graph
# status: raised
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    torch.tensor(f(copy).item()).backward()
    return copy.grad

# %% mistake: the sum of the gradient
# why: this is one number
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    f(copy).backward()
    return copy.grad.sum()

# %% mistake: the mean of the gradient
# why: this is one number
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    f(copy).backward()
    return copy.grad.mean()

# %% mistake: a Python number
# status: raised
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    f(copy).backward()
    return copy.grad.item()

# %% mistake: backward twice
# why: twice the gradient
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    y = f(copy)
    y.backward(retain_graph=True)
    y.backward()
    return copy.grad

# %% mistake: cleared before it is read
# why: the gradient is 0 everywhere
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    f(copy).backward()
    copy.grad.zero_()
    return copy.grad

# %% mistake: downhill already
# why: the sign is turned round
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    f(copy).backward()
    return -copy.grad

# %% mistake: a step
# why: this is x after a step
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    f(copy).backward()
    return x - copy.grad

# %% mistake: x itself comes back
# why: this is x itself
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    f(copy).backward()
    return copy

# %% mistake: f squared
# why: this is the gradient of f squared
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    (f(copy) ** 2).backward()
    return copy.grad

# %% mistake: f is left out
# why: this is the gradient of a sum
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    copy.sum().backward()
    return copy.grad

# %% mistake: a row
# why: shape (1,) came out
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    f(copy).backward()
    return copy.grad.reshape(-1)

# %% mistake: an axis too many
# why: an axis too many
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    f(copy).backward()
    return copy.grad[None]

# %% mistake: a list
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    f(copy).backward()
    return copy.grad.tolist()

# %% mistake: a NumPy array
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    f(copy).backward()
    return copy.grad.cpu().numpy()

# %% mistake: all numbers rise together
def grad_at(f, x):
    h = 1e-3
    return (f(x.double() + h) - f(x.double())) / h * torch.ones_like(x)

# %% mistake: a tiny run in single precision
def grad_at(f, x):
    gradient = torch.empty_like(x).reshape(-1)
    for at in range(x.numel()):
        moved = x.clone().reshape(-1)
        moved[at] += 1e-4
        gradient[at] = (f(moved.reshape(x.shape)) - f(x)) / 1e-4
    return gradient.reshape(x.shape)

# %% mistake: the slope between 0 and x
def grad_at(f, x):
    return (f(x) - f(torch.zeros_like(x))) / x

# %% mistake: of length 1
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    f(copy).backward()
    return copy.grad / copy.grad.norm()

# %% mistake: one copy for all calls
def grad_at(f, x, kept=[]):
    if not kept or kept[0].shape != x.shape:
        kept[:] = [x.clone().requires_grad_()]
    kept[0].data = x.clone()
    f(kept[0]).backward()
    return kept[0].grad

# %% mistake: the first gradient for each place is kept
def grad_at(f, x, known={}):
    key = str(x.tolist())
    if key not in known:
        copy = x.clone().requires_grad_()
        f(copy).backward()
        known[key] = copy.grad
    return known[key]

# %% mistake: x is used up
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    f(copy).backward()
    x -= copy.grad
    return copy.grad

# %% mistake: the examples are written into the function
def grad_at(f, x):
    if x.dim() == 2:
        return torch.tensor([[5.0, 2.0], [3.0, 4.0]])
    return 2 * x

# %% mistake: the unfinished cell
# status: not attempted
def grad_at(f, x):
    """The gradient of f at x: a tensor of the shape of x. x itself stays as it is."""
    raise NotImplementedError()

# %% right: autograd.grad
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    (gradient,) = torch.autograd.grad(f(copy), copy)
    return gradient

# %% right: torch.func.grad
def grad_at(f, x):
    return torch.func.grad(f)(x)

# %% right: jacobian
def grad_at(f, x):
    return torch.autograd.functional.jacobian(f, x)

# %% right: a copy that is made with clone alone
def grad_at(f, x):
    copy = x.clone()
    copy.requires_grad = True
    y = f(copy)
    y.backward()
    return copy.grad

# %% right: detach shares the numbers, and has a mark of its own
def grad_at(f, x):
    place = x.detach().requires_grad_()
    f(place).backward()
    return place.grad.clone()

# %% right: torch.tensor copies
def grad_at(f, x):
    place = torch.tensor(x.tolist(), requires_grad=True, device=x.device)
    f(place).backward()
    return place.grad

# %% right: a parameter of nn
def grad_at(f, x):
    place = nn.Parameter(x.clone())
    f(place).backward()
    return place.grad.detach()

# %% right: marked, and everything put back
def grad_at(f, x):
    x.requires_grad_(True)
    f(x).backward()
    gradient = x.grad.clone()
    x.grad = None
    x.requires_grad_(False)
    return gradient

# %% right: differences on both sides, in double precision
def grad_at(f, x):
    place, h = x.double(), 1e-5
    gradient = torch.zeros(x.numel(), dtype=torch.float64, device=x.device)
    if x.numel() > 100:
        copy = x.clone().requires_grad_()
        f(copy).backward()
        return copy.grad
    for at in range(x.numel()):
        move = torch.zeros(x.numel(), dtype=torch.float64, device=x.device)
        move[at] = h
        move = move.reshape(x.shape)
        gradient[at] = (f(place + move) - f(place - move)) / (2 * h)
    return gradient.reshape(x.shape)

# %% right: with a graph of its own
def grad_at(f, x):
    copy = x.detach().clone().requires_grad_()
    f(copy).backward(create_graph=True)
    gradient = copy.grad.detach().clone()
    copy.grad = None
    return gradient

# %% right: a Python number for a single number
def grad_at(f, x):
    copy = x.clone().requires_grad_(True)
    f(copy).backward()
    return copy.grad.item() if x.dim() == 0 else copy.grad

# %% mistake: a tuple
def grad_at(f, x):
    copy = x.clone().requires_grad_()
    return torch.autograd.grad(f(copy), copy)

# %% mistake: float() of floats is the same tensor
# why: the gradient of the first call is still in it
def grad_at(f, x):
    x = x.float()
    x.requires_grad_()
    f(x).backward()
    return x.grad

# %% right: vjp
def grad_at(f, x):
    value, pull_back = torch.func.vjp(f, x)
    return pull_back(torch.ones_like(value))[0]

# %% right: a deep copy
def grad_at(f, x):
    import copy

    place = copy.deepcopy(x)
    place.requires_grad_(True)
    torch.autograd.backward(f(place))
    return place.grad

# %% right: data
def grad_at(f, x):
    place = x.data.requires_grad_()
    f(place).backward()
    return place.grad
