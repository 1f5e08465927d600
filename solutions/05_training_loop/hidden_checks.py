"""Hidden checks of 05_training_loop: other sizes, other models, another loss, and chance looked at closely."""

import math
from itertools import pairwise

import torch
from hypothesis import strategies as st

from underhood.checking import Wrong, exercise, expect, expect_close, expect_equal, probe, require_form
from underhood.checking.probes import loader

# ------------------------------------------------------------------------------------------------------- make_batches


@probe
def walks(notebook, x, y, bs, shuffle, times):
    """What some loops over the batches meet, one loop after the other, and the dataset as it is afterwards."""
    from itertools import islice

    dataset = list(zip(x, y, strict=True))
    batches = notebook.make_batches(dataset, bs, shuffle)
    if not (hasattr(batches, "__iter__") or hasattr(batches, "__getitem__")):
        return {"walks": [[batches]], "dataset": dataset}
    return {"walks": [list(islice(batches, 300)) for _ in range(times)], "dataset": dataset}


def expect_batches(walk, n, bs):
    """The numbers of the items in the order of a walk; the targets are these numbers."""
    for batch in walk:
        are = isinstance(batch, list | tuple) and len(batch) == 2
        are = are and all(isinstance(part, torch.Tensor) and part.dim() == 2 for part in batch)
        expect(are, expected="each batch a pair of tensors: xb (items, pixels) and yb (items, 1)")
    sizes = [bs] * (n // bs) + [n % bs] * (n % bs > 0)
    expect([len(xb) for xb, _ in walk] == sizes, expected="batches of bs items, and the rest in the last one")
    expect(all(yb.shape == (len(xb), 1) for xb, yb in walk), expected="as many targets as rows in each batch")
    order = torch.cat([yb.cpu().float() for _, yb in walk]).flatten().tolist()
    expect(sorted(order) == list(range(n)), expected="each item once in each loop")
    return [int(number) for number in order]


def expect_x_beside_y(walk, x, order):
    """Each row is the one that belongs to its target."""
    rows = [xb.cpu() for xb, _ in walk]
    expect(all(one.shape[1:] == x.shape[1:] for one in rows), expected="rows with as many pixels as in the dataset")
    expect_close(torch.cat(rows), x[order], words="each x beside its own y")


@exercise("make_batches", points=0.25)
def test_make_batches_of_any_size(student, for_all):
    """make_batches for many sizes of dataset and batch, with and without shuffle: each item once, in each loop."""

    def holds(n, bs, width, shuffle, seed):
        x = torch.randn(n, width, generator=torch.Generator().manual_seed(seed))
        answer = student.probe(walks, x, torch.arange(float(n))[:, None], bs, shuffle, 2)
        for walk in answer["walks"]:
            order = expect_batches(walk, n, bs)
            expect_x_beside_y(walk, x, order)
            expect(shuffle or order == list(range(n)), expected="without shuffle, the order of the dataset")
        expect_same_dataset(answer["dataset"], x)

    for_all(
        holds, n=st.integers(1, 40), bs=st.integers(1, 45), width=st.integers(1, 5), shuffle=st.booleans(),
        seed=st.integers(0, 999),
    )  # fmt: skip


@exercise("make_batches", points=0.25)
def test_make_batches_is_well_shuffled(student, rng):
    """make_batches(60 pairs, 6, shuffle=True): four loops, in which other items come together."""
    x = torch.randn(60, 2, generator=rng)
    answer = student.probe(walks, x, torch.arange(60.0)[:, None], 6, True, 4)
    orders = []
    for walk in answer["walks"]:
        order = expect_batches(walk, 60, 6)
        expect_x_beside_y(walk, x, order)
        orders.append(order)
    expect_same_dataset(answer["dataset"], x)
    for order in orders:
        neighbours = sum(abs(a - b) == 1 for a, b in pairwise(order))
        expect(neighbours < 16, expected="items in a mixed order, and not in runs of neighbours")
        early = sum(number < 30 for number in order[:30])
        expect(6 < early < 24, expected="items from the whole dataset in the first half of a loop")
        moved = sum(abs(at - number) for at, number in enumerate(order)) / 60
        expect(moved > 10, expected="items that come far from where they were")
        stayed = sum(at == number for at, number in enumerate(order))
        expect(stayed < 12, expected="items in a mixed order, and few of them where they were")
    groups = [groups_of(list(range(60))), *map(groups_of, orders)]
    for at, group in enumerate(groups):
        for other in groups[:at]:
            expect(len(group & other) < 3, expected="in each loop other items come together in a batch")
    following = [set(pairwise(order)) for order in orders]
    for at, one in enumerate(following):
        for other in following[:at]:
            expect(len(one & other) < 16, expected="in each loop a new order, and not the old one moved along")


def groups_of(order):
    """Which six items each batch holds."""
    return {frozenset(order[at : at + 6]) for at in range(0, 60, 6)}


def expect_same_dataset(after, x):
    """The dataset must still be what it was."""
    same = isinstance(after, list) and len(after) == len(x)
    same = same and all(isinstance(pair, tuple) and len(pair) == 2 for pair in after)
    same = same and all(torch.equal(pair[0], row) for pair, row in zip(after, x, strict=True))
    same = same and all(torch.equal(pair[1], torch.tensor([float(at)])) for at, pair in enumerate(after))
    expect(same, expected="the dataset stays as it was, in the same order")


# ------------------------------------------------------------------------------------------- models, and what is right


@probe
def linear_model(notebook, weights, bias):
    """A model of one linear layer whose parameters start from these numbers."""

    class Linear(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.weights = torch.nn.Parameter(weights.detach().clone())
            self.bias = torch.nn.Parameter(bias.detach().clone())

        def forward(self, xb):
            return xb @ self.weights + self.bias

    return Linear()


@probe
def two_layer_model(notebook, first, between, second, last):
    """A model of two linear layers with tanh between them."""

    class TwoLayers(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.numbers = torch.nn.ParameterList([first, between, second, last])

        def forward(self, xb):
            return torch.tanh(xb @ self.numbers[0] + self.numbers[1]) @ self.numbers[2] + self.numbers[3]

    return TwoLayers()


@probe
def half_square_loss(notebook):
    """Another loss than the notebook's: half the mean square of what is missing."""

    def mnist_loss(preds, targets):
        return ((preds - 3 * targets) ** 2).mean() / 2

    return mnist_loss


def half_square(preds, targets):
    """The same in this process."""
    return (preds - 3 * targets).square().mean() / 2


def right_loss(preds, targets):
    """The notebook's mnist_loss."""
    s = torch.sigmoid(preds)
    return (targets * (1 - s) + (1 - targets) * s).mean()


def linear(xb, weights, bias):
    """What linear_model computes."""
    return xb @ weights + bias


def two_layers(xb, first, between, second, last):
    """What two_layer_model computes."""
    return torch.tanh(xb @ first + between) @ second + last


def doubled(tensors):
    """Copies in double precision that track gradients."""
    return [tensor.detach().cpu().double().clone().requires_grad_() for tensor in tensors]


def items(rng, n, width, scale=1.0):
    """Random rows of pixels, below zero, too, and targets of both kinds."""
    x = scale * torch.randn(n, width, generator=rng)
    return x, (torch.rand(n, 1, generator=rng) < 0.5).float()


def right_training(function, parameters, x, y, bs, lr, epochs, loss=right_loss, trained=None):
    """The parameters after each epoch of plain gradient descent; `trained` are the places of those that move."""
    parameters = doubled(parameters)
    x, y, after = x.double(), y.double(), []
    for _ in range(epochs):
        for at in range(0, len(x), bs):
            value = loss(function(x[at : at + bs], *parameters), y[at : at + bs])
            gradients = torch.autograd.grad(value, parameters)
            with torch.no_grad():
                for place in range(len(parameters)) if trained is None else trained:
                    parameters[place] -= lr * gradients[place]
        after.append([parameter.detach().clone() for parameter in parameters])
    return after


def flat(tensors):
    """Some tensors as one row."""
    are = isinstance(tensors, list | tuple) and all(isinstance(tensor, torch.Tensor) for tensor in tensors)
    expect(are, expected="a tensor for each parameter")
    return torch.cat([tensor.detach().cpu().double().flatten() for tensor in tensors])


# ---------------------------------------------------------------------------------------------------------- calc_grad


@probe
def after_calc_grad(notebook, model, batches):
    """Gradients and parameters after each call of calc_grad, and the batches as they are at the end."""
    calls = []
    for xb, yb in batches:
        notebook.calc_grad(xb, yb, model)
        gradients = [None if p.grad is None else p.grad.clone() for p in model.parameters()]
        calls.append({"gradients": gradients, "parameters": [p.detach().clone() for p in model.parameters()]})
    return {"calls": calls, "batches": batches}


@probe
def after_calc_grad_of_a_function(notebook, first, between, second, last, batches):
    """The gradients when the model is a plain function that finds its parameters by itself."""
    numbers = [number.detach().clone().requires_grad_() for number in (first, between, second, last)]
    first, between, second, last = numbers

    def model(xb):
        return torch.tanh(xb @ first + between) @ second + last

    for xb, yb in batches:
        notebook.calc_grad(xb, yb, model)
    return [number.grad for number in numbers]


def right_gradients(function, parameters, batches, loss=right_loss):
    """The gradients of all batches added up."""
    parameters = doubled(parameters)
    for xb, yb in batches:
        loss(function(xb.double(), *parameters), yb.double()).backward()
    return torch.cat([parameter.grad.flatten() for parameter in parameters])


def four_numbers(rng, width, inner=3):
    """Parameters for two layers."""
    return [torch.randn(size, generator=rng) / 2 for size in ((width, inner), (inner,), (inner, 1), (1,))]


@exercise("calc_grad", points=0.25)
def test_calc_grad_call_by_call(student, device, rng):
    """calc_grad for four batches of different sizes: gradients add up call by call, everything else stays."""
    for width, sizes in ((3, (4, 1, 7, 2)), (5, (1, 6, 3, 1))):
        start = [torch.randn(width, 1, generator=rng), torch.randn(1, generator=rng)]
        batches = [items(rng, n, width) for n in sizes]
        model = student.make_by(linear_model, *(number.to(device) for number in start))
        answer = student.probe(after_calc_grad, model, [tuple(t.to(device) for t in batch) for batch in batches])
        expect(len(answer["calls"]) == len(sizes), expected="an answer for each batch")
        for count, call in enumerate(answer["calls"], 1):
            expect_close(flat(call["gradients"]), right_gradients(linear, start, batches[:count]),
                         words="the sum of the gradients of all batches so far")  # fmt: skip
            expect_close(flat(call["parameters"]), flat(start), words="the parameters where they were")
        for (xb, yb), (x, y) in zip(answer["batches"], batches, strict=True):
            expect_close(xb, x, words="xb stays as it was")
            expect_close(yb, y, words="yb stays as it was")


@exercise("calc_grad", points=0.25)
def test_calc_grad_of_any_model_and_loss(student, device, rng):
    """calc_grad when the model is a plain function with four parameters, and when mnist_loss is another loss."""
    start, batches = four_numbers(rng, 4), [items(rng, 5, 4), items(rng, 2, 4)]
    there = [tuple(t.to(device) for t in batch) for batch in batches]
    found = student.probe(after_calc_grad_of_a_function, *(number.to(device) for number in start), there)
    expect_close(flat(found), right_gradients(two_layers, start, batches),
                 words="the gradient of mnist_loss for each of the four parameters")  # fmt: skip
    student.assign("mnist_loss", student.make_by(half_square_loss))
    found = student.probe(after_calc_grad_of_a_function, *(number.to(device) for number in start), there)
    expect_close(flat(found), right_gradients(two_layers, start, batches, half_square),
                 words="the gradients of the loss that the notebook calls mnist_loss at the moment")  # fmt: skip


# -------------------------------------------------------------------------------------------------------- train_epoch


@probe
def after_training(notebook, model, dl, lr, epochs, places):
    """All parameters after so many calls of train_epoch, to which the parameters at these places were given."""
    everything = list(model.parameters())
    params = tuple(everything[place] for place in places) if places else everything
    for _ in range(epochs):
        notebook.train_epoch(model, dl, lr, params)
    return [parameter.detach() for parameter in everything]


@exercise("train_epoch", points=0.5)
def test_train_epoch_of_other_sizes(student, device, rng):
    """train_epoch one to four times, with random images and batches of several sizes, also with lr 0."""
    for n, bs, width, lr, epochs in ((7, 3, 4, 0.8, 3), (4, 1, 2, 0.3, 1), (5, 9, 3, 1.5, 4), (6, 2, 3, 0.0, 2)):
        x, y = items(rng, n, width)
        start = [torch.randn(width, 1, generator=rng), torch.randn(1, generator=rng)]
        model = student.make_by(linear_model, *(number.to(device) for number in start))
        batches = student.make_by(loader, x.to(device), y.to(device), bs)
        after = student.probe(after_training, model, batches, lr, epochs, None)
        expect_close(flat(after), flat(right_training(linear, start, x, y, bs, lr, epochs)[-1]),
                     words="the parameters after that many epochs of gradient descent")  # fmt: skip


@exercise("train_epoch", points=0.25)
def test_train_epoch_with_another_loss(student, device, rng):
    """train_epoch while mnist_loss is another loss."""
    student.assign("mnist_loss", student.make_by(half_square_loss))
    x, y = items(rng, 7, 3)
    start = [torch.randn(3, 1, generator=rng), torch.randn(1, generator=rng)]
    model = student.make_by(linear_model, *(number.to(device) for number in start))
    batches = student.make_by(loader, x.to(device), y.to(device), 3)
    after = student.probe(after_training, model, batches, 0.2, 2, None)
    right = right_training(linear, start, x, y, 3, 0.2, 2, half_square)[-1]
    words = "steps against the gradient of the loss that the notebook calls mnist_loss at the moment"
    expect_close(flat(after), flat(right), words=words)


@exercise("train_epoch", points=0.5)
def test_train_epoch_moves_params_only(student, device, rng):
    """train_epoch of a model with four parameters: all of them given, then only two of them, in a tuple."""
    x, y = items(rng, 8, 3)
    start = four_numbers(rng, 3)
    for places in (None, (0, 2)):
        model = student.make_by(two_layer_model, *(number.to(device) for number in start))
        batches = student.make_by(loader, x.to(device), y.to(device), 3)
        after = student.probe(after_training, model, batches, 0.7, 2, places)
        right = right_training(two_layers, start, x, y, 3, 0.7, 2, trained=places)[-1]
        words = "the parameters that were given moved by all steps, and no other parameter"
        expect_close(flat(after), flat(right), words=words)


# ----------------------------------------------------------------------------------------------------- batch_accuracy


@exercise("batch_accuracy", points=0.25)
def test_batch_accuracy_of_any_batch(student, for_all):
    """batch_accuracy of batches of all sizes, from one image on."""

    def holds(n, seed, scale):
        generator = torch.Generator().manual_seed(seed)
        preds, targets = activations(generator, n, scale)
        got = student.call("batch_accuracy", preds, targets)
        expect_close(got, float(right_or_not(preds, targets).mean()), words="the share of the images that are right")

    for_all(holds, n=st.integers(1, 40), seed=st.integers(0, 999), scale=st.sampled_from([0.3, 1.0, 6.0]))


@exercise("batch_accuracy", points=0.25)
def test_batch_accuracy_at_the_edges(student, device, rng):
    """batch_accuracy of huge activations, of batches that are all right or all wrong; the inputs stay as they are."""
    cases = [activations(rng, 9, 1000.0), activations(rng, 200, 0.2)]
    targets = (torch.rand(6, 1, generator=rng) < 0.5).float()
    cases += [(sign * (4 * targets - 2), targets) for sign in (1, -1)]
    cases += [(torch.full((3, 1), value), torch.ones(3, 1)) for value in (0.3, -0.3)]
    for preds, targets in cases:
        seen = student.observe("batch_accuracy", preds.to(device), targets.to(device))
        expect_close(seen.value, float(right_or_not(preds, targets).mean()), words="the share of images that are right")
        expect_close(seen.args[0], preds, words="the activations stay as they were")
        expect_close(seen.args[1], targets, words="the targets stay as they were")


def activations(rng, n, scale):
    """Raw activations, none of them near 0 or 0.5, and targets."""
    preds = scale * torch.randn(n, 1, generator=rng)
    preds = torch.where(preds.abs() < 0.02, torch.tensor(0.1), preds)
    return torch.where((preds - 0.5).abs() < 0.02, torch.tensor(0.4), preds), items(rng, n, 1)[1]


def right_or_not(preds, targets):
    """1 where the activation is on the side of its target, else 0."""
    return (preds.sign() == 2 * targets - 1).double()


# ----------------------------------------------------------------------------------------------------- validate_epoch


@probe
def distance_measure(notebook):
    """A measure: the mean distance between activation and target."""

    def batch_accuracy(preds, targets):
        return (preds - targets).abs().mean().cpu()

    return batch_accuracy


@probe
def validated(notebook, model, valid_dl):
    """What validate_epoch returns, and what has become of the model."""
    value = notebook.validate_epoch(model, valid_dl)
    return {"value": value, "parameters": [parameter.detach() for parameter in model.parameters()]}


@exercise("validate_epoch", points=0.5)
def test_validate_epoch_of_other_sizes(student, device, rng):
    """validate_epoch with random models, batches of several sizes, and another measure as batch_accuracy."""
    student.assign("batch_accuracy", student.make_by(distance_measure))
    for n, bs, width in ((7, 3, 2), (1, 4, 3), (12, 5, 4), (6, 2, 3), (3, 8, 2), (9, 1, 3)):
        x, y = items(rng, n, width)
        start = four_numbers(rng, width)
        model = student.make_by(two_layer_model, *(number.to(device) for number in start))
        batches = student.make_by(loader, x.to(device), y.to(device), bs)
        answer = require_form(student.probe(validated, model, batches), {"value": object, "parameters": [object]})
        each = (two_layers(x, *start) - y).abs()
        of_batches = torch.stack([each[at : at + bs].mean() for at in range(0, n, bs)]).mean()
        expect_one_of(answer["value"], each.mean(), of_batches,
                      words="the mean of batch_accuracy, over the batches or over the images")  # fmt: skip
        expect_close(flat(answer["parameters"]), flat(start), words="the parameters where they were")


def expect_one_of(got, over_items, over_batches, *, words):
    """One of the two accuracies of one model, perhaps rounded to four digits."""
    kinds = "tensor number array sequence" if over_items.dim() else "tensor number array"
    try:
        expect_close(got, over_batches, words=words, rtol=0, atol=6e-5, kinds=kinds)
    except Wrong:
        expect_close(got, over_items, words=words, rtol=0, atol=6e-5, kinds=kinds)


# ------------------------------------------------------------------------------------------------------ split_indices


@probe
def splits(notebook, asked):
    """What split_indices returns for each of these, one after the other; random numbers are drawn in between."""
    import random

    import numpy

    answers = []
    for arguments in asked:
        answers.append(notebook.split_indices(*arguments))
        random.random(), numpy.random.rand(3), torch.rand(3)
    return answers


@exercise("split_indices", points=0.25)
def test_split_indices_of_any_size(student, for_all):
    """split_indices for many sizes and shares: each index once, the sizes right, the same seed the same split."""

    def holds(n, valid_pct, seed):
        answers = student.probe(splits, [(n, valid_pct, seed), (n, valid_pct, seed)])
        (train, valid), again = map(two_parts, answers)
        expect_equal(sorted(train + valid), list(range(n)), words="each index once, in one of the two parts")
        share, rest = n * valid_pct, n * (1 - valid_pct)
        allowed = {math.floor(share), round(share), math.ceil(share), n - math.floor(rest), n - round(rest)}
        expect(len(valid) in allowed, expected="n · valid_pct indices to validate with, rounded up or down")
        expect([train, valid] == again, expected="the same split again for the same seed")

    for_all(
        holds, n=st.integers(10, 400), valid_pct=st.sampled_from([0.1, 0.2, 0.25, 0.3, 0.4, 0.5]),
        seed=st.integers(0, 100_000),
    )  # fmt: skip


@exercise("split_indices", points=0.25)
def test_split_indices_leaves_it_to_chance(student):
    """split_indices(20, 0.25, …) for sixty seeds: each index is sometimes in the one part, sometimes in the other."""
    found = [two_parts(answer) for answer in student.probe(splits, [(20, 0.25, seed) for seed in range(60)])]
    expect(all(len(train) == 15 and len(valid) == 5 for train, valid in found), expected="15 and 5 indices each time")
    chosen = [frozenset(valid) for _, valid in found]
    expect(len(set(chosen)) > 50, expected="another split for nearly each seed")
    for number in range(20):
        times = sum(number in valid for valid in chosen)
        expect(2 <= times <= 35, expected="the same chance for each index to be in the second part")
    steps = [{b - a for a, b in pairwise(sorted(valid))} for valid in chosen]
    expect(sum(len(step) == 1 for step in steps) < 6, expected="indices that are shuffled, and not at equal distances")
    together = sum(len({number // 4 for number in valid}) < 5 for valid in chosen)
    expect(together > 30, expected="indices that are shuffled all together, and not group by group")


def two_parts(answer):
    """The two lists of indices."""
    expect(isinstance(answer, list | tuple) and len(answer) == 2, expected="two parts, (train, valid)")
    parts = []
    for part in answer:
        listed = part.tolist() if hasattr(part, "tolist") else part
        expect(isinstance(listed, list | tuple), expected="each part a list, a tuple, a tensor or an array")
        listed = [one.item() if hasattr(one, "item") and not one.shape else one for one in listed]
        expect(all(type(one) is int for one in listed), expected="whole numbers in each part")
        parts.append(listed)
    return parts


# -------------------------------------------------------------------------------------------------------- repair_loop


@probe
def after_repair(notebook, model, dl, valid_dl, lr, epochs):
    """What the repaired loop returns, and the parameters after it."""
    params = list(model.parameters())
    history = notebook.repair_loop(model, dl, valid_dl, lr, params, epochs)
    return {"history": history, "parameters": [parameter.detach() for parameter in params]}


@exercise("repair_loop", points=0.5)
def test_repair_loop_of_other_sizes(student, device, rng):
    """repair_loop with random images, models, sizes and numbers of epochs: parameters and accuracies."""
    for n, bs, epochs, lr, n_valid in ((7, 3, 3, 1.5, 5), (5, 2, 1, 0.7, 7), (6, 6, 5, 2.0, 4), (9, 4, 2, 0.0, 3)):
        while True:
            start = [torch.randn(3, 1, generator=rng), torch.randn(1, generator=rng)]
            (x, y), (vx, vy) = items(rng, n, 3), items(rng, n_valid, 3)
            after = right_training(linear, start, x, y, bs, lr, epochs)
            preds = [linear(vx.double(), *parameters) for parameters in after]
            if min(pred.abs().min() for pred in preds) > 0.02:  # no image on the line between the two digits
                break
        model = student.make_by(linear_model, *(number.to(device) for number in start))
        train_dl, valid_dl = (student.make_by(loader, a.to(device), b.to(device), bs) for a, b in ((x, y), (vx, vy)))
        answer = student.probe(after_repair, model, train_dl, valid_dl, lr, epochs)
        words = "the parameters after that many epochs of gradient descent on the training images alone"
        expect_close(flat(answer["parameters"]), flat(after[-1]), words=words)
        right = torch.stack([right_or_not(pred, vy).flatten() for pred in preds])
        of_batches = torch.stack([part.mean(1) for part in right.split(bs, 1)]).mean(0)
        expect_one_of(answer["history"], right.mean(1), of_batches, words="one accuracy after each epoch")
