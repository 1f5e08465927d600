# %% mistake: no gradients
# why: nothing that is computed with these parameters
def init_params(size, std=1.0):
    return torch.randn(size) * std

# %% mistake: tracked too early
# why: its own .grad will stay empty
def init_params(size, std=1.0):
    return torch.randn(size).requires_grad_() * std

# %% mistake: tracked at birth, then scaled
# why: its own .grad will stay empty
def init_params(size, std=1.0):
    return torch.randn(size, requires_grad=True) * std

# %% mistake: rand for randn
# why: no number is below 0
def init_params(size, std=1.0):
    return (torch.rand(size) * std).requires_grad_()

# %% mistake: spread evenly around 0
# why: spread evenly
def init_params(size, std=1.0):
    return ((torch.rand(size) * 2 - 1) * std).requires_grad_()

# %% mistake: spread evenly, with the right standard deviation
def init_params(size, std=1.0):
    return ((torch.rand(size) * 2 - 1) * std * 3**0.5).requires_grad_()

# %% mistake: std is not used
# why: std has no effect
def init_params(size, std=1.0):
    return torch.randn(size).requires_grad_()

# %% mistake: std is the variance
# why: the variance
def init_params(size, std=1.0):
    return (torch.randn(size) * std**0.5).requires_grad_()

# %% mistake: std is squared
# why: std has been used twice
def init_params(size, std=1.0):
    return (torch.randn(size) * std**2).requires_grad_()

# %% mistake: std is added
# why: and not around 0
def init_params(size, std=1.0):
    return (torch.randn(size) + std).requires_grad_()

# %% mistake: divided by std
# why: you divided by std
def init_params(size, std=1.0):
    return (torch.randn(size) / std).requires_grad_()

# %% mistake: another default
def init_params(size, std=0.1):
    return (torch.randn(size) * std).requires_grad_()

# %% mistake: no default
# status: raised
def init_params(size, std):
    return (torch.randn(size) * std).requires_grad_()

# %% mistake: a seed inside
# why: the second call gives the numbers of the first
def init_params(size, std=1.0):
    torch.manual_seed(42)
    return (torch.randn(size) * std).requires_grad_()

# %% mistake: a generator inside
# why: the second call gives the numbers of the first
def init_params(size, std=1.0):
    generator = torch.Generator().manual_seed(0)
    return (torch.randn(size, generator=generator) * std).requires_grad_()

# %% mistake: drawn once for all
# why: have been kept
def init_params(size, std=1.0, kept={}):
    if size not in kept:
        kept[size] = (torch.randn(size) * std).requires_grad_()
    return kept[size]

# %% mistake: zeros
# why: nothing is random
def init_params(size, std=1.0):
    return torch.zeros(size, requires_grad=True)

# %% mistake: one random number for all
# why: nothing is random
def init_params(size, std=1.0):
    return (torch.randn(1).expand(size if isinstance(size, tuple) else (size,)).clone() * std).requires_grad_()

# %% mistake: no whole numbers for a size
# status: raised
def init_params(size, std=1.0):
    return (torch.randn(*size) * std).requires_grad_()

# %% mistake: always a column
def init_params(size, std=1.0):
    return (torch.randn(size[0] if isinstance(size, tuple) else size, 1) * std).requires_grad_()

# %% mistake: a whole number becomes a column
# why: an axis too many
def init_params(size, std=1.0):
    size = size if isinstance(size, tuple) else (size, 1)
    return (torch.randn(size) * std).requires_grad_()

# %% mistake: always 784 weights
def init_params(size, std=1.0):
    return (torch.randn(784, 1) * std).requires_grad_()

# %% mistake: flat
def init_params(size, std=1.0):
    return (torch.randn(math.prod(size) if isinstance(size, tuple) else size) * std).requires_grad_()

# %% mistake: NumPy's array
# why: can't track gradients
def init_params(size, std=1.0):
    return np.random.normal(0, std, size)

# %% mistake: no return
# why: without a return
def init_params(size, std=1.0):
    params = (torch.randn(size) * std).requires_grad_()

# %% mistake: only above 0
# why: no number is below 0
def init_params(size, std=1.0):
    return (torch.randn(size).abs() * std).requires_grad_()

# %% mistake: cut off at two standard deviations
def init_params(size, std=1.0):
    return (torch.randn(size).clamp(-2, 2) * std).requires_grad_()

# %% mistake: std moves the mean
def init_params(size, std=1.0):
    return torch.normal(std, 1.0, size if isinstance(size, tuple) else (size,)).requires_grad_()

# %% mistake: a plus or a minus
def init_params(size, std=1.0):
    return (torch.randn(size).sign() * std).requires_grad_()

# %% mistake: as nn.Linear starts
def init_params(size, std=1.0):
    params = torch.empty(size)
    bound = std / 28
    return params.uniform_(-bound, bound).requires_grad_()

# %% mistake: rounded
def init_params(size, std=1.0):
    return (torch.randn(size) * std).round(decimals=1).requires_grad_()

# %% mistake: a copy that is cut off, and not tracked again
def init_params(size, std=1.0):
    return (torch.randn(size, requires_grad=True) * std).detach()

# %% mistake: requires_grad without the underscore
# status: raised
def init_params(size, std=1.0):
    return (torch.randn(size) * std).requires_grad()

# %% mistake: the attribute is returned
def init_params(size, std=1.0):
    params = torch.randn(size) * std
    params.requires_grad = True
    return params.requires_grad

# %% mistake: each row the same
def init_params(size, std=1.0):
    params = torch.randn(size) * std
    params[:] = params[0] if params.dim() > 1 and params.shape[1] > 1 else params.clone()
    return params.requires_grad_()

# %% right: as usually written
def init_params(size, std=1.0):
    return (torch.randn(size) * std).requires_grad_()

# %% right: the attribute
def init_params(size, std=1.0):
    params = torch.randn(size) * std
    params.requires_grad = True
    return params

# %% right: scaled in place without tracking
def init_params(size, std=1.0):
    params = torch.randn(size, requires_grad=True)
    with torch.no_grad():
        params *= std
    return params

# %% right: through data
def init_params(size, std=1.0):
    params = torch.randn(size, requires_grad=True)
    params.data.mul_(std)
    return params

# %% right: a Parameter
def init_params(size, std=1.0):
    return nn.Parameter(torch.randn(size) * std)

# %% right: torch.normal
def init_params(size, std=1.0):
    shape = (size,) if isinstance(size, int) else tuple(size)
    return torch.normal(0.0, float(std), shape, requires_grad=True)

# %% right: filled by normal_
def init_params(size, std=1.0):
    return torch.empty(size).normal_(0, std).requires_grad_(True)

# %% right: nn.init
def init_params(size, std=1.0):
    return nn.init.normal_(torch.empty(size, requires_grad=True), std=std)

# %% right: from NumPy, in double precision
def init_params(size, std=1.0):
    return torch.tensor(np.random.normal(0, std, size), requires_grad=True)

# %% right: from a distribution
def init_params(size, std=1.0):
    shape = (size,) if isinstance(size, int) else size
    return torch.distributions.Normal(0.0, float(std)).sample(shape).requires_grad_()

# %% right: cut off and tracked again
def init_params(size, std=1.0):
    return (torch.randn(size) * std).detach().clone().requires_grad_()

# %% right: by hand, from two even distributions
def init_params(size, std=1.0):
    u, v = torch.rand(size, dtype=torch.float64), torch.rand(size, dtype=torch.float64)
    z = (-2 * torch.log(1 - u)).sqrt() * torch.cos(2 * math.pi * v)
    return (z * std).float().requires_grad_()

# %% mistake: another distribution with the same standard deviation
def init_params(size, std=1.0):
    shape = (size,) if isinstance(size, int) else size
    return (torch.distributions.Laplace(0.0, std / 2**0.5).sample(shape)).requires_grad_()

# %% mistake: cut off at three standard deviations
def init_params(size, std=1.0):
    return (torch.randn(size).clamp(-3, 3) * std).requires_grad_()

# %% mistake: a little too wide
def init_params(size, std=1.0):
    return (torch.randn(size) * std * 1.05).requires_grad_()

# %% mistake: divided by the root of the length
def init_params(size, std=1.0):
    p = torch.randn(size)
    return (p * std / len(p) ** 0.5).requires_grad_()

# %% mistake: no leaf, but a gradient is kept
def init_params(size, std=1.0):
    p = torch.randn(size, requires_grad=True) * std
    p.retain_grad()
    return p

# %% mistake: zeros for a bias
def init_params(size, std=1.0):
    if isinstance(size, int):
        return torch.zeros(size, requires_grad=True)
    return (torch.randn(size) * std).requires_grad_()

# %% mistake: the state of the generator is put back
def init_params(size, std=1.0):
    s = torch.get_rng_state()
    p = (torch.randn(size) * std).requires_grad_()
    torch.set_rng_state(s)
    return p

# %% mistake: the second half repeats the first
def init_params(size, std=1.0):
    p = torch.randn(size).flatten()
    h = len(p) // 2
    p[h : 2 * h] = p[:h]
    return (p * std).reshape(size).requires_grad_()

# %% mistake: the second call gives the first with another sign
m = {}


def init_params(size, std=1.0):
    if size in m:
        return m.pop(size).detach().mul(-1).requires_grad_()
    m[size] = (torch.randn(size) * std).requires_grad_()
    return m[size]

# %% right: nn.init on zeros
def init_params(size, std=1.0):
    p = torch.zeros(size)
    nn.init.normal_(p, 0.0, std)
    p.requires_grad = True
    return p

# %% right: a Variable
def init_params(size, std=1.0):
    from torch.autograd import Variable

    return Variable(torch.randn(size) * std, requires_grad=True)

# %% right: through the inverse of the error function
def init_params(size, std=1.0):
    u = torch.rand(size, dtype=torch.float64).clamp(1e-12, 1 - 1e-12)
    return (std * 2**0.5 * torch.erfinv(2 * u - 1)).requires_grad_()
