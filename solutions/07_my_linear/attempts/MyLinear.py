"""Answers to MyLinear, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: super().__init__() is missing
# status: raised
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: super().__init__() comes last
# status: raised
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None
        super().__init__()

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: super().__init__() is missing, and the tensors are plain
# why: super().__init__() has not run
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        self.weight = torch.randn(n_in, n_out)
        self.bias = torch.zeros(n_out)
        self.bias.requires_grad_()

    def forward(self, x):
        return x @ self.weight + self.bias

# %% mistake: super().__init__ without brackets
# status: raised
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: plain tensors
# why: weight is a plain tensor
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = torch.randn(n_in, n_out) / n_in ** 0.5
        self.bias = torch.zeros(n_out) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: plain tensors that track gradients
# why: is a plain tensor
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = torch.randn(n_in, n_out).requires_grad_()
        self.bias = torch.zeros(n_out, requires_grad=True) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: a parameter that is scaled afterwards
# why: weight is a plain tensor
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out)) / math.sqrt(n_in)
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: a plain bias
# why: bias is a plain tensor
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = torch.zeros(n_out, requires_grad=True) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: a parameter on its way to another type
# why: weight is a plain tensor
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out, dtype=torch.float64)).float()
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: the parameters in a plain list
# why: plain list p
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.p = [nn.Parameter(torch.randn(n_in, n_out)), nn.Parameter(torch.zeros(n_out))]
        self.has_bias = bias

    def forward(self, x):
        return x @ self.p[0] + self.p[1] if self.has_bias else x @ self.p[0]

# %% mistake: the parameters in a dictionary
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.p = {'w': nn.Parameter(torch.randn(n_in, n_out)), 'b': nn.Parameter(torch.zeros(n_out)) if bias else None}

    def forward(self, x):
        out = x @ self.p['w']
        return out if self.p['b'] is None else out + self.p['b']

# %% mistake: the parameters are variables of __init__
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        weight = nn.Parameter(torch.randn(n_in, n_out))
        bias = nn.Parameter(torch.zeros(n_out))

    def forward(self, x):
        return x @ weight + bias

# %% mistake: buffers
# why: is a buffer
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.register_buffer('weight', torch.randn(n_in, n_out))
        self.register_buffer('bias', torch.zeros(n_out) if bias else None)

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: parameters that are not trained
# why: without requires_grad
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out), requires_grad=False)
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: a bias that is not trained
# why: without requires_grad
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out), requires_grad=False) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: parameters of the class and not of the object
class MyLinear(nn.Module):
    weight = nn.Parameter(torch.randn(3, 2))
    bias = nn.Parameter(torch.zeros(2))

    def __init__(self, n_in, n_out, bias=True):
        super().__init__()

    def forward(self, x):
        return x @ self.weight + self.bias

# %% mistake: global parameters
weight, bias_ = nn.Parameter(torch.randn(3, 2)), nn.Parameter(torch.zeros(2))

class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.has_bias = bias

    def forward(self, x):
        return x @ weight + bias_ if self.has_bias else x @ weight

# %% mistake: parameters that all layers share
# why: same numbers
WEIGHTS = {}

class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = WEIGHTS.setdefault((n_in, n_out), nn.Parameter(torch.randn(n_in, n_out)))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: the parameters are made in forward
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.n_in, self.n_out, self.has_bias = n_in, n_out, bias

    def forward(self, x):
        self.weight = nn.Parameter(torch.randn(self.n_in, self.n_out, device=x.device))
        self.bias = nn.Parameter(torch.zeros(self.n_out, device=x.device))
        return x @ self.weight + self.bias

# %% mistake: the weight is made at the first call
# why: one parameter
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.n_in, self.n_out = n_in, n_out
        self.weight = None
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        if self.weight is None:
            self.weight = nn.Parameter(torch.randn(self.n_in, self.n_out))
        out = x @ self.weight
        return out if self.bias is None else out + self.bias

# %% mistake: new random weights in each call
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        w = torch.randn_like(self.weight)
        out = x @ w
        return out if self.bias is None else out + self.bias

# %% mistake: no module
# status: wrong
class MyLinear:
    def __init__(self, n_in, n_out, bias=True):
        self.weight = nn.Parameter(torch.randn(n_in, n_out))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def __call__(self, x):
        out = x @ self.weight
        return out if self.bias is None else out + self.bias

    def parameters(self):
        return [self.weight] if self.bias is None else [self.weight, self.bias]

# %% mistake: a function
# status: wrong
def MyLinear(n_in, n_out, bias=True):
    w, b = torch.randn(n_in, n_out), torch.zeros(n_out)
    return lambda x: x @ w + b

# %% mistake: parameters() is written anew over plain tensors
# why: is a plain tensor
class MyLinear(nn.Module):
    def parameters(self):
        return [self.weight] if self.bias is None else [self.weight, self.bias]

    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = torch.randn(n_in, n_out, requires_grad=True)
        self.bias = torch.zeros(n_out, requires_grad=True) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: nn.Linear under another name
# why: ready-made layer
MyLinear = nn.Linear

# %% mistake: a subclass of nn.Linear
# why: ready-made layer
class MyLinear(nn.Linear):
    pass

# %% mistake: a subclass with a forward of its own
# why: ready-made layer
class MyLinear(nn.Linear):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__(n_in, n_out, bias=bias)

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

# %% mistake: a wrapper
# why: ready-made layer
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.linear = nn.Linear(n_in, n_out, bias=bias)

    def forward(self, x):
        return self.linear(x)

# %% mistake: a wrapper of an alias
# why: ready-made layer
from torch.nn import Linear as Dense

class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.layers = nn.ModuleList([Dense(n_in, n_out, bias=bias)])

    def forward(self, x):
        return self.layers[0](x)

# %% mistake: the parameters of an nn.Linear
# why: the answer cell uses a ready-made one
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        made = nn.Linear(n_in, n_out, bias=bias)
        self.weight, self.bias = made.weight, made.bias

    def forward(self, x):
        return F.linear(x, self.weight, self.bias)

# %% mistake: the forward of nn.Linear
# why: the answer cell uses a ready-made one
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_out, n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        return nn.Linear.forward(self, x)

# %% mistake: a lazy linear layer
# why: ready-made layer
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.linear = nn.LazyLinear(n_out, bias=bias)
        self.linear(torch.zeros(1, n_in))

    def forward(self, x):
        return self.linear(x)

# %% mistake: a convolution
# why: ready-made layer
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.conv = nn.Conv1d(n_in, n_out, 1, bias=bias)

    def forward(self, x):
        return self.conv(x.unsqueeze(-1)).squeeze(-1)

# %% mistake: the layer of the course library
# why: ready-made layer
from underhood.earlier.my_linear import MyLinear

# %% mistake: a hidden linear layer in a plain list
# why: the answer cell uses a ready-made one
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None
        self.hidden = [nn.Linear(n_in, n_out, bias=bias)]

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: the weight has no shape of its own
# status: wrong
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        return x * self.weight

# %% mistake: sizes swapped in the signature
# status: wrong
class MyLinear(nn.Module):
    def __init__(self, n_out, n_in, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: the weight is turned, and used unturned
# status: raised
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_out, n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: the weight is unturned, and used turned
# status: raised
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight.T
        return out if self.bias is None else out + self.bias

# %% mistake: a bias for each input
# status: wrong
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_in)) if bias else None

    def forward(self, x):
        out = x + self.bias if self.bias is not None else x
        return out @ self.weight

# %% mistake: one bias for all outputs
# status: wrong
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(1)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: a square weight
# status: wrong
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_in))
        self.n_out = n_out
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        return (x @ self.weight)[..., : self.n_out] + self.bias

# %% mistake: the bias is one more row of the weight
# why: one parameter
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in + 1, n_out))

    def forward(self, x):
        ones = torch.ones(*x.shape[:-1], 1, dtype=x.dtype, device=x.device)
        return torch.cat([x, ones], -1) @ self.weight

# %% mistake: fixed sizes
# status: wrong
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(784, 30))
        self.bias = nn.Parameter(torch.zeros(30)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: the sizes of the example
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(3, 2))
        self.bias = nn.Parameter(torch.zeros(2)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: a bias, always
# why: a bias although bias=False
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out))

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: a bias that is zero and not trained where there should be none
# why: a bias although bias=False
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out), requires_grad=bias)

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: a bias that is held, and not used with bias=False
# why: a bias although bias=False
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.has_bias = bias
        self.bias = nn.Parameter(torch.zeros(n_out))

    def forward(self, x):
        return x @ self.weight + self.bias if self.has_bias else x @ self.weight

# %% mistake: never a bias
# why: one parameter
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))

    def forward(self, x):
        return x @ self.weight

# %% mistake: no bias unless asked
# why: one parameter
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=False):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: no bias argument
# status: raised
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out))

    def forward(self, x):
        return x @ self.weight + self.bias

# %% mistake: forward adds what is not there
# status: raised
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        return x @ self.weight + self.bias

# %% mistake: the argument is added
# why: 1 has been added
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.b = nn.Parameter(torch.zeros(n_out)) if bias else None
        self.bias = bias

    def forward(self, x):
        return x @ self.weight + self.bias

# %% mistake: the argument takes the place of the parameter
# why: one parameter
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = bias

    def forward(self, x):
        return x @ self.weight + self.bias

# %% mistake: bias=True turned around
# why: one parameter
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = None if bias else nn.Parameter(torch.zeros(n_out))

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: asks whether the bias is true
# status: raised
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        if self.bias:
            return x @ self.weight + self.bias
        return x @ self.weight

# %% mistake: adds the bias only if any of it is above 0
# why: never added
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        if self.bias is not None and (self.bias > 0).all():
            out = out + self.bias
        return out

# %% mistake: the bias is never added
# why: never added
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        return x @ self.weight

# %% mistake: the bias is subtracted
# why: taken away
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        return out if self.bias is None else out - self.bias

# %% mistake: the bias is added twice
# why: twice
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        if self.bias is not None:
            out = out + self.bias
            out += self.bias
        return out

# %% mistake: the bias of a row
# why: each row got one number
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        return out if self.bias is None else out + self.bias.unsqueeze(1)

# %% mistake: reshaped and not turned
# why: another order
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_out, n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight.reshape(x.shape[-1], -1)
        return out if self.bias is None else out + self.bias

# %% mistake: view and not turned
# why: another order
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = F.linear(x, self.weight.view(-1, x.shape[-1]))
        return out if self.bias is None else out + self.bias

# %% mistake: a ReLU in it
# why: a ReLU has been applied
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        if self.bias is not None:
            out = out + self.bias
        return out.relu()

# %% mistake: a sigmoid in it
# why: something more happens
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        if self.bias is not None:
            out = out + self.bias
        return torch.sigmoid(out)

# %% mistake: a softmax in it
# why: something more happens
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        if self.bias is not None:
            out = out + self.bias
        return out.softmax(-1)

# %% mistake: a tanh in it
# why: something more happens
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        if self.bias is not None:
            out = out + self.bias
        return out.tanh()

# %% mistake: the scale in forward
# why: root of n_in in forward
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out))
        self.scale = n_in ** -0.5
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight * self.scale
        return out if self.bias is None else out + self.bias

# %% mistake: the result turned around
# why: the result is turned around
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        if self.bias is not None:
            out = out + self.bias
        return out.transpose(-1, -2)

# %% mistake: number by number
# status: wrong
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        return (x.unsqueeze(-1) * self.weight).sum(-1)

# %% mistake: forward returns nothing
# status: wrong
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        print(x @ self.weight)

# %% mistake: forward returns a NumPy array
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        return (out if self.bias is None else out + self.bias).detach().cpu().numpy()

# %% mistake: forward also returns the weight
# status: wrong
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        return (out if self.bias is None else out + self.bias), self.weight

# %% mistake: the input is squeezed
# why: a row without its axis
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x.squeeze() @ self.weight
        return out if self.bias is None else out + self.bias

# %% mistake: the result is squeezed
# why: a row without its axis
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        return (out if self.bias is None else out + self.bias).squeeze()

# %% mistake: only the first row
# status: wrong
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x[:1] @ self.weight
        return out if self.bias is None else out + self.bias

# %% mistake: the numbers of the example
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        return torch.tensor([[4.5, 10.0], [-1.0, 9.25]])

# %% mistake: rounded
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        return torch.round(out if self.bias is None else out + self.bias, decimals=2)

# %% mistake: dropout in it
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = F.dropout(x, 0.2, self.training) @ self.weight
        return out if self.bias is None else out + self.bias

# %% mistake: clamped
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = (x @ self.weight).clamp(-20, 20)
        return out if self.bias is None else out + self.bias

# %% mistake: normed rows
# status: wrong
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        x = (x - x.mean(-1, keepdim=True)) / x.std(-1, keepdim=True)
        out = x @ self.weight
        return out if self.bias is None else out + self.bias

# %% mistake: the first result is kept for ever
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None
        self.kept = None

    def forward(self, x):
        if self.kept is None:
            out = x @ self.weight
            self.kept = out if self.bias is None else out + self.bias
        return self.kept

# %% right: mm: batches alone
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = torch.mm(x, self.weight)
        return out if self.bias is None else out + self.bias

# %% right: addmm: batches alone
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        if self.bias is None:
            return torch.mm(x, self.weight)
        return torch.addmm(self.bias, x, self.weight)

# %% right: all axes in front are merged
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x.reshape(-1, x.shape[-1]) @ self.weight
        return out if self.bias is None else out + self.bias

# %% right: a row alone becomes a batch
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        x = torch.atleast_2d(x)
        out = x @ self.weight
        return out if self.bias is None else out + self.bias

# %% right: images are flattened from axis 1
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x.flatten(1) @ self.weight if x.dim() > 2 else x @ self.weight
        return out if self.bias is None else out + self.bias

# %% right: a loop over the rows of a batch
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        rows = torch.stack([row @ self.weight for row in x])
        return rows if self.bias is None else rows + self.bias

# %% right: einsum for batches alone
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = torch.einsum('bi,io->bo', x, self.weight)
        return out if self.bias is None else out + self.bias

# %% mistake: the batch has 64 rows
# status: raised
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x.view(64, -1) @ self.weight
        return out if self.bias is None else out + self.bias

# %% mistake: .data of the weight
# why: does not hang on this parameter
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight.data
        return out if self.bias is None else out + self.bias

# %% mistake: a detached weight and bias
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight.detach()
        return out if self.bias is None else out + self.bias.detach()

# %% mistake: the bias without its gradient
# why: does not hang on this parameter
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        return out if self.bias is None else out + self.bias.data

# %% mistake: a copy of the weight
# why: does not hang on this parameter
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        w = torch.tensor(self.weight.tolist(), device=x.device, dtype=x.dtype)
        out = x @ w
        return out if self.bias is None else out + self.bias

# %% mistake: no_grad
# status: raised
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        with torch.no_grad():
            out = x @ self.weight
            return out if self.bias is None else out + self.bias

# %% mistake: a detached input
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x.detach() @ self.weight
        return out if self.bias is None else out + self.bias

# %% mistake: a detached result
# status: raised
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        return (out if self.bias is None else out + self.bias).detach()

# %% mistake: the mean of the gradient: the weight counts half
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        w = (self.weight + self.weight.detach()) / 2
        out = x @ w
        return out if self.bias is None else out + self.bias

# %% mistake: zeros
# why: start with the same number
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(n_in, n_out))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: ones
# why: start with the same number
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(n_in, n_out))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: one random number everywhere
# why: start with the same number
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.full((n_in, n_out), torch.randn(1).item()))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: the same numbers for each output
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, 1).repeat(1, n_out))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: the same number for each input
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(1, n_out).repeat(n_in, 1))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: a seed in __init__
# why: each new layer starts with the same numbers
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        torch.manual_seed(42)
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: a generator with a fixed seed
# why: each new layer starts with the same numbers
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        g = torch.Generator().manual_seed(0)
        self.weight = nn.Parameter(torch.randn(n_in, n_out, generator=g))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: no seed is kept
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        torch.seed()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: whatever the memory holds
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(n_in, n_out))
        self.bias = nn.Parameter(torch.empty(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: whatever the memory holds, by torch.Tensor
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.Tensor(n_in, n_out))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: a bias of whatever the memory holds
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.empty(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: nan from a logarithm
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out).log())
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: counted up
# why: each new layer starts with the same numbers
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.arange(n_in * n_out).float().view(n_in, n_out) / (n_in * n_out))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: the unit matrix
# why: each new layer starts with the same numbers
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.eye(n_in, n_out))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: double precision from the start
# status: raised
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.from_numpy(np.random.randn(n_in, n_out)))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: always single precision
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x.float() @ self.weight.float()
        return out if self.bias is None else out + self.bias.float()

# %% mistake: x becomes single precision
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        x = torch.as_tensor(x, dtype=torch.float32)
        out = x @ self.weight
        return out if self.bias is None else out + self.bias

# %% mistake: a turned weight is kept beside the parameter
# why: does not hang on this parameter
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_out, n_in))
        self.turned = self.weight.detach().T
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.turned
        return out if self.bias is None else out + self.bias

# %% mistake: the input is changed in place
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        with torch.no_grad():
            x *= 2
        out = x @ self.weight / 2
        return out if self.bias is None else out + self.bias

# %% mistake: the weight decays in each call
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        self.weight.data *= 0.9
        return out if self.bias is None else out + self.bias

# %% mistake: the weight is normed in each call
# status: wrong
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        self.weight.data /= self.weight.data.norm()
        out = x @ self.weight
        return out if self.bias is None else out + self.bias

# %% mistake: one more parameter in each call
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None
        self.calls = 0

    def forward(self, x):
        self.calls += 1
        self.register_parameter(f'w{self.calls}', nn.Parameter(torch.zeros(1)))
        out = x @ self.weight
        return out if self.bias is None else out + self.bias

# %% mistake: one parameter too many
# status: wrong
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None
        self.scale = nn.Parameter(torch.ones(1))

    def forward(self, x):
        out = x @ self.weight * self.scale
        return out if self.bias is None else out + self.bias

# %% mistake: __call__ and no forward
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def __call__(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: forward under another name
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def linear(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: state_dict gives nothing
class MyLinear(nn.Module):
    def state_dict(self):
        return {}

    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: unfinished
# status: not attempted
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        raise NotImplementedError()

    def forward(self, x):
        raise NotImplementedError()

# %% mistake: forward is unfinished
# status: not attempted
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        raise NotImplementedError()

# %% right: the weight as PyTorch keeps it, with F.linear
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(n_out, n_in))
        nn.init.kaiming_uniform_(self.weight, a=math.sqrt(5))
        if bias:
            self.bias = nn.Parameter(torch.empty(n_out))
            nn.init.uniform_(self.bias, -1 / math.sqrt(n_in), 1 / math.sqrt(n_in))
        else:
            self.register_parameter('bias', None)

    def forward(self, x):
        return F.linear(x, self.weight, self.bias)

# %% right: turned with .T, and the bias first
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.b = nn.Parameter(torch.zeros(n_out)) if bias else 0
        self.w = nn.Parameter(torch.randn(n_out, n_in))

    def forward(self, x):
        return x @ self.w.T + self.b

# %% right: not scaled
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out))
        self.bias = nn.Parameter(torch.randn(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% right: torch.rand, all above zero
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weights = nn.Parameter(torch.rand(n_in, n_out))
        self.use_bias = bias
        if bias:
            self.bias = nn.Parameter(torch.rand(n_out))

    def forward(self, x):
        if self.use_bias:
            return torch.matmul(x, self.weights) + self.bias
        return torch.matmul(x, self.weights)

# %% right: very small
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(0.001 * torch.randn(n_in, n_out))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% right: einsum
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / n_in)
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = torch.einsum('...i,io->...o', x, self.weight)
        if self.bias is not None:
            out = out + self.bias
        return out

# %% right: broadcasting and a sum
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = (x.unsqueeze(-1) * self.weight).sum(-2)
        return out if self.bias is None else out + self.bias

# %% right: a bias of one row
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(1, n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% right: a bias of one row, and a row alone stays a row
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(1, n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        return out if self.bias is None else out + self.bias[0]

# %% right: a bias of one column
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_out, n_in))
        self.bias = nn.Parameter(torch.zeros(n_out, 1)) if bias else None

    def forward(self, x):
        out = x @ self.weight.t()
        return out if self.bias is None else out + self.bias.squeeze(1)

# %% right: a ParameterDict
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.p = nn.ParameterDict({'w': nn.Parameter(torch.randn(n_in, n_out))})
        if bias:
            self.p['b'] = nn.Parameter(torch.zeros(n_out))

    def forward(self, x):
        out = x @ self.p['w']
        return out + self.p['b'] if 'b' in self.p else out

# %% right: a ParameterList
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.p = nn.ParameterList([nn.Parameter(torch.zeros(n_out))] if bias else [])
        self.p.append(nn.Parameter(torch.randn(n_in, n_out) * 0.1))

    def forward(self, x):
        out = x @ self.p[-1]
        return out + self.p[0] if len(self.p) == 2 else out

# %% right: register_parameter
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.register_parameter('omega', nn.Parameter(torch.randn(n_in, n_out) * n_in ** -0.5))
        self.register_parameter('beta', nn.Parameter(torch.zeros(n_out)) if bias else None)

    def forward(self, x):
        out = x.matmul(self.omega)
        return out if self.beta is None else out.add(self.beta)

# %% right: a bias of zeros that is no parameter
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else torch.zeros(n_out)

    def forward(self, x):
        return x @ self.weight + self.bias

# %% right: a bias of zeros that is a buffer
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        if bias:
            self.bias = nn.Parameter(torch.zeros(n_out))
        else:
            self.register_buffer('bias', torch.zeros(n_out))

    def forward(self, x):
        return x @ self.weight + self.bias

# %% right: in place on its own result
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        if self.bias is not None:
            out += self.bias
        return out

# %% right: super with the class's name, and keyword sizes
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super(MyLinear, self).__init__()
        self.n_in, self.n_out = n_in, n_out
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% right: the old way to call the base class
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        nn.Module.__init__(self)
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% right: initialised by nn.init
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(n_in, n_out))
        nn.init.xavier_normal_(self.weight)
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% right: an even distribution around zero
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        k = 1 / math.sqrt(n_in)
        self.weight = nn.Parameter((torch.rand(n_in, n_out) * 2 - 1) * k)
        self.bias = nn.Parameter((torch.rand(n_out) * 2 - 1) * k) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% right: random numbers from NumPy
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        start = np.random.randn(n_in, n_out).astype(np.float32) / np.sqrt(n_in)
        self.weight = nn.Parameter(torch.tensor(start, dtype=torch.float32))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% right: helpers of another class
class Weights(nn.Module):
    def __init__(self, *size):
        super().__init__()
        self.values = nn.Parameter(torch.randn(*size) * 0.1)


class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = Weights(n_in, n_out)
        self.bias = Weights(n_out) if bias else None

    def forward(self, x):
        out = x @ self.weight.values
        return out if self.bias is None else out + self.bias.values

# %% right: quiz_forward does the work
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_out, n_in) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = quiz_forward(x.reshape(-1, x.shape[-1]), self.weight, self.bias)
        return out.reshape(*x.shape[:-1], -1)

# %% right: merged and taken apart again
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.n_out = n_out
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        rows = x.flatten(0, -2) if x.dim() > 1 else x.unsqueeze(0)
        out = rows.mm(self.weight)
        if self.bias is not None:
            out = out + self.bias
        return out.reshape(x.shape[:-1] + (self.n_out,))

# %% right: the weight first
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_out, n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = (self.weight @ x.unsqueeze(-1)).squeeze(-1)
        return out if self.bias is None else out + self.bias

# %% right: init_params of notebook 4
from underhood.earlier.mnist_loss import init_params


class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(init_params((n_in, n_out), std=0.1))
        self.bias = nn.Parameter(init_params(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% right: tensordot, and it prints itself
class MyLinear(nn.Module):
    def extra_repr(self):
        return str(tuple(self.weight.shape))

    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = torch.tensordot(x, self.weight, dims=1)
        return out if self.bias is None else out + self.bias

# %% right: a type in the annotations
class MyLinear(nn.Module):
    def __init__(self, n_in: int, n_out: int, bias: bool = True) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: nothing is computed after eval()
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        if not self.training:
            return x
        out = x @ self.weight
        return out if self.bias is None else out + self.bias

# %% mistake: divided by the size of the batch
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight / len(x)
        return out if self.bias is None else out + self.bias

# %% mistake: a bilinear layer
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.b = nn.Bilinear(n_in, 1, n_out, bias=bias)

    def forward(self, x):
        return self.b(x, torch.ones(*x.shape[:-1], 1, device=x.device, dtype=x.dtype))

# %% mistake: one column that is expanded
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in,1).expand(n_in, n_out))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: a bias that is no number
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.full((n_out,), float('nan'))) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: the gradient is twice as large
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        w = 2 * self.weight - self.weight.detach()
        out = x @ w
        return out if self.bias is None else out + self.bias

# %% mistake: a fixed seed that is cleaned up after
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        state = torch.get_rng_state()
        torch.manual_seed(1)
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None
        torch.set_rng_state(state)

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: a third parameter that is never used
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None
        self.extra = nn.Parameter(torch.zeros(n_in))

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: whatever the memory holds, from NumPy
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.from_numpy(np.empty((n_in, n_out), dtype=np.float32)))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% mistake: a formula in the place of random numbers
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.sin(torch.arange(n_in * n_out).float()).view(n_in, n_out))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% right: a method that draws the start
class MyLinear(nn.Module):
    def reset(self):
        for p in self.parameters():
            nn.init.normal_(p, std=0.02)

    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(n_out, n_in))
        self.bias = nn.Parameter(torch.empty(n_out)) if bias else None
        self.reset()

    def forward(self, x):
        return F.linear(x, self.weight, self.bias)

# %% right: torch.FloatTensor, filled at once
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        k = n_in ** -0.5
        self.weight = nn.Parameter(torch.FloatTensor(n_in, n_out).uniform_(-k, k))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% right: an orthogonal start
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(n_out, n_in))
        nn.init.orthogonal_(self.weight)
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight.mT
        return out if self.bias is None else out + self.bias

# %% right: the last input is remembered
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        self.last = x
        out = x @ self.weight
        return out if self.bias is None else out + self.bias

# %% right: a loop over the outputs
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        outs = [(x * self.weight[:, j]).sum(-1) for j in range(self.weight.shape[1])]
        out = torch.stack(outs, -1)
        return out if self.bias is None else out + self.bias

# %% right: registered with setattr in a loop
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        for name, size in (('w', (n_in, n_out)), ('b', (n_out,))):
            if name == 'w' or bias:
                setattr(self, name, nn.Parameter(torch.rand(size) - 0.5))
            else:
                self.b = None

    def forward(self, x):
        out = x @ self.w
        return out if self.b is None else out + self.b

# %% right: random whole numbers
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randint(-9, 10, (n_in, n_out)).float())
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        product = x @ self.weight
        return product if self.bias is None else product + self.bias

# %% right: nn.Linear in a comment and a docstring
class MyLinear(nn.Module):
    '''Like nn.Linear(n_in, n_out).'''
    # nn.Linear
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) * (2 / n_in) ** 0.5)
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None
    def forward(self, x):
        out = torch.matmul(x, self.weight)
        if self.bias is not None: out = out + self.bias
        return out

# %% right: two axes are taken apart
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        rows, n_in = x.shape
        out = x.view(rows, n_in).mm(self.weight)
        return out if self.bias is None else out + self.bias

# %% right: the weight first, and the result turned back
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_out, n_in) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = self.weight @ x.T
        if self.bias is not None:
            out = out + self.bias[:, None]
        return out.T

# %% right: a bias of one column, added before turning back
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_out, n_in) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out, 1)) if bias else None

    def forward(self, x):
        out = torch.mm(self.weight, x.t())
        return (out if self.bias is None else out + self.bias).t()

# %% right: images are flattened first
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x.view(x.size(0), -1) @ self.weight
        return out if self.bias is None else out + self.bias

# %% right: the bias is expanded to the batch
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        return out if self.bias is None else out + self.bias.expand(x.shape[0], -1)

# %% right: the bias is repeated for each row
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        return out if self.bias is None else out + torch.stack([self.bias] * len(x))

# %% right: output by output
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_out, n_in) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = torch.stack([(x * w).sum(1) for w in self.weight], 1)
        return out if self.bias is None else out + self.bias

# %% right: addmm with factors, weight turned
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_out, n_in) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        if self.bias is None:
            return x.mm(self.weight.t())
        return torch.addmm(self.bias, x, self.weight.t(), beta=1, alpha=1)

# %% right: einsum with the weight turned
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_out, n_in) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = torch.einsum('bi,oi->bo', x, self.weight)
        return out if self.bias is None else out + self.bias

# %% right: bmm, one row at a time
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = torch.bmm(x[:, None], self.weight.expand(len(x), -1, -1))[:, 0]
        return out if self.bias is None else out + self.bias

# %% right: only two axes are let in
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        assert x.dim() == 2, 'a batch, please'
        out = x @ self.weight
        return out if self.bias is None else out + self.bias

# %% mistake: a batch of one loses its axis
# why: a row without its axis
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        out = out if self.bias is None else out + self.bias
        return out[0] if len(out) == 1 else out

# %% mistake: two rows, always
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = torch.stack([x[0] @ self.weight, x[1] @ self.weight])
        return out if self.bias is None else out + self.bias

# %% mistake: the size of the first batch is kept
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        if not hasattr(self, 'rows'):
            self.rows = len(x)
        out = x.reshape(self.rows, -1) @ self.weight
        return out if self.bias is None else out + self.bias

# %% mistake: the bias is repeated for the first batch
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        if self.bias is None:
            return out
        if not hasattr(self, 'many'):
            self.many = len(x)
        return out + self.bias.expand(self.many, -1)

# %% mistake: one output loses its axis
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        out = out if self.bias is None else out + self.bias
        return out[:, 0] if out.shape[1] == 1 else out

# %% mistake: the result is flattened
# status: wrong
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out) / math.sqrt(n_in))
        self.bias = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        out = x @ self.weight
        return (out if self.bias is None else out + self.bias).flatten()

# %% right: weight and bias from torch.normal, in a loop over pairs of names
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        for name, size in [("w", (n_out, n_in))] + [("b", (1, n_out))] * bool(bias):
            setattr(self, name, nn.Parameter(torch.normal(0.0, 0.1, size=size)))
        self.has_bias = bias

    def forward(self, xb):
        out = torch.mm(xb, self.w.transpose(0, 1))
        return torch.add(out, self.b) if self.has_bias else out

# %% right: row by row, put together with cat
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_in, n_out, requires_grad=True) * (2 / n_in) ** 0.5)
        self.bias = nn.Parameter(torch.randn(n_out)) if bias else None

    def forward(self, x):
        rows = [torch.mv(self.weight.T, row).unsqueeze(0) for row in x]
        out = torch.cat(rows)
        if self.bias is not None:
            out = out + self.bias
        return out

# %% right: a method that starts the numbers anew
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True, device=None, dtype=None):
        super().__init__()
        self.in_features, self.out_features = n_in, n_out
        self.weight = nn.Parameter(torch.empty(n_out, n_in, device=device, dtype=dtype))
        self.bias = nn.Parameter(torch.empty(n_out, device=device, dtype=dtype)) if bias else None
        self.reset_parameters()

    def reset_parameters(self):
        reach = 1 / self.in_features**0.5
        for parameter in self.parameters():
            parameter.data.uniform_(-reach, reach)

    def forward(self, x):
        out = x.mm(self.weight.t())
        return out if self.bias is None else out + self.bias.unsqueeze(0).expand_as(out)
