"""Answers to quadratic, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: from last to first
# why: from last to first
def quadratic(t, params):
    c, b, a = params
    return a * t**2 + b * t + c

# %% mistake: a and b have changed places
# why: a and b have changed places
def quadratic(t, params):
    b, a, c = params
    return a * t**2 + b * t + c

# %% mistake: b and c have changed places
# why: b and c have changed places
def quadratic(t, params):
    a, c, b = params
    return a * t**2 + b * t + c

# %% mistake: a is squared, too
# why: a is squared, too
def quadratic(t, params):
    a, b, c = params
    return (a * t) ** 2 + b * t + c

# %% mistake: c is missing
# why: c is missing
def quadratic(t, params):
    a, b, c = params
    return a * t**2 + b * t

# %% mistake: the term with b is missing
# why: the term with b is missing
def quadratic(t, params):
    a, b, c = params
    return a * t**2 + c

# %% mistake: b stands alone
# why: b stands alone
def quadratic(t, params):
    a, b, c = params
    return a * t**2 + b + c

# %% mistake: the term with a is missing
# why: the term with a is missing
def quadratic(t, params):
    a, b, c = params
    return b * t + c

# %% mistake: doubled
# why: t is doubled
def quadratic(t, params):
    a, b, c = params
    return a * t * 2 + b * t + c

# %% mistake: no square
# why: t is not squared
def quadratic(t, params):
    a, b, c = params
    return a * t + b * t + c

# %% mistake: a times everything
# why: a is multiplied with all terms
def quadratic(t, params):
    a, b, c = params
    return a * (t**2 + b * t + c)

# %% mistake: minus b
# why: the sign of b is lost
def quadratic(t, params):
    a, b, c = params
    return a * t**2 - b * t + c

# %% mistake: a hat is no power
# status: raised
def quadratic(t, params):
    a, b, c = params
    return a * t ^ 2 + b * t + c

# %% mistake: the sum of the speeds
# why: this is the sum of the speeds
def quadratic(t, params):
    a, b, c = params
    return (a * t**2 + b * t + c).sum()

# %% mistake: the mean of the speeds
# why: this is the mean of the speeds
def quadratic(t, params):
    a, b, c = params
    return (a * t**2 + b * t + c).mean()

# %% mistake: a column
# why: the speeds stand in a column
def quadratic(t, params):
    a, b, c = params
    return (a * t**2 + b * t + c).unsqueeze(1)

# %% mistake: the first time only
# why: this is the speed of one time only
def quadratic(t, params):
    a, b, c = params
    return (a * t**2 + b * t + c)[0]

# %% mistake: Python numbers for the parameters
# why: the graph is cut
def quadratic(t, params):
    a, b, c = params.tolist()
    return a * t**2 + b * t + c

# %% mistake: item
# why: the graph is cut
def quadratic(t, params):
    a, b, c = (param.item() for param in params)
    return a * t**2 + b * t + c

# %% mistake: detached
# why: the graph is cut
def quadratic(t, params):
    a, b, c = params.detach()
    return a * t**2 + b * t + c

# %% mistake: under no_grad
# why: the graph is cut
def quadratic(t, params):
    with torch.no_grad():
        a, b, c = params
        return a * t**2 + b * t + c

# %% mistake: a new tensor of the results
# why: the graph is cut
def quadratic(t, params):
    a, b, c = params
    return torch.tensor([a * moment**2 + b * moment + c for moment in t])

# %% mistake: a list
def quadratic(t, params):
    a, b, c = params
    return [a * moment**2 + b * moment + c for moment in t]

# %% mistake: NumPy
def quadratic(t, params):
    return np.polyval(params.detach().cpu().numpy(), t.cpu().numpy())

# %% mistake: NumPy, and back to a tensor
# why: the graph is cut
def quadratic(t, params):
    return torch.from_numpy(np.polyval(params.detach().cpu().numpy(), t.cpu().numpy())).to(t.device)

# %% mistake: c is a Python number
# why: c gets no gradient
def quadratic(t, params):
    a, b, c = params
    return a * t**2 + b * t + c.item()

# %% mistake: a is a Python number
# why: a gets no gradient
def quadratic(t, params):
    return float(params[0]) * t**2 + params[1] * t + params[2]

# %% mistake: b is detached
# why: b gets no gradient
def quadratic(t, params):
    a, b, c = params
    return a * t**2 + b.detach() * t + c

# %% mistake: the notebook's times
# status: raised
def quadratic(t, params):
    a, b, c = params
    return a * time**2 + b * t + c

# %% mistake: the notebook's times, and nothing of t
def quadratic(t, params):
    a, b, c = params
    return a * time**2 + b * time + c

# %% mistake: t is changed
def quadratic(t, params):
    a, b, c = params
    linear = b * t + c
    t *= t
    return a * t + linear

# %% mistake: t is shifted and not shifted back
def quadratic(t, params):
    a, b, c = params
    speeds = a * t**2 + b * t + c
    t -= t.mean()
    return speeds

# %% mistake: clamped at zero, as speeds are
def quadratic(t, params):
    a, b, c = params
    return (a * t**2 + b * t + c).clamp(min=0)

# %% mistake: the size of the speed
def quadratic(t, params):
    a, b, c = params
    return (a * t**2 + b * t + c).abs()

# %% mistake: rounded
def quadratic(t, params):
    a, b, c = params
    return (a * t**2 + b * t + c).round()

# %% mistake: whole numbers
def quadratic(t, params):
    a, b, c = params
    return (a * t**2 + b * t + c).int()

# %% mistake: the example is written into the function
def quadratic(t, params):
    return torch.tensor([5.0, 4.0, 7.0, 10.0]) + 0 * params.sum()

# %% mistake: a cube
def quadratic(t, params):
    a, b, c = params
    return a * t**3 + b * t + c

# %% mistake: another parameter of its own
def quadratic(t, params):
    own = nn.Parameter(params.detach().clone())
    return own[0] * t**2 + own[1] * t + own[2]

# %% mistake: b gets its gradient from b squared
def quadratic(t, params):
    a, b, c = params
    return a * t**2 + b.abs() * t * b.sign() * 1 + c * c / c.detach()

# %% mistake: no return
def quadratic(t, params):
    a, b, c = params
    speeds = a * t**2 + b * t + c

# %% mistake: the unfinished cell
# status: not attempted
def quadratic(t, params):
    """The speeds a·t² + b·t + c at the times t, for params = (a, b, c); differentiable."""
    raise NotImplementedError()

# %% right: indexed
def quadratic(t, params):
    return params[0] * t * t + params[1] * t + params[2]

# %% right: Horner
def quadratic(t, params):
    a, b, c = params
    return (a * t + b) * t + c

# %% right: a matrix product
def quadratic(t, params):
    return torch.stack([t**2, t, torch.ones_like(t)], dim=1) @ params

# %% right: the other way round
def quadratic(t, params):
    return params @ torch.stack([t.square(), t, t**0])

# %% right: vander
def quadratic(t, params):
    return torch.vander(t, 3) @ params

# %% right: einsum
def quadratic(t, params):
    powers = t[:, None] ** torch.tensor([2, 1, 0], device=t.device)
    return torch.einsum("np,p->n", powers, params)

# %% right: one time after the other, stacked
def quadratic(t, params):
    a, b, c = params
    return torch.stack([a * moment**2 + b * moment + c for moment in t])

# %% right: double precision
def quadratic(t, params):
    a, b, c = params.double()
    return a * t.double().pow(2) + b * t.double() + c

# %% right: torch's functions
def quadratic(t, params):
    a, b, c = params.unbind()
    return torch.add(torch.addcmul(c, b, t), torch.mul(a, torch.pow(t, 2)))

# %% right: a sum over powers
def quadratic(t, params):
    return sum(param * t**power for param, power in zip(params, (2, 1, 0)))

# %% right: linear
def quadratic(t, params):
    return F.linear(torch.stack([t * t, t, torch.ones_like(t)], -1), params)
