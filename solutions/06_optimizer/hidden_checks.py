"""Hidden checks of 06_optimizer: random inputs, and the formulas that say what is right for them."""

import torch
from hypothesis import strategies as st

from underhood.checking import exercise, expect, expect_close, expect_equal, probe, require_form

SEEDS = st.integers(0, 10_000)


def numbers(generator, *shape, low=-1.0, high=1.0):
    """Random numbers, evenly spread between low and high."""
    return low + (high - low) * torch.rand(shape, generator=generator)


def seeded(seed):
    """A generator of its own for one example of a property."""
    return torch.Generator().manual_seed(seed)


# --------------------------------------------------------------------------------------------------------- BasicOptim


@probe
def play(notebook, starts, lr, form, script, gradients):
    """Do what the script says with an optimizer; after each word, the numbers of parameters and gradients."""
    parameters = [start.detach().clone().requires_grad_() for start in starts]
    given = list(parameters) if form == "list" else (parameter for parameter in parameters)
    optimizer = notebook.BasicOptim(given, lr)
    waiting = list(gradients)
    told = []
    for word in script:
        if word == "gradients":
            for parameter, gradient in zip(parameters, waiting.pop(0), strict=True):
                parameter.grad = gradient.clone()
        else:
            getattr(optimizer, word)()
        told.append(
            {
                "numbers": [parameter.detach().clone() for parameter in parameters],
                "gradients": [None if parameter.grad is None else parameter.grad.clone() for parameter in parameters],
            }
        )
    return told


SHAPES = st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=3), min_size=1, max_size=5)
RATES = st.sampled_from([0.0, 0.001, 0.03, 0.25, 0.5, 1.0, 3.0])


@exercise("BasicOptim", points=0.25)
def test_many_rounds(student, device, for_all):
    """BasicOptim with parameters of many shapes, other learning rates, large gradients, and many rounds"""

    def holds(shapes, lr, form, steps, seed):
        rng = seeded(seed)
        starts = [numbers(rng, *shape) for shape in shapes]
        scales = [10.0 ** float(numbers(rng, low=-2.0, high=3.0)) for _ in steps]
        gradients = [[scale * numbers(rng, *shape) for shape in shapes] for scale in scales]
        script = [word for count in steps for word in ["gradients", *["step"] * count, "zero_grad"]]
        sent = [[gradient.to(device) for gradient in row] for row in gradients]
        told = student.probe(play, [start.to(device) for start in starts], lr, form, script, sent)
        check_rounds(told, script, starts, gradients, lr)

    steps = st.lists(st.sampled_from([1, 1, 1, 2, 0]), min_size=1, max_size=4)
    for_all(holds, shapes=SHAPES, lr=RATES, form=st.sampled_from(["list", "generator"]), steps=steps, seed=SEEDS)


def check_rounds(told, script, starts, gradients, lr):
    """Compare with what plain gradient descent does, word by word."""
    now, waiting, row = [start.double() for start in starts], list(gradients), []
    for word, state in zip(script, told, strict=True):
        if word == "gradients":
            row = waiting.pop(0)
        if word == "step":
            now = [number - lr * gradient.double() for number, gradient in zip(now, row, strict=True)]
        for got, want in zip(state["numbers"], now, strict=True):
            expect_close(got, want, words="every parameter moved against its gradient, and moved by step() only")
        for got, want in zip(state["gradients"], row, strict=True):
            if word == "step":
                expect(got is not None, expected="gradients that are still there after step()")
                expect_close(got, want, words="gradients that are after step() what they were before")
            if word == "zero_grad":
                expect(got is None or not bool(got.ne(0).any()), expected="no gradient after zero_grad()")


@probe
def side_by_side(notebook, starts, gradients, rates):
    """Two optimizers made one after the other, each for one parameter. What both parameters are after each call."""
    first, second = parameters = [start.detach().clone().requires_grad_() for start in starts]
    a = notebook.BasicOptim([first], rates[0])
    b = notebook.BasicOptim([second], rates[1])
    for parameter, gradient in zip(parameters, gradients, strict=True):
        parameter.grad = gradient.clone()
    told = []
    for call in (a.step, b.step, a.zero_grad, b.step, b.zero_grad):
        call()
        rows = [None if parameter.grad is None else parameter.grad.clone() for parameter in parameters]
        told.append([*(parameter.detach().clone() for parameter in parameters), *rows])
    return told


@exercise("BasicOptim", points=0.25)
def test_two_optimizers(student, device, rng):
    """two BasicOptims at once, each with a parameter and a learning rate of its own"""
    p, q = numbers(rng, 3), numbers(rng, 2, 2)
    dp, dq = numbers(rng, 3, low=1.0, high=2.0), numbers(rng, 2, 2, low=-3.0, high=-2.0)
    told = student.probe(side_by_side, [p.to(device), q.to(device)], [dp.to(device), dq.to(device)], [0.1, 0.7])
    p1, q1, q2 = p - 0.1 * dp, q - 0.7 * dq, q - 1.4 * dq
    words = "each optimizer moves and clears its own parameter, with its own learning rate, and leaves the other alone"
    for state, (first, second) in zip(told, [(p1, q), (p1, q1), (p1, q1), (p1, q2), (p1, q2)], strict=True):
        expect_close(state[0], first, words=words)
        expect_close(state[1], second, words=words)
    cleared = [[row is None or not bool(row.ne(0).any()) for row in state[2:]] for state in told]
    expect(cleared == [[False] * 2, [False] * 2, [True, False], [True, False], [True] * 2], expected=words)


@probe
def in_a_model(notebook, weights, xb, lr, rounds):
    """Train the first layer of a model, whose parameters come from the generator; are they still the same tensors?"""
    sizes = [tuple(weight.shape) for weight in weights]
    model = torch.nn.Sequential(torch.nn.Linear(sizes[0][1], sizes[0][0]), torch.nn.Linear(sizes[1][1], sizes[1][0]))
    model.to(xb.device)
    with torch.no_grad():
        for layer, weight in zip(model, weights, strict=True):
            layer.weight.copy_(weight)
            layer.bias.zero_()
    before = list(model.parameters())
    optimizer = notebook.BasicOptim(model[0].parameters(), lr)
    for _ in range(rounds):
        torch.autograd.backward([model(xb).square().mean()])
        optimizer.step()
        optimizer.zero_grad()
    after = list(model.parameters())
    return {
        "same": [one is other for one, other in zip(before, after, strict=True)],
        "leaves": [parameter.is_leaf and parameter.requires_grad for parameter in after],
        "numbers": [parameter.detach() for parameter in after],
    }


@exercise("BasicOptim", points=0.25)
def test_parameters_of_a_model(student, device, rng):
    """BasicOptim on the first layer of a model: backward, step and zero_grad, three times"""
    weights, xb = [numbers(rng, 4, 3), numbers(rng, 2, 4)], numbers(rng, 6, 3)
    told = student.probe(in_a_model, [weight.to(device) for weight in weights], xb.to(device), 0.2, 3)
    expect(all(told["same"]), expected="the parameters of the model are the same tensors as before")
    expect(all(told["leaves"]), expected="the parameters are leaves that track gradients, as before")
    w1, w2 = (weight.double() for weight in weights)
    b1 = torch.zeros(4, dtype=torch.float64)
    for _ in range(3):
        w1, b1 = w1.detach().requires_grad_(), b1.detach().requires_grad_()
        ((xb.double() @ w1.T + b1) @ w2.T).square().mean().backward()
        w1, b1 = w1 - 0.2 * w1.grad, b1 - 0.2 * b1.grad
    for got, want in zip(told["numbers"], [w1, b1, w2, torch.zeros(2)], strict=True):
        expect_close(got, want, words="the given layer is trained, the other one stays as it is")


# --------------------------------------------------------------------------------------------------------- train_model


@probe
def train(notebook, weights, pixels, targets, sizes, orders, kind, epochs):
    """Let train_model train a net of two layers. `epochs` has a number for each call of train_model.

    Where there are `orders`, the loader gives the images in another one of these orders each time it is walked
    through. The kind says which optimizer is given: one of torch's, or one that has step and zero_grad and nothing else
    and moves the second layer alone.
    """
    from torch.utils.data import DataLoader, TensorDataset

    class EachTimeAnother:
        """A sampler that has an order of its own for each walk."""

        walks = 0

        def __iter__(self):
            self.walks += 1
            return iter(orders[(self.walks - 1) % len(orders)])

        def __len__(self):
            return len(orders[0])

    class Bare:
        """An optimizer of which only the two methods can be used."""

        def __init__(self, inner):
            def step(closure=None):
                inner.step(closure)

            def zero_grad(set_to_none=True):
                inner.zero_grad(set_to_none)

            self.step, self.zero_grad = step, zero_grad

    w1, b1, w2, b2 = weights
    model = torch.nn.Sequential(
        torch.nn.Linear(w1.shape[1], w1.shape[0]), torch.nn.Tanh(), torch.nn.Linear(w2.shape[1], w2.shape[0])
    )
    with torch.no_grad():
        for parameter, value in zip(model.parameters(), (w1, b1, w2, b2), strict=True):
            parameter.copy_(value)
    trained, checked = (TensorDataset(x, y) for x, y in zip(pixels, targets, strict=True))
    loader = DataLoader(trained, batch_size=sizes[0], sampler=EachTimeAnother() if orders else None)
    valid_loader = DataLoader(checked, batch_size=sizes[1])
    if kind == "bare":
        optimizer = Bare(torch.optim.SGD(model[2].parameters(), lr=1.5))
    else:
        optimizer = torch.optim.SGD(model.parameters(), lr=1.5, momentum=0.6 if kind == "momentum" else 0.0)
    returned = [notebook.train_model(model, loader, valid_loader, optimizer, count) for count in epochs]
    return {"returned": returned, "numbers": [parameter.detach() for parameter in model.parameters()]}


class Case:
    """A random net with random data."""

    def __init__(self, rng, *, train=11, valid=8, sizes=(4, 3), orders=0):
        self.sizes = sizes
        self.weights = [numbers(rng, 5, 3), numbers(rng, 5), numbers(rng, 1, 5), numbers(rng, 1)]
        self.pixels = [numbers(rng, train, 3, low=-2.0, high=2.0), numbers(rng, valid, 3, low=-2.0, high=2.0)]
        self.targets = [torch.randint(0, 2, (count, 1), generator=rng).float() for count in (train, valid)]
        self.orders = [torch.randperm(train, generator=rng).tolist() for _ in range(orders)]

    def asked(self, kind, epochs):
        """The arguments of the probe."""
        return self.weights, self.pixels, self.targets, list(self.sizes), self.orders, kind, epochs

    def right(self, kind, epochs, walks=range(100)):
        """What is right after so many epochs, where these walks through the loader are those of the training."""
        now = [weight.double() for weight in self.weights]
        moves = [torch.zeros_like(weight) for weight in now]
        momentum = 0.6 if kind == "momentum" else 0.0
        rates = [0.0, 0.0, 1.5, 1.5] if kind == "bare" else [1.5] * 4
        activations = []
        for walk in walks[:epochs]:
            order = torch.tensor(self.orders[walk]) if self.orders else torch.arange(len(self.pixels[0]))
            for rows in order.split(self.sizes[0]):
                now = [number.detach().requires_grad_() for number in now]
                preds = net(self.pixels[0][rows].double(), *now).sigmoid()
                (preds - self.targets[0][rows].double()).abs().mean().backward()
                moves = [momentum * move + number.grad for move, number in zip(moves, now, strict=True)]
                now = [number.detach() - rate * move for number, rate, move in zip(now, rates, moves, strict=True)]
            activations.append(net(self.pixels[1].double(), *now))
        return Right(now, activations, self.targets[1], self.sizes[1])


class Right:
    """The right parameters, and both right lists of accuracies."""

    def __init__(self, after, activations, targets, size):
        answers = [((each > 0) == (targets > 0.5)).double() for each in activations]
        self.numbers = after
        self.by_image = torch.stack([each.mean() for each in answers])
        self.by_batch = torch.stack([torch.stack([part.mean() for part in e.split(size)]).mean() for e in answers])
        self.nearest = min(float(each.abs().min()) for each in activations)
        self.signs = (activations[-1] > 0).float()

    @property
    def ups_and_downs(self):
        """Whether the accuracy changes, and is lower after one of the epochs than it was before."""
        return bool((self.by_image.diff() < 0).any())


def net(x, w1, b1, w2, b2):
    """The net of the probe."""
    return torch.tanh(x @ w1.T + b1) @ w2.T + b2


def random_case(rng, kind, epochs, *, perfect=False, **options):
    """A case in which no validation image is near the border. The accuracy goes up and down, or is 1 all the time."""
    for _ in range(1000):
        case = Case(rng, **options)
        right = case.right(kind, epochs)
        if perfect:
            case.targets[1] = right.signs
            right = case.right(kind, epochs)
        if right.nearest > 5e-3 and (bool((right.by_image == 1).all()) if perfect else right.ups_and_downs):
            return case
    raise RuntimeError("no such case was drawn")


def check_training(student, rng, kind, calls, *, walks=(range(100),), **options):
    """Train a random case, in so many calls, and compare parameters and accuracies.

    Where the loader has many orders, `walks` says which of them may have been those of the training.
    """
    case = random_case(rng, kind, sum(calls), **options)
    form = {"numbers": (object,) * 4, "returned": (object,) * len(calls)}
    told = require_form(student.probe(train, *case.asked(kind, calls)), form)
    rights = [case.right(kind, sum(calls), which) for which in walks]
    right = next((one for one in rights if passes(expect_numbers, told["numbers"], one.numbers)), rights[0])
    expect_numbers(told["numbers"], right.numbers)
    words = "a list with one accuracy on the validation images for each epoch"
    returned = told["returned"]
    expect(all(isinstance(part, list | tuple) for part in returned), expected=words)
    expect_equal([len(part) for part in returned], calls, words=words, show=False)
    joined = [accuracy for part in returned for accuracy in part]
    if not passes(expect_accuracies, joined, right.by_image):
        expect_accuracies(joined, right.by_batch)


def expect_numbers(got, want):
    """The parameters of the model must be these."""
    words = "the parameters of the model that was given, after the last epoch"
    for one, other in zip(got, want, strict=True):
        expect_close(one, other, words=words, rtol=1e-3, atol=1e-4)


def expect_accuracies(got, want):
    """The accuracies must be these; they may be rounded to four digits."""
    words = "a list with one accuracy on the validation images for each epoch"
    expect_close(got, want, words=words, kinds="sequence", atol=1e-4)


def passes(expectation, got, want):
    """Whether an expectation holds."""
    try:
        expectation(got, want)
    except AssertionError:
        return False
    return True


@exercise("train_model", points=0.5)
def test_a_net_of_two_layers(student, rng):
    """train_model on a random net with two layers and random images, also where all answers are right early"""
    check_training(student, rng, "plain", [3])
    check_training(student, rng, "plain", [3], train=7, valid=13, sizes=(2, 5))
    check_training(student, rng, "plain", [3], train=3, valid=9, sizes=(5, 4))
    check_training(student, rng, "plain", [3], perfect=True)


@exercise("train_model", points=0.25)
def test_a_second_call(student, rng):
    """train_model called twice with the same model and an optimizer that has a memory: it goes on"""
    check_training(student, rng, "momentum", [1, 2])


@exercise("train_model", points=0.25)
def test_a_loader_that_shuffles(student, rng):
    """train_model with a loader that gives another order each time it is walked through"""
    # Who counts the images first, or measures on them, walks through the loader more often.
    walks = (range(20), range(1, 20), range(0, 20, 2), range(1, 20, 2))
    check_training(student, rng, "plain", [4], walks=walks, orders=20)


@exercise("train_model", points=0.25)
def test_an_unknown_optimizer(student, rng):
    """train_model with an optimizer that has step() and zero_grad(), nothing else, and moves the second layer alone"""
    check_training(student, rng, "bare", [3])


# ---------------------------------------------------------------------------------------------------------------- relu


@probe
def through_relu(notebook, x, weights):
    """relu of x and of something computed from x, x afterwards, and the gradient of a weighted sum of the second."""
    x = x.detach().clone()
    plain = notebook.relu(x)
    start = x.detach().clone().requires_grad_()
    result = notebook.relu(start * 1.0)
    tracks = isinstance(result, torch.Tensor) and result.requires_grad
    if tracks:
        torch.autograd.backward([result], [weights])
    return {"plain": plain, "result": result, "x": x, "tracks": tracks, "gradient": start.grad}


@exercise("relu", points=0.25)
def test_relu_of_any_shape(student, device, for_all):
    """relu of random tensors of many shapes, large numbers and small ones; its gradient; x stays as it was"""

    def holds(shape, power, wide, seed):
        rng = seeded(seed)
        sign = torch.where(torch.rand(shape, generator=rng) < 0.5, -1.0, 1.0)
        x = sign * (0.1 + torch.rand(shape, generator=rng)) * 10.0**power
        x = x.double() if wide else x
        weights = numbers(rng, *shape).to(x.dtype)
        told = student.probe(through_relu, x.to(device), weights.to(device))
        small = 1e-6 * 10.0**power
        right = torch.where(x > 0, x, torch.zeros_like(x))
        for name in ("plain", "result"):
            words = "each number above 0 as it is, 0 in the place of the others, in a tensor of the same shape"
            expect_close(told[name], right, words=words, kinds="tensor", atol=small)
        expect_equal(told["x"], x, words="x stays as it was", show=False)
        expect(told["tracks"], expected="a result through which a gradient finds its way back")
        expect_close(told["gradient"], torch.where(x > 0, weights, torch.zeros_like(x)), words="a slope of 1 or 0")

    shapes = st.lists(st.integers(1, 5), max_size=4)
    for_all(holds, shape=shapes, power=st.integers(-4, 5), wide=st.booleans(), seed=SEEDS)


# ------------------------------------------------------------------------------------------------------ quiz_one_layer

SIZES = st.integers(1, 6)


@exercise("quiz_one_layer", points=0.5)
def test_one_layer_for_two(student, device, for_all):
    """quiz_one_layer of random layers, also square ones: the same activations; what is given stays as it was"""

    def holds(n_in, n_hidden, n_out, seed):
        rng = seeded(seed)
        shapes = ((n_in, n_hidden), (n_hidden,), (n_hidden, n_out), (n_out,))
        given = [numbers(rng, *shape, low=-2.0, high=2.0) for shape in shapes]
        seen = student.observe("quiz_one_layer", *(part.to(device) for part in given))
        expect(isinstance(seen.value, list | tuple) and len(seen.value) == 2, expected="weights and bias")
        w1, b1, w2, b2 = (part.double() for part in given)
        weights, bias = w1 @ w2, b1 @ w2 + b2
        expect_close(seen.value[0], weights, words="the weights of the one layer", kinds="tensor", atol=1e-4)
        expect_close(seen.value[1], bias, words="the bias of the one layer", kinds="tensor", atol=1e-4)
        expect_untouched(seen.args, given)

    for_all(holds, n_in=SIZES, n_hidden=SIZES, n_out=SIZES, seed=SEEDS)
    for size in (2, 3, 5):
        holds(size, size, size, size)


def expect_untouched(after, before):
    """What was given to a function must be what it was."""
    for now, was in zip(after, before, strict=True):
        expect_equal(now, was, words="what was given to the function stays as it was", show=False)


# ---------------------------------------------------------------------------------------------------------- simple_net


def a_net(rng, n_in, n_hidden, n_out, count, scale):
    """Random images and parameters; no hidden activation is near the corner of ReLU."""
    for _ in range(1000):
        xb = numbers(rng, count, n_in, low=-scale, high=scale)
        parameters = [numbers(rng, *shape) for shape in ((n_in, n_hidden), (n_hidden,), (n_hidden, n_out), (n_out,))]
        hidden = xb.double() @ parameters[0].double() + parameters[1].double()
        if float(hidden.abs().min()) > 1e-4:
            return xb, parameters
    raise RuntimeError("no such net was drawn")


@probe
def net_and_gradients(notebook, xb, parameters, weights):
    """simple_net's activations, and the gradients of their weighted sum."""
    parameters = [parameter.detach().clone().requires_grad_() for parameter in parameters]
    result = notebook.simple_net(xb, *parameters)
    tracks = isinstance(result, torch.Tensor) and result.requires_grad
    if tracks and result.shape == weights.shape:
        torch.autograd.backward([result], [weights])
    return {"result": result, "tracks": tracks, "gradients": [parameter.grad for parameter in parameters]}


@exercise("simple_net", points=0.5)
def test_simple_net_of_many_sizes(student, device, for_all):
    """simple_net with random parameters of many sizes, also square ones: activations and all four gradients"""

    def holds(count, n_in, n_hidden, n_out, scale, seed):
        rng = seeded(seed)
        xb, parameters = a_net(rng, n_in, n_hidden, n_out, count, scale)
        weights = numbers(rng, count, n_out)
        sent = [parameter.to(device) for parameter in parameters]
        told = student.probe(net_and_gradients, xb.to(device), sent, weights.to(device))
        own = [parameter.double().requires_grad_() for parameter in parameters]
        hidden = torch.relu(xb.double() @ own[0] + own[1])
        right = hidden @ own[2] + own[3]
        right.backward(weights.double())
        words = "one row of activations for each image: linear, ReLU, linear"
        expect_close(told["result"], right, words=words, kinds="tensor", atol=1e-4 * scale)
        expect(told["tracks"], expected="activations through which gradients find their way back")
        for got, parameter in zip(told["gradients"], own, strict=True):
            expect(got is not None, expected="a gradient for each of the four parameters")
            expect_close(got, parameter.grad, words="the gradient of a parameter", atol=1e-4 * scale)

    scales = st.sampled_from([1.0, 1.5, 30.0, 200.0])
    for_all(holds, count=SIZES, n_in=SIZES, n_hidden=SIZES, n_out=st.integers(1, 3), scale=scales, seed=SEEDS)
    for size, scale in ((2, 1.5), (3, 1.0), (4, 40.0)):
        holds(5, size, size, size, scale, size)


@exercise("simple_net", points=0.5)
def test_simple_net_on_images(student, device, rng):
    """simple_net with 784 pixels, 30 hidden activations and 1 output; what is given stays as it was"""
    shapes = ((40, 784), (784, 30), (30,), (30, 1), (1,))
    given = [numbers(rng, *shape) * scale for shape, scale in zip(shapes, (1, 0.1, 1, 1, 3), strict=True)]
    seen = student.observe("simple_net", *(part.to(device) for part in given))
    xb, w1, b1, w2, b2 = (part.double() for part in given)
    right = torch.relu(xb @ w1 + b1) @ w2 + b2
    expect_close(seen.value, right, words="one activation for each image, shape (40, 1)", kinds="tensor", atol=1e-3)
    expect_untouched(seen.args, given)
