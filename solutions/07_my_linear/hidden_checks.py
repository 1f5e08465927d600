"""Hidden checks of 07_my_linear: other sizes, other numbers, gradients, training, storing, and a fair start."""

from itertools import pairwise

import torch
from hypothesis import strategies as st

from underhood.checking import NotAttempted, exercise, expect, expect_close, expect_equal, probe
from underhood.checking.probes import gradients_for, parameters_of, set_parameters

FEW = 10


def expect_activations(got, want, **more):
    """A tensor with these numbers."""
    expect_close(got, want, kinds="tensor", **more)


# -------------------------------------------------------------------------------------------------- quiz_shapes_first


@exercise("quiz_shapes_first", points=0)
def test_all_ten(student):
    """quiz_shapes_first: all ten predictions"""
    quiz = student.value("quiz_shapes_first")
    expect(isinstance(quiz, dict), expected="quiz_shapes_first is a dictionary")
    right = {
        "a": (64, 784),
        "b": (784, 30),
        "c": (30,),
        "d": (64, 30),
        "e": (64, 30),
        "f": (30, 1),
        "g": (1,),
        "h": (64, 1),
        "i": (20, 1),
        "j": (10,),
    }
    if all(quiz.get(letter) is None for letter in right):
        raise NotAttempted("all predictions are still None")
    for letter, want in right.items():
        expect_equal(quiz.get(letter), want, words=f"the shape that ({letter}) has, as a tuple", show=False)


# ------------------------------------------------------------------------------------------------------- quiz_forward


def right_forward(x, weight, bias):
    """The activations of a linear layer, in double precision; weight as (n_out, n_in)."""
    product = x.double() @ weight.double().T
    return product if bias is None else product + bias.double()


@exercise("quiz_forward", points=0.25)
def test_forward_of_any_size(student, device, for_all):
    """quiz_forward of other sizes, with and without a bias; the tensors stay as they are"""

    def holds(rows, n_in, n_out, has_bias, seed):
        rng = torch.Generator().manual_seed(seed)
        x, weight = torch.randn(rows, n_in, generator=rng), torch.randn(n_out, n_in, generator=rng)
        bias = torch.randn(n_out, generator=rng) if has_bias else None
        given = [x.to(device), weight.to(device), None if bias is None else bias.to(device)]
        seen = student.observe("quiz_forward", *given)
        expect_activations(seen.value, right_forward(x, weight, bias), words="one row of activations for each row of x")
        before = [tensor for tensor in (x, weight, bias) if tensor is not None]
        expect_untouched([tensor for tensor in seen.args if tensor is not None], before)

    sizes = st.integers(1, 7)
    for_all(holds, rows=sizes, n_in=sizes, n_out=sizes, has_bias=st.booleans(), seed=st.integers(0, 999))


def expect_untouched(after, before):
    """The inputs of a call hold what they held."""
    for one, other in zip(after, before, strict=True):
        same = isinstance(one, torch.Tensor) and torch.equal(one.detach().cpu(), other)
        expect(same, expected="the inputs stay as they were", got="an input that has changed")


# ----------------------------------------------------------------------------------------------------------- MyLinear


class Layer:
    """A layer of the student's that holds numbers of the check's, and what it should make of an input.

    Args:
        student: whose layer.
        rng: where the numbers come from.
        n_in: another number than n_out, and not 1.
        n_out: how many activations.
        device: where the layer is.
        more: bias=False, or nothing.
    """

    def __init__(self, student, rng, n_in, n_out, device, dtype=torch.float32, **more):
        self.student, self.size = student, (n_in, n_out)
        has_bias = more.get("bias", True)
        made = student.make("MyLinear", n_in, n_out, **more)
        self.handle = student.make_by(moved, made, device.type, dtype is torch.float64)
        before = student.probe(parameters_of, self.handle)
        sizes = [parameter.numel() for parameter in before]
        expect(
            sorted(sizes) == sorted([n_in * n_out] + [n_out] * has_bias),
            expected="a weight for each pair of input and output" + (", and a bias" if has_bias else " alone"),
            got=f"{len(sizes)} parameters",
        )
        weights = [at for at, found in enumerate(before) if tuple(found.shape) in (self.size, self.size[::-1])]
        expect(len(weights) == 1, expected="a weight of the shape (n_in, n_out) or (n_out, n_in)")
        self.place = weights[0]
        self.other = 1 - self.place if has_bias else None
        self.turned = tuple(before[self.place].shape) != self.size
        self.values = [torch.randn(found.shape, generator=rng, dtype=torch.float64) for found in before]
        self.values = [value.to(dtype) for value in self.values]
        student.probe(set_parameters, self.handle, [value.to(device) for value in self.values])

    @property
    def weight(self):
        """The weight as (n_in, n_out), in double precision."""
        weight = self.values[self.place].double()
        return weight.T if self.turned else weight

    @property
    def bias(self):
        """The bias as one row, in double precision; zeros where there is none."""
        return torch.zeros(self.size[1]).double() if self.other is None else self.values[self.other].double().flatten()

    def right(self, x):
        """What should come out."""
        return x.double() @ self.weight + self.bias

    def call(self, x):
        """What comes out."""
        return self.student.call(self.handle.method("__call__"), x)

    def gradients(self, x, cotangent):
        """What the gradients of the parameters should be, in the student's order and orientation."""
        rows, ends = x.double(), cotangent.double()
        weight = rows.T @ ends
        found = {self.place: weight.T if self.turned else weight, self.other: ends.sum(0)}
        return [found[at].reshape(value.shape) for at, value in enumerate(self.values)]


@probe
def moved(notebook, module, device, is_double):
    """The module on this device, in double precision where that is asked for."""
    module = module.to(device)
    return module.double() if is_double else module


ROWS = "one row of activations for each row of x"


@exercise("MyLinear", points=0.25)
def test_my_linear_of_any_size(student, device, for_all):
    """MyLinear of other sizes, with and without a bias, called twice"""

    def holds(rows, n_in, n_out, has_bias, seed):
        if n_in == n_out or n_in == 1:
            n_in += n_out + 1
        rng = torch.Generator().manual_seed(seed)
        layer = Layer(student, rng, n_in, n_out, device, **({} if has_bias else {"bias": False}))
        for count, size in ((rows, 1), (rows + 1, 1000)):
            x = size * torch.randn(count, n_in, generator=rng)
            expect_activations(layer.call(x.to(device)), layer.right(x), words=ROWS, atol=1e-4 * size)

    sizes = st.integers(1, 9)
    seeds = st.integers(0, 999)
    for_all(holds, examples=FEW, rows=sizes, n_in=sizes, n_out=sizes, has_bias=st.booleans(), seed=seeds)


@exercise("MyLinear", points=0.25)
def test_my_linear_where_a_length_is_one(student, device, rng):
    """MyLinear on a batch of one row, with one output, and with one input"""
    for n_in, n_out, more in ((6, 4, {}), (4, 6, {"bias": False}), (5, 1, {}), (7, 1, {"bias": False})):
        layer = Layer(student, rng, n_in, n_out, device, **more)
        for rows in (1, n_out, n_in, 64, 1):
            x = torch.randn(rows, n_in, generator=rng)
            expect_activations(layer.call(x.to(device)), layer.right(x), words=ROWS, atol=1e-4)
    one_input(student, device, rng)


def one_input(student, device, rng):
    """Three outputs of one input: which of the two parameters is the weight does not show in their sizes."""
    layer = student.make("MyLinear", 1, 3)
    shapes = [found.shape for found in student.probe(parameters_of, layer)]
    expect([shape.numel() for shape in shapes] == [3, 3], expected="three weights and three biases")
    one, other = torch.randn(3, generator=rng), torch.randn(3, generator=rng)
    values = [one.reshape(shapes[0]).to(device), other.reshape(shapes[1]).to(device)]
    layer = student.make_by(moved, layer, device.type, False)
    student.probe(set_parameters, layer, values)
    for rows in (5, 1):
        x = torch.randn(rows, 1, generator=rng)
        got = student.call(layer.method("__call__"), x.to(device))
        either = [x * one + other, x * other + one]
        fits = isinstance(got, torch.Tensor) and any(
            got.shape == want.shape and torch.allclose(got.detach().cpu(), want, atol=1e-5) for want in either
        )
        expect(fits, expected=ROWS)


@exercise("MyLinear", points=0.25)
def test_my_linear_gradients_of_other_inputs(student, device, rng):
    """the gradients of MyLinear for batches of other sizes, twice in a row"""
    for n_in, n_out, rows, more in (
        (7, 3, 5, {}), (3, 7, 1, {}), (4, 2, 15, {}), (2, 5, 6, {"bias": False}), (30, 1, 8, {}),
    ):  # fmt: skip
        layer = Layer(student, rng, n_in, n_out, device, **more)
        for _ in range(2):
            x, cotangent = torch.randn(rows, n_in, generator=rng), torch.randn(rows, n_out, generator=rng)
            found = student.probe(gradients_for, layer.handle, x.to(device), cotangent.to(device))
            expect_activations(found["output"], layer.right(x), words=ROWS)
            wanted = layer.gradients(x, cotangent)
            expect(len(found["gradients"]) == len(wanted), expected="the same parameters after a call")
            for got, want in zip(found["gradients"], wanted, strict=True):
                expect_close(got, want, words="the gradient of each parameter", atol=1e-4)
            want = cotangent.double() @ layer.weight.T
            expect_close(found["input"], want, words="the gradient of the input", atol=1e-4)


@probe
def trained(notebook, layer, x, targets, lr, steps):
    """The parameters after so many steps of gradient descent on the mean squared distance."""
    for _ in range(steps):
        layer.zero_grad()
        ((layer(x) - targets) ** 2).mean().backward()
        with torch.no_grad():
            for parameter in layer.parameters():
                parameter -= lr * parameter.grad
    return {"parameters": [parameter.detach() for parameter in layer.parameters()], "output": layer(x)}


@exercise("MyLinear", points=0.25)
def test_my_linear_learns(student, device, rng):
    """MyLinear(6, 4) after one and after three more steps of gradient descent, and another layer beside it"""
    beside = Layer(student, rng, 6, 4, device, dtype=torch.float64)
    layer = Layer(student, rng, 6, 4, device, dtype=torch.float64)
    x, targets = torch.randn(9, 6, generator=rng).double(), torch.randn(9, 4, generator=rng).double()
    for steps in (1, 3):
        for _ in range(steps):
            ends = 2 * (layer.right(x) - targets) / targets.numel()
            gradients = layer.gradients(x, ends)
            layer.values = [value - 0.1 * found for value, found in zip(layer.values, gradients, strict=True)]
        found = student.probe(trained, layer.handle, x.to(device), targets.to(device), 0.1, steps)
        expect(len(found["parameters"]) == len(layer.values), expected="the same parameters after a step")
        for got, want in zip(found["parameters"], layer.values, strict=True):
            expect_close(got, want, words="each parameter moved against its gradient")
        expect_activations(found["output"], layer.right(x), words="the activations with the new parameters")
    expect_activations(beside.call(x.to(device)), beside.right(x), words="the activations of the other layer as before")


@probe
def remade(notebook, layer, n_in, n_out, has_bias, device):
    """Another layer of the same size that has loaded what the first one stores."""
    other = notebook.MyLinear(n_in, n_out) if has_bias else notebook.MyLinear(n_in, n_out, bias=False)
    stored = {name: value.clone() for name, value in layer.state_dict().items()}
    other.load_state_dict(stored)
    return other.to(device)


@exercise("MyLinear", points=0.25)
def test_my_linear_doubled_stored_and_loaded(student, device, rng):
    """MyLinear after .double(), and its state_dict loaded into another layer, with and without a bias"""
    for more in ({}, {"bias": False}):
        layer = Layer(student, rng, 5, 3, device, dtype=torch.float64, **more)
        x = torch.randn(4, 5, generator=rng).double()
        got = layer.call(x.to(device))
        expect_activations(got, layer.right(x), words=ROWS, rtol=1e-9, atol=1e-9)
        expect(got.dtype is torch.float64, expected="activations in double precision", got=str(got.dtype))
    for has_bias in (True, False):
        layer = Layer(student, rng, 4, 3, device, **({} if has_bias else {"bias": False}))
        other = student.make_by(remade, layer.handle, 4, 3, has_bias, device.type)
        x = torch.randn(6, 4, generator=rng)
        got = student.call(other.method("__call__"), x.to(device))
        expect_activations(got, layer.right(x), words="the same activations from the layer that has loaded the numbers")
        expect_activations(layer.call(x.to(device)), layer.right(x), words="the first layer as before")


@exercise("MyLinear", points=0.25)
def test_my_linear_changes_nothing(student, device, rng):
    """MyLinear(3, 4): its method forward; inputs and parameters after calls, in eval() and in train()"""
    layer = Layer(student, rng, 3, 4, device)
    x = torch.randn(5, 3, generator=rng)
    for mode in ("eval", "train", "eval"):
        student.call(layer.handle.method(mode))
        seen = student.observe(layer.handle.method("__call__"), x.to(device))
        expect_activations(seen.value, layer.right(x), words=ROWS)
        expect_untouched(seen.args, [x])
        after = student.probe(parameters_of, layer.handle)
        expect(len(after) == len(layer.values), expected="the same parameters after a call")
        for got, want in zip(after, layer.values, strict=True):
            expect_close(got, want, words="parameters that a call leaves as they are")
    x = torch.randn(6, 3, generator=rng)
    got = student.call(layer.handle.method("forward"), x.to(device))
    expect_activations(got, layer.right(x), words="what the layer computes stands in forward")


@probe
def first_weights(notebook, n_in, n_out, seeds):
    """The parameters of fresh layers, one after each of these seeds, in memory that holds nan where nobody writes."""
    import random

    import numpy

    before = torch.are_deterministic_algorithms_enabled(), torch.utils.deterministic.fill_uninitialized_memory
    torch._C._set_deterministic_algorithms(True, warn_only=True)  # torch's own function also imports its compiler
    torch.utils.deterministic.fill_uninitialized_memory = True
    found = []
    try:
        for seed in seeds:
            if seed is not None:
                torch.manual_seed(seed)
                random.seed(seed)
                numpy.random.seed(seed)
            found.append([parameter.detach().clone() for parameter in notebook.MyLinear(n_in, n_out).parameters()])
    finally:
        torch._C._set_deterministic_algorithms(before[0])
        torch.utils.deterministic.fill_uninitialized_memory = before[1]
    return found


@exercise("MyLinear", points=0.25)
def test_my_linear_starts_fairly(student):
    """the numbers that MyLinear(40, 30) starts with: several layers, and the same seed twice"""
    made = student.probe(first_weights, 40, 30, [5, None, 6, 5, None])
    layers = [sorted(each, key=lambda found: -found.numel()) for each in made]
    for each in layers:
        expect([found.numel() for found in each] == [1200, 30], expected="a weight and a bias from the start")
        expect(all(found.isfinite().all() for found in each), expected="numbers in all places from the start")
        spread_out(each[0])
    first, second, third, again, after = (each[0] for each in layers)
    expect(
        not (torch.equal(first, second) or torch.equal(first, third) or torch.equal(second, third)),
        expected="each layer with numbers of its own",
    )
    expect(
        torch.equal(first, again) and torch.equal(second, after),
        expected="the same numbers again after the same seed",
    )


def spread_out(weight):
    """No two outputs start alike, and no two inputs."""
    expect(weight.dim() == 2, expected="a weight with two axes")
    for table in (weight, weight.T):
        expect(
            len(torch.unique(table, dim=0)) == len(table),
            expected="weights at random: no two outputs, and no two inputs, with the same ones",
        )


# ------------------------------------------------------------------------------------------------------- MySequential


@probe
def layer_of(notebook, kind, weight, bias):
    """A layer of torch's own; where it has parameters, weight is written as (n_in, n_out)."""
    if kind != "Linear":
        return getattr(torch.nn, kind)()
    layer = torch.nn.Linear(weight.shape[0], weight.shape[1]).to(weight)
    with torch.no_grad():
        layer.weight.copy_(weight.T)
        layer.bias.copy_(bias)
    return layer


CURVES = {
    "ReLU": torch.relu,
    "Sigmoid": torch.sigmoid,
    "Tanh": torch.tanh,
    "Softplus": torch.nn.functional.softplus,
}


class Chain:
    """Layers on the student's side, as handles, and what they make of an input one after the other."""

    def __init__(self, student, rng, device, widths, curves):
        self.student = student
        self.parts, self.handles = [], []
        for (n_in, n_out), curve in zip(pairwise(widths), curves, strict=False):
            weight = torch.randn(n_in, n_out, generator=rng).double() / n_in**0.5
            self.add("Linear", device, weight, torch.randn(n_out, generator=rng).double())
            if curve:
                self.add(curve, device)

    def add(self, kind, device, weight=None, bias=None):
        """Put one more layer at the end."""
        given = [None if tensor is None else tensor.to(device) for tensor in (weight, bias)]
        self.handles.append(self.student.make_by(layer_of, kind, *given))
        self.parts.append((kind, weight, bias))

    def right(self, x, order=None):
        """What comes out of these layers, in this order."""
        x = x.double()
        for kind, weight, bias in self.parts if order is None else [self.parts[place] for place in order]:
            x = x @ weight + bias if kind == "Linear" else CURVES[kind](x)
        return x


LAST = "what comes out of the last layer"


@exercise("MySequential", points=0.25)
def test_my_sequential_of_any_layers(student, device, for_all):
    """MySequential of one to nine layers, called twice"""

    def holds(widths, curves, seed):
        rng = torch.Generator().manual_seed(seed)
        chain = Chain(student, rng, device, widths, curves)
        model = student.make("MySequential", *chain.handles)
        for rows in (4, 1):
            x = torch.randn(rows, widths[0], generator=rng).double()
            seen = student.observe(model.method("__call__"), x.to(device))
            expect_activations(seen.value, chain.right(x), words=LAST)
            expect_untouched(seen.args, [x])

    widths = st.lists(st.integers(1, 5), min_size=2, max_size=6)
    curves = st.lists(st.sampled_from([*CURVES, ""]), min_size=5, max_size=5)
    for_all(holds, examples=FEW, widths=widths, curves=curves, seed=st.integers(0, 999))


@exercise("MySequential", points=0.25)
def test_my_sequential_of_one_layer_and_of_many(student, device, rng):
    """MySequential of one linear layer, of one Tanh, and of 13 layers that look alike"""
    for widths in ((3, 2), (3, 3)):
        chain = Chain(student, rng, device, widths, ["" if widths == (3, 2) else "Tanh"])
        for place in range(len(chain.handles)):
            x = torch.randn(4, 3, generator=rng).double()
            model = student.make("MySequential", chain.handles[place])
            got = student.call(model.method("__call__"), x.to(device))
            expect_activations(got, chain.right(x, [place]), words="what comes out of that layer")
    chain = Chain(student, rng, device, [4] * 14, [""] * 13)
    model = student.make("MySequential", *chain.handles)
    x = torch.randn(5, 4, generator=rng).double()
    expect_activations(student.call(model.method("__call__"), x.to(device)), chain.right(x), words=LAST)
    found = student.probe(parameters_of, model)
    expect(len(found) == 26, expected="the parameters of all 13 layers", got=f"{len(found)} parameters")


@probe
def own_kinds(notebook, scale):
    """Layers of classes that torch does not have, one of them with a layer inside, and two that change the shape."""

    class Scale(torch.nn.Module):
        def __init__(self, scale):
            super().__init__()
            self.scale = torch.nn.Parameter(scale)

        def forward(self, x):
            return x * self.scale

    class AndItself(torch.nn.Module):
        def __init__(self, inner):
            super().__init__()
            self.inner = inner

        def forward(self, x):
            return x + self.inner(x)

    return notebook.MySequential(AndItself(Scale(scale)), torch.nn.Flatten(), torch.nn.Unflatten(1, (3, 4)))


@exercise("MySequential", points=0.25)
def test_my_sequential_of_other_modules(student, device, rng):
    """MySequential with another MySequential between its layers, and of modules that are made of modules"""
    chain = Chain(student, rng, device, [3, 5, 5, 2], ["ReLU", "Sigmoid", ""])
    first, *inner, last = chain.handles
    model = student.make("MySequential", first, student.make("MySequential", *inner), last)
    x = torch.randn(4, 3, generator=rng).double()
    expect_activations(student.call(model.method("__call__"), x.to(device)), chain.right(x), words=LAST)
    found = student.probe(parameters_of, model)
    expect(len(found) == 6, expected="the parameters of all three linear layers", got=f"{len(found)}")
    scale, x = torch.randn(2, 6, generator=rng), torch.randn(5, 2, 6, generator=rng)
    model = student.make_by(own_kinds, scale.to(device))
    want = (x * (1 + scale)).reshape(5, 3, 4)
    expect_activations(student.call(model.method("__call__"), x.to(device)), want, words=LAST)
    got = student.call(model.method("forward"), x.to(device))
    expect_activations(got, want, words="what the chain computes stands in forward")
    expect(len(student.probe(parameters_of, model)) == 1, expected="the one parameter of the layers")


@exercise("MySequential", points=0.125)
def test_my_sequential_learns(student, device, rng):
    """MySequential of four layers: gradients, and the parameters after three steps of gradient descent"""
    chain = Chain(student, rng, device, [4, 6, 2], ["Tanh", "Softplus"])
    model = student.make("MySequential", *chain.handles)
    x, targets = (torch.randn(8, width, generator=rng).double() for width in (4, 2))
    leaves = [tensor.requires_grad_() for _, *pair in chain.parts for tensor in pair if tensor is not None]
    found = student.probe(gradients_for, model, x.to(device), targets.to(device))
    inputs = x.clone().requires_grad_()
    wanted = torch.autograd.grad((chain.right(inputs) * targets).sum(), [inputs])
    expect_close(found["input"], wanted[0], words="the gradient of the input")
    for _ in range(3):
        loss = ((chain.right(x) - targets) ** 2).mean()
        for leaf, gradient in zip(leaves, torch.autograd.grad(loss, leaves), strict=True):
            leaf.data -= 0.2 * gradient
    after = student.probe(trained, model, x.to(device), targets.to(device), 0.2, 3)
    expect(len(after["parameters"]) == 4, expected="the parameters of both linear layers")
    for leaf in leaves:  # (4, 6), (6,), (6, 2), (2,), a weight turned around as torch holds it
        want = leaf.detach().T if leaf.dim() == 2 else leaf.detach()
        same = [one for one in after["parameters"] if isinstance(one, torch.Tensor) and one.shape == want.shape]
        expect(len(same) == 1, expected="each parameter of the layers, once")
        expect_close(same[0], want, words="each parameter moved against its gradient")


@probe
def modes(notebook, model, layers):
    """Whether the layers train, after eval() and after train()."""
    model.eval()
    resting = [layer.training for layer in layers]
    model.train()
    return {"eval": resting, "train": [layer.training for layer in layers]}


@probe
def stored_numbers(notebook, model):
    """The tensors of the state_dict."""
    return [value.detach() for value in model.state_dict().values()]


@probe
def loaded(notebook, layers, others):
    """A chain of the other layers that has loaded what a chain of the first ones stores."""
    model, other = notebook.MySequential(*layers), notebook.MySequential(*others)
    other.load_state_dict({name: value.clone() for name, value in model.state_dict().items()})
    return other


@exercise("MySequential", points=0.25)
def test_my_sequential_reaches_all_layers(student, device, rng):
    """eval(), train(), state_dict(), load_state_dict and float() of MySequential"""
    chain = Chain(student, rng, device, [3, 4, 2], ["ReLU", ""])
    model = student.make("MySequential", *chain.handles)
    found = student.probe(modes, model, chain.handles)
    expect(not any(found["eval"]) and all(found["train"]), expected="eval() and train() reach each of the layers")
    stored = student.probe(stored_numbers, model)
    wanted = [tensor for _, *pair in chain.parts for tensor in pair if tensor is not None]
    fits = [any(torch.allclose(one.double().cpu(), other) for one in stored if one.shape == other.shape)
            for other in (tensor.T if tensor.dim() == 2 else tensor for tensor in wanted)]  # fmt: skip
    expect(all(fits), expected="state_dict() holds the numbers of all layers")
    student.call(model.method("float"))
    student.call(model.method("eval"))
    x = torch.randn(5, 3, generator=rng)
    got = student.call(model.method("__call__"), x.to(device))
    expect_activations(got, chain.right(x), words=LAST)
    expect(got.dtype is torch.float32, expected="float() reaches each of the layers", got=str(got.dtype))
    one, other = (Chain(student, rng, device, [3, 4, 2], ["ReLU", ""]) for _ in range(2))
    model = student.make_by(loaded, one.handles, other.handles)
    x = torch.randn(5, 3, generator=rng).double()
    got = student.call(model.method("__call__"), x.to(device))
    expect_activations(got, one.right(x), words="what the chain computes whose numbers were loaded")


@exercise("MySequential", points=0.125)
def test_my_sequential_holds_the_layers_themselves(student, device, rng):
    """MySequential: a layer whose numbers change after it was given; two chains beside each other"""
    chain, beside = (Chain(student, rng, device, [3, 4, 2], ["Tanh", ""]) for _ in range(2))
    model = student.make("MySequential", *chain.handles)
    other = student.make("MySequential", *beside.handles[:2])
    x = torch.randn(5, 3, generator=rng).double()
    expect_activations(student.call(model.method("__call__"), x.to(device)), chain.right(x), words=LAST)
    got = student.call(other.method("__call__"), x.to(device))
    expect_activations(got, beside.right(x, [0, 1]), words="what comes out of the layers of the other chain")
    expect(len(student.probe(parameters_of, other)) == 2, expected="the parameters of one chain alone")
    kind, weight, bias = chain.parts[0]
    chain.parts[0] = (kind, weight + 1, bias)
    student.probe(set_parameters, chain.handles[0], [chain.parts[0][1].T.to(device), bias.to(device)])
    got = student.call(model.method("__call__"), x.to(device))
    expect_activations(
        got, chain.right(x), words="the chain computes with the layers that it was given, and not with copies"
    )


# ------------------------------------------------------------------------------------------------------- quiz_swap_in


@probe
def net_of(notebook, weights, biases, curves):
    """nn.Sequential of nn.Linear with these weights, written as (n_in, n_out), and curves between them."""
    layers = []
    for weight, bias, curve in zip(weights, biases, curves, strict=True):
        layer = torch.nn.Linear(weight.shape[0], weight.shape[1], bias=bias is not None).to(weight)
        with torch.no_grad():
            layer.weight.copy_(weight.T)
            if bias is not None:
                layer.bias.copy_(bias)
        layers += [layer, getattr(torch.nn, curve)()] if curve else [layer]
    return torch.nn.Sequential(*layers)


def right_net(x, weights, biases, curves):
    """What the net computes, in double precision."""
    x = x.double()
    for weight, bias, curve in zip(weights, biases, curves, strict=True):
        x = x @ weight.double() + (0 if bias is None else bias.double())
        x = CURVES[curve](x) if curve else x
    return x


@exercise("quiz_swap_in", points=0.25)
def test_swap_of_any_net(student, device, for_all):
    """quiz_swap_in of nets with one to four linear layers"""

    def holds(widths, curves, has_bias, seed):
        rng = torch.Generator().manual_seed(seed)
        pairs = list(pairwise(widths))
        weights = [torch.randn(n_in, n_out, generator=rng) for n_in, n_out in pairs]
        biases = [torch.randn(n_out, generator=rng) if has_bias[at] else None for at, (_, n_out) in enumerate(pairs)]
        curves = curves[: len(pairs)]
        given = [[None if t is None else t.to(device) for t in each] for each in (weights, biases)]
        net = student.make_by(net_of, *given, curves)
        model = student.make_by(moved, student.make("quiz_swap_in", net), device.type, False)
        x = torch.randn(5, widths[0], generator=rng)
        want = right_net(x, weights, biases, curves)
        expect_close(
            student.call(model.method("__call__"), x.to(device)), want, words="the same as from net", atol=1e-4
        )
        expect_activations(student.call(net.method("__call__"), x.to(device)), want, words="net as it was", atol=1e-4)
        numbers = sum(t.numel() for each in (weights, biases) for t in each if t is not None)
        found = student.probe(parameters_of, model)
        expect(sum(t.numel() for t in found) == numbers, expected="as many parameters as in net")

    for_all(
        holds, examples=FEW, widths=st.lists(st.integers(2, 5), min_size=2, max_size=5),
        curves=st.lists(st.sampled_from([*CURVES, ""]), min_size=4, max_size=4),
        has_bias=st.lists(st.booleans(), min_size=4, max_size=4), seed=st.integers(0, 999),
    )  # fmt: skip


@exercise("quiz_swap_in", points=0.25)
def test_swap_and_train(student, device, rng):
    """quiz_swap_in: the swapped model is trained, and net stays as it was"""
    weights = [torch.randn(3, 4, generator=rng), torch.randn(4, 2, generator=rng)]
    biases = [torch.randn(4, generator=rng), torch.randn(2, generator=rng)]
    given = [[tensor.to(device) for tensor in each] for each in (weights, biases)]
    net = student.make_by(net_of, *given, ["Tanh", ""])
    model = student.make_by(moved, student.make("quiz_swap_in", net), device.type, False)
    x, targets = torch.randn(6, 3, generator=rng), torch.randn(6, 2, generator=rng)
    before = right_net(x, weights, biases, ["Tanh", ""])
    got = student.probe(trained, model, x.to(device), targets.to(device), 0.1, 1)["output"]
    expect_activations(student.call(net.method("__call__"), x.to(device)), before, words="net as it was")
    leaves = [tensor.double().requires_grad_() for tensor in (*weights, *biases)]
    loss = ((right_net(x, leaves[:2], leaves[2:], ["Tanh", ""]) - targets) ** 2).mean()
    moved_leaves = [
        leaf - 0.1 * found for leaf, found in zip(leaves, torch.autograd.grad(loss, leaves), strict=True)
    ]  # fmt: skip
    want = right_net(x, moved_leaves[:2], moved_leaves[2:], ["Tanh", ""]).detach()
    expect_activations(got, want, words="a model that can be trained", atol=1e-4)
