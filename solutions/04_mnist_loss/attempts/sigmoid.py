# %% mistake: the minus is missing
# why: the sign of the exponent is missing
def sigmoid(x):
    return 1 / (1 + torch.exp(x))

# %% mistake: the brackets are missing
# why: 1 / 1 is computed first
def sigmoid(x):
    return 1 / 1 + torch.exp(-x)

# %% mistake: the brackets and the minus are missing
# why: 1 / 1 is computed first
def sigmoid(x):
    return 1 / 1 + torch.exp(x)

# %% mistake: the exponential alone
# why: this is e⁻ˣ alone
def sigmoid(x):
    return torch.exp(-x)

# %% mistake: without the 1 +
# why: the 1 + is missing
def sigmoid(x):
    return 1 / torch.exp(-x)

# %% mistake: the hyperbolic tangent
# why: the hyperbolic tangent
def sigmoid(x):
    return torch.tanh(x)

# %% mistake: the hyperbolic tangent, moved
# why: too steep
def sigmoid(x):
    return (torch.tanh(x) + 1) / 2

# %% mistake: relu
# why: negative numbers are cut to 0
def sigmoid(x):
    return x.clamp(min=0)

# %% mistake: cut off
# why: cut off at 0 and 1
def sigmoid(x):
    return x.clamp(0, 1)

# %% mistake: softmax
# why: softmax
def sigmoid(x):
    return torch.softmax(x, -1)

# %% mistake: a hard sigmoid
# why: a straight line
def sigmoid(x):
    return F.hardsigmoid(x)

# %% mistake: the logarithm of it
# why: the logarithm of the sigmoid
def sigmoid(x):
    return F.logsigmoid(x)

# %% mistake: softplus
# why: softplus
def sigmoid(x):
    return F.softplus(x)

# %% mistake: two for e
# why: the base of your power is 2
def sigmoid(x):
    return 1 / (1 + 2 ** (-x))

# %% mistake: three digits of e
def sigmoid(x):
    return 1 / (1 + 2.718 ** (-x))

# %% right: with eˣ above and below
def sigmoid(x):
    return torch.exp(x) / (1 + torch.exp(x))

# %% right: what is missing to 1
def sigmoid(x):
    return 1 - torch.exp(-x) / (1 + torch.exp(-x))

# %% mistake: cut off at 5
# why: cut off at 5
def sigmoid(x):
    return 1 / (1 + torch.exp(-x.clamp(-5, 5)))

# %% mistake: cut off at 10
# why: cut off at 10
def sigmoid(x):
    return 1 / (1 + torch.exp(-x.clamp(-10, 10)))

# %% mistake: one number only
# status: raised
def sigmoid(x):
    return 1 / (1 + math.exp(-x))

# %% mistake: a list
def sigmoid(x):
    return [1 / (1 + math.exp(-v)) for v in x.flatten().tolist()]

# %% mistake: a new tensor
# why: the graph was cut
def sigmoid(x):
    return torch.tensor([1 / (1 + math.exp(-min(max(v, -700), 700))) for v in x.flatten().tolist()]).reshape(x.shape)

# %% mistake: detached
# why: the graph was cut
def sigmoid(x):
    return torch.sigmoid(x).detach()

# %% mistake: no gradients
# why: the graph was cut
def sigmoid(x):
    with torch.no_grad():
        return torch.sigmoid(x)

# %% mistake: NumPy
def sigmoid(x):
    return 1 / (1 + np.exp(-x.detach().numpy()))

# %% mistake: in place
# why: changed a tensor
def sigmoid(x):
    return x.sigmoid_()

# %% mistake: the sign is changed in place
# why: changed a tensor
def sigmoid(x):
    return 1 / (1 + torch.exp(x.neg_()))

# %% mistake: a step
def sigmoid(x):
    return torch.where(x > 0, 1.0, 0.0)

# %% mistake: the derivative
# why: the slope of the sigmoid
def sigmoid(x):
    s = torch.sigmoid(x)
    return s * (1 - s)

# %% mistake: rounded
def sigmoid(x):
    return torch.sigmoid(x).round(decimals=4)

# %% mistake: the mean of it
def sigmoid(x):
    return torch.sigmoid(x).mean()

# %% mistake: twice
# why: twice
def sigmoid(x):
    return torch.sigmoid(torch.sigmoid(x))

# %% mistake: 1 + e^(-x²)
def sigmoid(x):
    return 1 / (1 + torch.exp(-x * x))

# %% mistake: an algebraic squeeze
def sigmoid(x):
    return 0.5 + 0.5 * x / (1 + x.abs())

# %% mistake: no return
# why: without a return
def sigmoid(x):
    1 / (1 + torch.exp(-x))

# %% mistake: flat
def sigmoid(x):
    return torch.sigmoid(x).flatten()

# %% mistake: only the first row of two axes
def sigmoid(x):
    return torch.sigmoid(x[0] if x.dim() > 1 else x)

# %% mistake: an eighth of a loop, no single number
# status: wrong
def sigmoid(x):
    return torch.stack([torch.sigmoid(v) for v in x]) if x.dim() == 1 else x

# %% right: as in the formula
def sigmoid(x):
    return 1 / (1 + torch.exp(-x))

# %% right: torch's own
def sigmoid(x):
    return torch.sigmoid(x)

# %% right: the method
def sigmoid(x):
    return x.sigmoid()

# %% right: a power of e
def sigmoid(x):
    return 1 / (1 + math.e ** (-x))

# %% right: through tanh
def sigmoid(x):
    return 0.5 * (1 + torch.tanh(x / 2))

# %% right: stable on both sides
def sigmoid(x):
    small = torch.exp(-x.abs())
    return torch.where(x >= 0, 1 / (1 + small), small / (1 + small))

# %% right: a power of minus 1
def sigmoid(x):
    return (1 + (-x).exp()) ** -1

# %% right: reciprocal
def sigmoid(x):
    return torch.reciprocal(torch.add(1, torch.exp(torch.neg(x))))

# %% right: a choice of two classes
def sigmoid(x):
    return torch.softmax(torch.stack([x, torch.zeros_like(x)]), 0)[0]

# %% right: expit
def sigmoid(x):
    return torch.special.expit(x)

# %% right: through the logarithm
def sigmoid(x):
    return F.logsigmoid(x).exp()

# %% right: a module
sigmoid = nn.Sigmoid()

# %% right: double precision
def sigmoid(x):
    return 1 / (1 + torch.exp(-x.double()))

# %% mistake: the minus in front
# why: in front of the fraction
def sigmoid(x):
    return -1 / (1 + torch.exp(x))

# %% mistake: brackets missing below the line
# why: a bracket is missing
def sigmoid(x):
    return torch.exp(x) / 1 + torch.exp(x)

# %% mistake: the absolute value in the exponent
# why: the sign of x is lost
def sigmoid(x):
    return 1 / (1 + torch.exp(-x.abs()))

# %% mistake: too steep
def sigmoid(x):
    return torch.sigmoid(1.702 * x)

# %% mistake: a little added below the line
def sigmoid(x):
    return 1 / (1 + torch.exp(-x) + 1e-3)

# %% mistake: the error function
def sigmoid(x):
    return 0.5 * (1 + torch.erf(x / 2))

# %% mistake: times x
def sigmoid(x):
    return F.silu(x)

# %% mistake: the arc tangent
def sigmoid(x):
    return torch.atan(x) / math.pi + 0.5

# %% mistake: a class in the place of a function
sigmoid = nn.Sigmoid

# %% right: a loop that keeps the graph
def sigmoid(x):
    return torch.stack([1 / (1 + torch.exp(-v)) for v in x.flatten()]).reshape(x.shape)

# %% right: one over one over
def sigmoid(x):
    return 1 / (1 + 1 / torch.exp(x))

# %% right: a power of a tensor
def sigmoid(x):
    return 1 / (1 + torch.pow(torch.tensor(math.e), -x))

# %% right: through softplus
def sigmoid(x):
    return torch.exp(-F.softplus(-x))
