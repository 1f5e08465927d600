"""Answers to quiz_swap_in, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: the same sizes and other numbers
def quiz_swap_in(net):
    return MySequential(*[
        MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None) if isinstance(layer, nn.Linear) else layer
        for layer in net
    ])

# %% mistake: the layers of net in MySequential
# status: wrong
def quiz_swap_in(net):
    return MySequential(*net)

# %% mistake: net itself
# status: wrong
def quiz_swap_in(net):
    return net

# %% mistake: a copy of net
# status: wrong
def quiz_swap_in(net):
    import copy

    return copy.deepcopy(net)

# %% mistake: nn.Sequential of MyLinear
# status: wrong
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            with torch.no_grad():
                own.weight.copy_(layer.weight.T)
                if own.bias is not None:
                    own.bias.copy_(layer.bias)
            layer = own
        layers.append(layer)
    return nn.Sequential(*layers)

# %% mistake: net inside of MySequential
# status: wrong
def quiz_swap_in(net):
    return MySequential(net)

# %% mistake: a list
# status: wrong
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            with torch.no_grad():
                own.weight.copy_(layer.weight.T)
                if own.bias is not None:
                    own.bias.copy_(layer.bias)
            layer = own
        layers.append(layer)
    return layers

# %% mistake: nothing comes back
# status: wrong
def quiz_swap_in(net):
    layers = [MyLinear(layer.in_features, layer.out_features) for layer in net if isinstance(layer, nn.Linear)]
    model = MySequential(*layers)

# %% mistake: the weight is not turned around
# status: raised
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            own.weight.data = layer.weight.data.clone()
            if own.bias is not None:
                own.bias.data = layer.bias.data.clone()
            layer = own
        layers.append(layer)
    return MySequential(*layers)

# %% mistake: turned only where the shapes complain
# why: the square weight has not been turned around
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            with torch.no_grad():
                own.weight.copy_(layer.weight if own.weight.shape == layer.weight.shape else layer.weight.T)
                if own.bias is not None:
                    own.bias.copy_(layer.bias)
            layer = own
        layers.append(layer)
    return MySequential(*layers)

# %% mistake: reshaped and not turned
# why: the square weight has not been turned around
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            with torch.no_grad():
                own.weight.copy_(layer.weight.reshape(own.weight.shape))
                if own.bias is not None:
                    own.bias.copy_(layer.bias)
            layer = own
        layers.append(layer)
    return MySequential(*layers)

# %% mistake: the bias is not copied
# status: wrong
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            with torch.no_grad():
                own.weight.copy_(layer.weight.T)
            layer = own
        layers.append(layer)
    return MySequential(*layers)

# %% mistake: the last bias is not copied
# why: the bias of the last layer
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            with torch.no_grad():
                own.weight.copy_(layer.weight.T)
                if own.bias is not None and layer is not net[-1]:
                    own.bias.copy_(layer.bias)
            layer = own
        layers.append(layer)
    return MySequential(*layers)

# %% mistake: layers without parameters are left out
# why: the ReLU is missing
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            with torch.no_grad():
                own.weight.copy_(layer.weight.T)
                if own.bias is not None:
                    own.bias.copy_(layer.bias)
            layers.append(own)
    return MySequential(*layers)

# %% mistake: every other layer is a ReLU
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            with torch.no_grad():
                own.weight.copy_(layer.weight.T)
                if own.bias is not None:
                    own.bias.copy_(layer.bias)
            layers.append(own)
        else:
            layers.append(nn.ReLU())
    return MySequential(*layers)

# %% mistake: only ReLU is taken over
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            with torch.no_grad():
                own.weight.copy_(layer.weight.T)
                if own.bias is not None:
                    own.bias.copy_(layer.bias)
            layers.append(own)
        elif isinstance(layer, nn.ReLU):
            layers.append(layer)
    return MySequential(*layers)

# %% mistake: a bias is always expected
# status: raised
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features)
            with torch.no_grad():
                own.weight.copy_(layer.weight.T)
                own.bias.copy_(layer.bias)
            layer = own
        layers.append(layer)
    return MySequential(*layers)

# %% mistake: a bias of zeros where net has none
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features)
            with torch.no_grad():
                own.weight.copy_(layer.weight.T)
                if layer.bias is not None:
                    own.bias.copy_(layer.bias)
            layer = own
        layers.append(layer)
    return MySequential(*layers)

# %% mistake: three layers, always
def quiz_swap_in(net):
    first, last = MyLinear(net[0].in_features, net[0].out_features), MyLinear(net[2].in_features, net[2].out_features)
    with torch.no_grad():
        for own, layer in ((first, net[0]), (last, net[2])):
            own.weight.copy_(layer.weight.T)
            own.bias.copy_(layer.bias)
    return MySequential(first, nn.ReLU(), last)

# %% mistake: the numbers are shared
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            own.weight.data = layer.weight.data.T
            if own.bias is not None:
                own.bias = layer.bias
            layer = own
        layers.append(layer)
    return MySequential(*layers)

# %% mistake: detached is not copied
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            own.weight = nn.Parameter(layer.weight.detach().T)
            if own.bias is not None:
                own.bias = nn.Parameter(layer.bias.detach())
            layer = own
        layers.append(layer)
    return MySequential(*layers)

# %% mistake: copied without no_grad
# status: raised
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            own.weight.copy_(layer.weight.T)
            layer = own
        layers.append(layer)
    return MySequential(*layers)

# %% mistake: the weight becomes a plain tensor
# status: raised
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            own.weight = layer.weight.T.clone()
            layer = own
        layers.append(layer)
    return MySequential(*layers)

# %% mistake: the copies are not trained
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            own.weight = nn.Parameter(layer.weight.detach().T.clone(), requires_grad=False)
            if own.bias is not None:
                own.bias = nn.Parameter(layer.bias.detach().clone(), requires_grad=False)
            layer = own
        layers.append(layer)
    return MySequential(*layers)

# %% mistake: the numbers are copied the other way
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            with torch.no_grad():
                layer.weight.copy_(own.weight.T)
                if own.bias is not None:
                    layer.bias.copy_(own.bias)
            layer = own
        layers.append(layer)
    return MySequential(*layers)

# %% mistake: sizes swapped
# status: raised
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.out_features, layer.in_features, bias=layer.bias is not None)
            with torch.no_grad():
                own.weight.copy_(layer.weight)
                if own.bias is not None:
                    own.bias.copy_(layer.bias)
            layer = own
        layers.append(layer)
    return MySequential(*layers)

# %% mistake: net is emptied
def quiz_swap_in(net):
    layers = []
    for layer in list(net):
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            with torch.no_grad():
                own.weight.copy_(layer.weight.T)
                if own.bias is not None:
                    own.bias.copy_(layer.bias)
                layer.weight.zero_()
            layer = own
        layers.append(layer)
    return MySequential(*layers)

# %% mistake: every layer in front of the model remains
# status: wrong
def quiz_swap_in(net):
    layers = []
    for layer in net:
        layers.append(layer)
        if isinstance(layer, nn.Linear):
            layers.append(MyLinear(layer.out_features, layer.out_features))
    return MySequential(*layers)

# %% mistake: unfinished
# status: not attempted
def quiz_swap_in(net):
    raise NotImplementedError()

# %% right: state_dict
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if isinstance(layer, nn.Linear):
            n_out, n_in = layer.weight.shape
            own = MyLinear(n_in, n_out, bias=layer.bias is not None)
            numbers = {"weight": layer.weight.detach().t()}
            if layer.bias is not None:
                numbers["bias"] = layer.bias.detach()
            own.load_state_dict(numbers)
            layers.append(own)
        else:
            layers.append(layer)
    return MySequential(*layers)

# %% right: .data and clone, and a fresh activation of the same class
def quiz_swap_in(net):
    layers = []
    for layer in net:
        if type(layer) is nn.Linear:
            own = MyLinear(layer.in_features, layer.out_features, layer.bias is not None)
            own.weight.data = layer.weight.data.T.clone()
            if layer.bias is not None:
                own.bias.data = layer.bias.data.clone()
            layers.append(own)
        else:
            layers.append(type(layer)())
    return MySequential(*layers)

# %% right: new parameters
def quiz_swap_in(net):
    def own(layer):
        if not isinstance(layer, nn.Linear):
            return layer
        made = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
        made.weight = nn.Parameter(layer.weight.detach().T.contiguous().clone())
        if layer.bias is not None:
            made.bias = nn.Parameter(layer.bias.detach().clone())
        return made

    return MySequential(*map(own, net.children()))

# %% right: a MyLinear that keeps its weight as PyTorch does
class MyLinear(nn.Module):
    def __init__(self, n_in, n_out, bias=True):
        super().__init__()
        self.w = nn.Parameter(torch.randn(n_out, n_in))
        self.b = nn.Parameter(torch.zeros(n_out)) if bias else None

    def forward(self, x):
        return F.linear(x, self.w, self.b)


class MySequential(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        for i, layer in enumerate(layers):
            self.add_module(f"layer{i}", layer)

    def forward(self, x):
        for layer in self._modules.values():
            x = layer(x)
        return x


def quiz_swap_in(net):
    layers = []
    for i in range(len(net)):
        layer = net[i]
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            with torch.no_grad():
                own.w[:] = layer.weight
                if layer.bias is not None:
                    own.b[:] = layer.bias
            layers.append(own)
        else:
            layers.append(layer)
    return MySequential(*layers)

# %% right: a deep copy of net, taken apart
def quiz_swap_in(net):
    import copy

    layers = list(copy.deepcopy(net))
    for place, layer in enumerate(layers):
        if isinstance(layer, nn.Linear):
            own = MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None)
            own.weight = nn.Parameter(layer.weight.detach().T)
            own.bias = layer.bias
            layers[place] = own
    return MySequential(*layers)

# %% right: copied first, built afterwards
def quiz_swap_in(net):
    model = MySequential(*[
        MyLinear(layer.in_features, layer.out_features, bias=layer.bias is not None) if isinstance(layer, nn.Linear) else layer
        for layer in net
    ])
    own = [layer for layer in model.modules() if isinstance(layer, MyLinear)]
    real = [layer for layer in net.modules() if isinstance(layer, nn.Linear)]
    for to, source in zip(own, real, strict=True):
        to.weight.data.copy_(source.weight.data.transpose(0, 1))
        if source.bias is not None:
            to.bias.data.copy_(source.bias.data)
    return model
