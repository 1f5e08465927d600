"""Answers to MySequential, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: a plain list
# why: plain list layers
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = list(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: the tuple as it came
# why: plain list layers
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: a dictionary
# why: nothing to train
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = {i: layer for i, layer in enumerate(layers)}

    def forward(self, x):
        for i in range(len(self.layers)):
            x = self.layers[i](x)
        return x

# %% mistake: a plain list, and parameters() over it
class MySequential(nn.Module):
    def parameters(self):
        return [p for layer in self.layers for p in layer.parameters()]

    def __init__(self, *layers):
        super().__init__()
        self.layers = list(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: a plain list, and the parameters registered one by one
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = list(layers)
        for i, layer in enumerate(layers):
            for j, p in enumerate(layer.parameters()):
                self.register_parameter(f'p{i}_{j}', p)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: a plain list, and a ParameterList
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = list(layers)
        self.ps = nn.ParameterList([p for layer in layers for p in layer.parameters()])

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: only the first layer is registered
# why: some of the layers are not registered
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.first = layers[0]
        self.rest = list(layers[1:])

    def forward(self, x):
        x = self.first(x)
        for layer in self.rest:
            x = layer(x)
        return x

# %% mistake: all under one name
# why: some of the layers are not registered
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        for layer in layers:
            self.layer = layer
        self.all = list(layers)

    def forward(self, x):
        for layer in self.all:
            x = layer(x)
        return x

# %% mistake: named by their class
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleDict({type(layer).__name__: layer for layer in layers})

    def forward(self, x):
        for layer in self.layers.values():
            x = layer(x)
        return x

# %% mistake: named by how they print
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        for layer in layers:
            self.add_module(str(layer).replace('.', ''), layer)

    def forward(self, x):
        for layer in self._modules.values():
            x = layer(x)
        return x

# %% mistake: super().__init__() is missing
# status: raised
class MySequential(nn.Module):
    def __init__(self, *layers):
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: super().__init__() comes last
# status: raised
class MySequential(nn.Module):
    def __init__(self, *layers):
        self.layers = nn.ModuleList(layers)
        super().__init__()

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: super().__init__() is missing, with a plain list
# why: super().__init__() has not run
class MySequential(nn.Module):
    def __init__(self, *layers):
        self.layers = list(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: no module
# status: wrong
class MySequential:
    def __init__(self, *layers):
        self.layers = layers

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

    def parameters(self):
        for layer in self.layers:
            yield from layer.parameters()

# %% mistake: a function
# status: wrong
def MySequential(*layers):
    def model(x):
        for layer in layers:
            x = layer(x)
        return x

    return model

# %% mistake: one list is expected
# status: raised
class MySequential(nn.Module):
    def __init__(self, layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: three layers, always
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.a, self.b, self.c = layers

    def forward(self, x):
        return self.c(self.b(self.a(x)))

# %% mistake: three arguments
class MySequential(nn.Module):
    def __init__(self, a, b, c):
        super().__init__()
        self.a, self.b, self.c = a, b, c

    def forward(self, x):
        return self.c(self.b(self.a(x)))

# %% mistake: nn.Sequential under another name
# why: ready-made chain
MySequential = nn.Sequential

# %% mistake: a subclass of nn.Sequential
# why: ready-made chain
class MySequential(nn.Sequential):
    pass

# %% mistake: a subclass with a forward of its own
# why: ready-made chain
class MySequential(nn.Sequential):
    def forward(self, x):
        for layer in self:
            x = layer(x)
        return x

# %% mistake: a wrapper
# why: ready-made chain
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.model = nn.Sequential(*layers)

    def forward(self, x):
        return self.model(x)

# %% mistake: a wrapper made in each call
# why: the answer cell uses a ready-made one
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        return nn.Sequential(*self.layers)(x)

# %% mistake: the forward of nn.Sequential
# status: raised
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        for i, layer in enumerate(layers):
            self.add_module(str(i), layer)

    def forward(self, x):
        return nn.Sequential.forward(self, x)

# %% mistake: an alias of nn.Sequential
# why: ready-made chain
from torch.nn import Sequential as Chain

class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.model = Chain(*layers)

    def forward(self, x):
        return self.model(x)

# %% mistake: the chain of the course library
# why: ready-made chain
from underhood.earlier.my_linear import MySequential

# %% mistake: from the last to the first
# why: from the last to the first
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in reversed(self.layers):
            x = layer(x)
        return x

# %% mistake: the first layer alone
# why: the first one alone
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
            return x

# %% mistake: the last layer is missing
# why: the last one is missing
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = layer(x)
        return x

# %% mistake: the first layer is missing
# why: the first one is missing
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers[1:]:
            x = layer(x)
        return x

# %% mistake: each layer gets x itself
# why: what the others made was lost
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            out = layer(x)
        return out

# %% mistake: the results are added
# why: the results have been added
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        return sum(layer(x) for layer in self.layers)

# %% mistake: what comes out is added to what came in
# why: added to what came in
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            x = x + layer(x)
        return x

# %% mistake: nothing is done with the result
# why: no layer has been applied
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            layer(x)
        return x

# %% mistake: layers without parameters are left out
# why: the ReLU is missing
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList([layer for layer in layers if list(layer.parameters())])

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: only linear layers and ReLU are known
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            if isinstance(layer, (nn.Linear, nn.ReLU)):
                x = layer(x)
        return x

# %% mistake: every other layer is taken for a ReLU
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x) if list(layer.parameters()) else x.relu()
        return x

# %% mistake: a ReLU after the last layer
# why: a ReLU after the last layer
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x.relu()

# %% mistake: a ReLU after each layer
# why: a ReLU after the last layer
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x).relu()
        return x

# %% mistake: the chain twice
# why: the whole chain has been applied twice
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for _ in range(2):
            for layer in self.layers:
                x = layer(x)
        return x

# %% mistake: each layer twice
# why: each layer has been applied twice
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer(layer(x))
        return x

# %% mistake: all results
# status: wrong
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        found = []
        for layer in self.layers:
            x = layer(x)
            found.append(x)
        return found

# %% mistake: nothing comes back
# status: wrong
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)

# %% right: children()
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        for i, layer in enumerate(layers):
            self.add_module(f'layer{i}', layer)

    def forward(self, x):
        for layer in self.children():
            x = layer(x)
        return x

# %% right: each object once, in order
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(dict.fromkeys(layers))

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: modules(): without end
# status: raised
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.modules():
            x = layer(x)
        return x

# %% mistake: modules() but the first: nested ones are applied twice
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        for i, layer in enumerate(layers):
            self.add_module(f'layer{i}', layer)

    def forward(self, x):
        for layer in list(self.modules())[1:]:
            x = layer(x)
        return x

# %% mistake: the leaves alone
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.modules():
            if not list(layer.children()):
                x = layer(x)
        return x

# %% mistake: names in the order of the alphabet
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        for i, layer in enumerate(layers):
            setattr(self, f'layer{i}', layer)
        self.names = sorted(name for name in self._modules)

    def forward(self, x):
        for name in self.names:
            x = getattr(self, name)(x)
        return x

# %% mistake: the layers are used up
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.waiting = list(layers)

    def forward(self, x):
        while self.waiting:
            x = self.waiting.pop(0)(x)
        return x

# %% mistake: an iterator
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.each = iter(self.layers)

    def forward(self, x):
        for layer in self.each:
            x = layer(x)
        return x

# %% mistake: copies
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        import copy

        self.layers = nn.ModuleList([copy.deepcopy(layer) for layer in layers])

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: one list for all chains
class MySequential(nn.Module):
    layers = nn.ModuleList()

    def __init__(self, *layers):
        super().__init__()
        for layer in layers:
            self.layers.append(layer)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: a list as a default that all share
class MySequential(nn.Module):
    def __init__(self, *layers, held=nn.ModuleList()):
        super().__init__()
        for layer in layers:
            held.append(layer)
        self.layers = held

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: no_grad
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        with torch.no_grad():
            for layer in self.layers:
                x = layer(x)
        return x

# %% mistake: detached between the layers
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x).detach()
        return x

# %% mistake: the input is detached
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        x = x.detach()
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: the input becomes single precision
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        x = x.float()
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: images are flattened
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        x = x.flatten(1)
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: a parameter of its own
# status: wrong
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.scale = nn.Parameter(torch.ones(1))

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x * self.scale

# %% mistake: an nn.Linear more
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList([*layers, nn.Linear(2, 2)])

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: the layers are frozen
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)
        for p in self.parameters():
            p.requires_grad_(False)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: fresh numbers for the layers
# status: wrong
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)
        for layer in layers:
            if hasattr(layer, 'reset_parameters'):
                layer.reset_parameters()

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: at most eight layers
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers[:8])

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: the first result is kept for ever
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.kept = None

    def forward(self, x):
        if self.kept is None:
            for layer in self.layers:
                x = layer(x)
            self.kept = x
        return self.kept

# %% mistake: eval() does not reach the layers
class MySequential(nn.Module):
    def train(self, mode=True):
        self.training = mode
        return self

    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: __call__ and no forward
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def __call__(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: the numbers of the example
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        return torch.tensor([[12.0, 8.0], [-0.5, 3.5]])

# %% mistake: unfinished
# status: not attempted
class MySequential(nn.Module):
    def __init__(self, *layers):
        raise NotImplementedError()

    def forward(self, x):
        raise NotImplementedError()

# %% mistake: forward is unfinished
# status: not attempted
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        raise NotImplementedError()

# %% right: add_module, and the dictionary of modules
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        for i, layer in enumerate(layers):
            self.add_module(str(i), layer)

    def forward(self, x):
        for layer in self._modules.values():
            x = layer(x)
        return x

# %% right: setattr, and a count
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.count = len(layers)
        for i in range(len(layers)):
            setattr(self, f'layer_{i}', layers[i])

    def forward(self, x):
        for i in range(self.count):
            x = getattr(self, f'layer_{i}')(x)
        return x

# %% right: a ModuleDict with numbers
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleDict({str(i): layer for i, layer in enumerate(layers)})

    def forward(self, x):
        for layer in self.layers.values():
            x = layer(x)
        return x

# %% right: an empty ModuleList that grows
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.steps = nn.ModuleList()
        for layer in layers:
            self.steps.append(layer)

    def forward(self, x):
        out = x
        for step in self.steps:
            out = step(out)
        return out

# %% right: a subclass of ModuleList
class MySequential(nn.ModuleList):
    def __init__(self, *layers):
        super().__init__(layers)

    def forward(self, x):
        for layer in self:
            x = layer(x)
        return x

# %% right: reduce
from functools import reduce


class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        return reduce(lambda out, layer: layer(out), self.layers, x)

# %% right: registered, and a plain list besides
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.order = list(layers)
        for i, layer in enumerate(layers):
            self.register_module(f'l{i}', layer)

    def forward(self, x):
        for layer in self.order:
            x = layer(x)
        return x

# %% right: the first and the rest
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.first = layers[0]
        self.rest = MySequential(*layers[1:]) if len(layers) > 1 else None

    def forward(self, x):
        x = self.first(x)
        return x if self.rest is None else self.rest(x)

# %% right: a loop with an index, and the old base call
class MySequential(nn.Module):
    def __init__(self, *layers):
        super(MySequential, self).__init__()
        self.layers = nn.ModuleList(list(layers))

    def forward(self, x):
        i = 0
        while i < len(self.layers):
            x = self.layers[i](x)
            i += 1
        return x

# %% right: more methods than asked
class MySequential(nn.Module):
    def __len__(self):
        return len(self.layers)

    def __getitem__(self, i):
        return self.layers[i]

    def __iter__(self):
        return iter(self.layers)

    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% right: forward of each layer
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

# %% right: the layers are called other
class MySequential(nn.Module):
    def __init__(self, *modules):
        super().__init__()
        self.blocks = nn.ModuleList([layer for layer in modules])

    def forward(self, x):
        for block in self.blocks:
            x = block.__call__(x)
        return x

# %% right: a slow recursion
class MySequential(nn.Module):
    def through(self, x, place):
        return x if place == len(self.layers) else self.through(self.layers[place](x), place + 1)

    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        return self.through(x, 0)

# %% mistake: nothing is applied after eval()
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        if not self.training:
            return x
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: layers with parameters first
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(sorted(layers, key=lambda l: -len(list(l.parameters()))))

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: state_dict gives nothing
class MySequential(nn.Module):
    def state_dict(self, *a, **k):
        return {}

    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: noise while training
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for l in self.layers:
            x = l(x)
        if self.training: x = x + 0.01 * torch.randn_like(x)
        return x

# %% mistake: a ModuleList inside of a plain list
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = [nn.ModuleList(layers)]

    def forward(self, x):
        for l in self.layers[0]:
            x = l(x)
        return x

# %% mistake: ten names at most
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        names='abcdefghij'
        for n, l in zip(names, layers):
            self.add_module(n, l)
        self.names=names[:len(layers)]

    def forward(self, x):
        for n in self.names:
            x = getattr(self, n)(x)
        return x

# %% right: straight into the dictionary of modules
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        for i, l in enumerate(layers):
            self._modules[str(i)] = l

    def forward(self, x):
        for k in self._modules:
            x = self._modules[k](x)
        return x

# %% right: from the last one inward
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        def f(i):
            return x if i < 0 else self.layers[i](f(i - 1))
        return f(len(self.layers) - 1)

# %% right: all activations are remembered
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        self.acts = [x]
        for l in self.layers:
            self.acts.append(l(self.acts[-1]))
        return self.acts[-1]

# %% right: a ModuleDict with the class and the place
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.d = nn.ModuleDict()
        for i, l in enumerate(layers):
            self.d[f'{type(l).__name__}_{i}'] = l

    def forward(self, x):
        for l in self.d.values():
            x = l(x)
        return x

# %% right: named_children
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        for i, layer in enumerate(layers):
            self.add_module(str(i), layer)

    def forward(self, x):
        for _, layer in self.named_children():
            x = layer(x)
        return x

# %% right: children of a ModuleList
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers.children():
            x = layer(x)
        return x

# %% right: children in a list, with setattr
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        for i in range(len(layers)):
            setattr(self, 'l' + str(i), layers[i])

    def forward(self, x):
        for layer in list(self.children()):
            x = layer(x)
        return x

# %% mistake: all modules inside, in a row
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.parts = [m for layer in layers for m in layer.modules()]

    def forward(self, x):
        for part in self.parts:
            x = part(x)
        return x

# %% mistake: layers inside of layers are taken out
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        found = []
        for layer in layers:
            found += list(layer.children()) or [layer]
        self.layers = nn.ModuleList(found)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: one ReLU is enough
# why: two layers that look alike
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList()
        for layer in layers:
            if isinstance(layer, nn.Linear) or not any(type(layer) is type(l) for l in self.layers):
                self.layers.append(layer)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x

# %% mistake: layers without parameters by their class
# why: two layers that look alike
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.linear = nn.ModuleList([layer for layer in layers if list(layer.parameters())])
        self.curve = [layer for layer in layers if not list(layer.parameters())][0]

    def forward(self, x):
        for layer in self.linear[:-1]:
            x = self.curve(layer(x))
        return self.linear[-1](x)

# %% mistake: the children of each layer
# why: no layer has been applied
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.layers:
            for child in layer.children():
                x = child(x)
        return x

# %% mistake: children(): the ModuleList is called
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.layers = nn.ModuleList(layers)

    def forward(self, x):
        for layer in self.children():
            x = layer(x)
        return x

# %% right: the names of _modules, a list or the layers one by one
class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        if len(layers) == 1 and isinstance(layers[0], (list, tuple)):
            layers = layers[0]
        for idx, module in enumerate(layers):
            self._modules[str(idx)] = module

    def forward(self, X):
        for name, module in self._modules.items():
            X = module(X)
        return X

# %% right: an empty list that is extended, and self.children() of it
class MySequential(nn.Module):
    def __init__(self, *args):
        super().__init__()
        self.layers = nn.ModuleList()
        self.layers.extend(args)

    def forward(self, x):
        out = self.layers[0](x)
        for layer in self.layers[1:]:
            out = layer(out)
        return out
