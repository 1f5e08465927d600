"""Checks of 04_mnist_loss: from images to a loss that can be trained on.

You may read this file. It holds inputs, the numbers that must come out, and numbers that come out of known mistakes.
"""

import numpy as np
import torch

from underhood.checking import Mistake, exercise, expect, expect_close, expect_equal, probe
from underhood.checking.describe import describe

# ------------------------------------------------------------------------------------------------------------ make_xy

STEP = "take one row of x: is it a 3 or a 7? And what stands in the same row of y?"


def flat(ink):
    """An image with the same ink in all of its pixels."""
    return torch.full((28, 28), ink)


def spot(row, column):
    """An image with ink in a single pixel."""
    image = torch.zeros(28, 28)
    image[row, column] = 1.0
    return image


@exercise("make_xy", points=0.5)
def test_make_xy_worked_example(student, device):
    """make_xy of two 3s, all 0.2 and all 0.8, and one 7, all 0.5."""
    threes, sevens = torch.stack([flat(0.2), flat(0.8)]), torch.stack([flat(0.5)])
    x, y = rows_and_targets(student.call("make_xy", threes.to(device), sevens.to(device)), 3)
    expect(
        float(x.max()) > 0.1,
        expected="the numbers of the pixels as they are, from 0.2 to 0.8",
        got=describe(x),
        why="the pixels have become much smaller: as if they were divided by 255 once more" if x.max() > 0 else "",
        next="which numbers come in? They need no other scale",
    )
    found = [row_with(x, {0: ink, 400: ink, 783: ink}) for ink in (0.2, 0.8, 0.5)]
    expect(
        None not in found,
        expected="a row of 0.2s, a row of 0.8s and a row of 0.5s, in any order",
        got=f"rows that begin with {describe(x[:, 0])}",
        why="" if len(set(x[:, 0].tolist())) == 3 else "some image is there twice, and another one is missing",
        next="each image becomes one row, with its own 784 pixels",
    )
    expect_close(
        y[found],
        torch.tensor([[1], [1], [0]]),
        words="1 in the rows of the two 3s, 0 in the row of the 7",
        mistakes=[
            Mistake(
                torch.tensor([[0], [0], [1]]), "the 7s have a 1 and the 3s a 0: it is the other way round",
                "the question is: how much of a 3 is it?",
            ),
            Mistake(torch.tensor([[1], [0], [1]]), "x and y are not in step: a 3 has got the target of the 7", STEP),
            Mistake(torch.tensor([[0], [1], [1]]), "x and y are not in step: a 3 has got the target of the 7", STEP),
            Mistake(
                torch.tensor([[3], [3], [7]]), "these are the names of the digits, and not the targets",
                "which two numbers stand for a 3 and for a 7 here?",
            ),
            Mistake(
                torch.tensor([[1], [1], [-1]]), "a 7 has the target −1", "which number stands for a 7 here?"
            ),
            Mistake(torch.tensor([[1], [1], [1]]), "all targets are 1", "which rows are 7s?"),
            Mistake(torch.tensor([[0], [0], [0]]), "all targets are 0", "which rows are 3s?"),
        ],
        next=STEP,
    )  # fmt: skip


@exercise("make_xy", points=0.5)
def test_make_xy_reads_line_after_line(student, device):
    """make_xy of a 3 with ink only in row 0, column 5, and a 7 with ink only in row 2, column 1."""
    threes, sevens = torch.stack([spot(0, 5)]), torch.stack([spot(2, 1)])
    x, y = rows_and_targets(student.call("make_xy", threes.to(device), sevens.to(device)), 2)
    turned = row_with(x, {140: 1.0, 5: 0.0}) is not None
    expect(
        row_with(x, {5: 1.0, 57: 0.0, 140: 0.0}) is not None and row_with(x, {57: 1.0, 5: 0.0, 30: 0.0}) is not None,
        expected="a row with ink at place 5 (0 · 28 + 5), and a row with ink at place 57 (2 · 28 + 1)",
        got=f"ink at the places (row, place) {x.nonzero().tolist()[:6]}",
        why="your rows read the images column by column" if turned else "",
        next="an image is read as a page is: line after line. Does something swap the axes?",
    )
    expect(
        float(x.sum()) == 2.0, expected="no ink anywhere else", got=f"{float(x.sum()):g} in all",
        next="one image in, one row out, with the same 784 numbers",
    )  # fmt: skip
    expect_close(
        y[[row_with(x, {5: 1.0}), row_with(x, {57: 1.0})]],
        torch.tensor([[1], [0]]),
        words="target 1 for the 3, target 0 for the 7",
        mistakes=[Mistake(torch.tensor([[0], [1]]), "the 3 has the target 0, and the 7 the target 1", STEP)],
        next=STEP,
    )


@exercise("make_xy", points=0.25)
def test_make_xy_of_one_3_and_four_7s(student, device):
    """make_xy of one 3, all 0.9, and four 7s, all 0.1, all 0.3, all 0.4 and all 0.6."""
    threes, sevens = torch.stack([flat(0.9)]), torch.stack([flat(0.1), flat(0.3), flat(0.4), flat(0.6)])
    seen = student.observe("make_xy", threes.to(device), sevens.to(device))
    x, y = rows_and_targets(seen.value, 5)
    found = [row_with(x, {0: ink, 400: ink, 783: ink}) for ink in (0.9, 0.1, 0.3, 0.4, 0.6)]
    expect(
        None not in found,
        expected="five rows, one for each image",
        got=f"rows that begin with {describe(x[:, 0])}",
        next="how many images came in this time, and how many of them are 3s?",
    )
    expect_close(
        y[found],
        torch.tensor([[1], [0], [0], [0], [0]]),
        words="1 for the single 3, 0 for the four 7s",
        mistakes=[
            Mistake(torch.tensor([[0], [1], [1], [1], [1]]), "the 7s have a 1 and the 3 a 0", STEP),
            Mistake(
                torch.tensor([[1], [1], [0], [0], [0]]), "the first two rows have got a 1: half of them, or as before",
                "where can your function read how many 3s there are?",
            ),
            Mistake(
                torch.tensor([[0], [0], [0], [0], [1]]), "x and y are not in step: they begin with different digits",
                STEP,
            ),
        ],
        next=STEP,
    )  # fmt: skip
    expect_kept(seen.args, threes, sevens)


def rows_and_targets(got, count):
    """x and y of an answer, once they are two tensors of the right shapes and types."""
    advice = "a function returns two things as: return x, y"
    is_pair = isinstance(got, list | tuple) and len(got) == 2
    why = {
        "NoneType": "your function ended without a return",
        "Tensor": "this is one tensor, and two were asked for",
        "tuple": "there are more than two, or fewer",
        "dict": "this is a dictionary: it is taken apart into its keys",
    }.get(type(got).__name__, "")
    expect(is_pair, expected="two tensors, x and y", got=describe(got), why=why, next=advice)
    x, y = got
    for name, value in (("x", x), ("y", y)):
        is_tensor = isinstance(value, torch.Tensor)
        kind = {"list": "a list is no tensor", "ndarray": "a NumPy array is no tensor"}.get(type(value).__name__, "")
        expect(is_tensor, expected=f"{name} is a tensor", got=describe(value), why=kind, next=f"print(type({name}))")
    expect_shape(
        "x", x, (count, 784),
        {
            (count, 28, 28): "each image still has its rows and columns",
            (784, count): "each image is a column: the table lies on its side",
            (count * 784,): "all images are in one single row: the axis of the images has gone",
            (1, count * 784): "all images are in one single row",
            (count, 1): "this is the column of targets: x and y are the other way round",
            (784,): "there is one row for all of the images",
        },
        "how long is each of the two axes: how many images, how many pixels?",
    )  # fmt: skip
    expect_shape(
        "y", y, (count, 1),
        {
            (count,): "the targets have one axis only: they do not stand in a column yet",
            (1, count): "the targets lie in a row, and not in a column",
            (count, 1, 1): "there is one axis too many",
            (count, 2): "there are two numbers for each image",
        },
        "at which place is the axis of length 1?",
    )  # fmt: skip
    expect(
        x.is_floating_point(), expected="x holds floats, the pixels as they are", got=describe(x),
        why="" if x.is_complex() else "whole numbers have no shades of grey: all between 0 and 1 is lost",
        next="which step of yours changes the type?",
    )  # fmt: skip
    expect(
        y.is_floating_point() or y.dtype in (torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8),
        expected="y holds the numbers 1 and 0", got=describe(y),
        why="these are bools: one can't compute a distance from True" if y.dtype is torch.bool else "",
        next="how do bools become numbers?",
    )  # fmt: skip
    return x, y


def expect_kept(args, *before):
    """Pass where the inputs of a call are afterwards what they were before."""
    for got, want in zip(args, before, strict=True):
        same = isinstance(got, torch.Tensor) and got.shape == want.shape and bool((got == want).all())
        expect(
            same, expected="the tensors that come in stay as they are", got="one of them is another one after the call",
            why="your function has changed a tensor that it was given",
            next="look for names that end in an underscore, for -= and *=, and for assignments with square brackets",
        )  # fmt: skip


def expect_shape(name, tensor, shape, known, next):
    """Pass where the tensor has this shape; `known` says what other shapes give away."""
    got = tuple(tensor.shape)
    expect(
        got == shape, expected=f"{name} has the shape {shape}", got=f"shape {got}", why=known.get(got, ""), next=next
    )


def row_with(x, pixels):
    """The first row of x with these numbers at these places, or None."""
    places, numbers = list(pixels), torch.tensor(list(pixels.values()), dtype=torch.float64)
    fits = torch.isclose(x[:, places].double(), numbers, rtol=1e-4, atol=1e-5).all(1).nonzero().flatten().tolist()
    return fits[0] if fits else None


# ------------------------------------------------------------------------------------------------------------ pair_up


@probe
def looked_at(notebook, xs, ys, order, walks):
    """What a dataset answers: its length, its items in this order, and walks that stop after so many pairs."""
    dataset = notebook.pair_up(xs, ys)

    def answer(ask):
        try:
            return {"answer": ask()}
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the answer
            return {"error": f"{type(error).__name__}: {error}"}

    def walk(most):
        pairs = []
        for pair in dataset:
            pairs.append(pair)
            if len(pairs) == most:
                break
        return pairs

    return {
        "kind": type(dataset).__name__,
        "length": answer(lambda: len(dataset)),
        "items": [answer(lambda at=at: dataset[at]) for at in order],
        "walks": [answer(lambda most=most: walk(most)) for most in walks],
    }


USED_UP = "what can you build from a zip that keeps all of its pairs?"
KINDS = {
    "zip": ("a zip is a walk, and no collection: it has no length and no items by number", USED_UP),
    "map": ("a map is a walk, and no collection: it has no length and no items by number", USED_UP),
    "generator": ("a generator is a walk, and no collection: it has no length and no items by number", USED_UP),
    "dict": ("this is a dictionary: it is asked by key, and a walk gives its keys",
             "which kind of collection is asked by number, from 0 on?"),
    "list_iterator": ("this is a walk through a list, and not the list", "what does iter take away?"),
    "enumerate": ("this is a walk, and no collection", USED_UP),
    "set": ("a set has no order, and no items by number", "which kind of collection keeps the order?"),
    "NoneType": ("your function ended without a return", "what should come out?"),
    "tuple": ("", ""),
    "list": ("", ""),
}  # fmt: skip


def answered(seen, which, asked):
    """What the dataset answered, where it gave an answer and no error."""
    why, advice = KINDS.get(seen["kind"], ("", ""))
    told = seen["length"] if which == "length" else which
    told = told if isinstance(told, dict) else {}
    expect(
        "answer" in told,
        expected=f"an answer to {asked}",
        got=f"{told.get('error', '')} (the dataset is a {seen['kind']})",
        why=why,
        next=advice or "try this line yourself in a cell of your own",
    )
    return told["answer"]


def looked_at_by(student, *args):
    """What the probe tells, once it is what it should be."""
    *_, order, walks = args
    seen = student.probe(looked_at, *args)
    is_complete = isinstance(seen, dict) and isinstance(seen.get("kind"), str) and "length" in seen
    for name, asked in (("items", order), ("walks", walks)):
        is_complete = is_complete and isinstance(seen.get(name), list) and len(seen[name]) == len(asked)
    expect(is_complete, expected="a dataset", got=describe(seen))
    return seen


@exercise("pair_up", points=0.25)
def test_pair_up_worked_example(student):
    """ds = pair_up([1, 2, 3, 4], "abcd")"""
    seen = looked_at_by(student, [1, 2, 3, 4], "abcd", [3, 0, 2, 1], [9])
    why, advice = KINDS.get(seen["kind"], ("", ""))
    expect_equal(
        answered(seen, "length", "len(ds)"),
        4,
        words="len(ds)",
        mistakes=[
            Mistake(
                2, "there are two things in it, and not four: the xs are not paired with the ys",
                "what should ds[0] be?",
            ),
            Mistake(16, "every x is paired with every y", "which y belongs to the first x?"),
            Mistake(3, "one pair is missing", "does your loop reach the last one?"),
            Mistake(8, "the xs and the ys stand one behind the other", "what should ds[0] be?"),
        ],
        next="how many pairs are there?",
    )  # fmt: skip
    wanted = [(4, "d"), (1, "a"), (3, "c"), (2, "b")]
    for at, told, want in zip((3, 0, 2, 1), seen["items"], wanted, strict=True):
        got = answered(seen, told, f"ds[{at}]")
        swapped = [Mistake(want[::-1], "the y stands first: the pair is the other way round", "which comes first?")]
        glued = [Mistake(f"{want[0]}{want[1]}", "the two are glued to one text", "how is a pair written in Python?")]
        late = "the items are counted from 1, or stand in another order"
        other = [Mistake(pair, late, "which is the first item?") for pair in wanted if pair != want]
        next_item = "print ds[0] and ds[3]"
        kind = [Mistake(got, why, advice)] if why else []
        mistakes = [*swapped, *glued, *other, *kind]
        expect_equal(got, want, words=f"ds[{at}], a pair", mistakes=mistakes, next=next_item)
    got = answered(seen, seen["walks"][0], "for pair in ds")
    same = isinstance(got, list | tuple) and len(got) == 4
    expect(same, expected="a walk of four pairs", got=describe(got), why=why, next=advice or "print(list(ds))")
    expect_equal(
        got, [(1, "a"), (2, "b"), (3, "c"), (4, "d")], words="a walk gives the pairs in order",
        mistakes=[Mistake([1, 2, 3, 4], "a walk gives the xs alone", "what does a walk through your ds give?"),
                  Mistake([0, 1, 2, 3], "a walk gives numbers, and not pairs", "what does a walk through a dict do?")],
        next="print(list(ds))",
    )  # fmt: skip


@exercise("pair_up", points=0.25)
def test_pair_up_can_be_walked_again(student):
    """ds = pair_up("xyz", [10, 20, 30]): a walk, a walk that stops after one pair, and two more walks"""
    seen = looked_at_by(student, "xyz", [10, 20, 30], [0], [9, 1, 9, 9])
    want = [("x", 10), ("y", 20), ("z", 30)]
    why, advice = KINDS.get(seen["kind"], ("", ""))
    for at, name in enumerate(("the first walk", "the second walk", "the third walk", "the fourth walk")):
        got = answered(seen, seen["walks"][at], "for pair in ds")
        expect_equal(
            got, want[:1] if at == 1 else want, words=f"{name} begins at the beginning",
            mistakes=[
                Mistake([], why or "the walk before has used it up: nothing is left for this one", advice or USED_UP),
                Mistake(want[1:], "this walk goes on where the one before has stopped",
                        "where should each walk begin?"),
            ],
            next="walk through your ds in two loops, one after the other",
        )  # fmt: skip


@exercise("pair_up", points=0.25)
def test_pair_up_of_tensors(student, device):
    """pair_up(x, y) for x of shape (3, 2) and y of shape (3, 1)"""
    x, y = torch.tensor([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]]), torch.tensor([[1.0], [0.0], [1.0]])
    seen = looked_at_by(student, x.to(device), y.to(device), [2, 0, 1], [9])
    rows = "each pair holds a row of x and a row of y, as they are"
    expect_equal(answered(seen, "length", "len(ds)"), 3, words="len(ds)", next="how many rows has x?")
    want = [
        (torch.tensor([0.1, 0.2]), torch.tensor([1.0])),
        (torch.tensor([0.3, 0.4]), torch.tensor([0.0])),
        (torch.tensor([0.5, 0.6]), torch.tensor([1.0])),
    ]
    for at, told in zip((2, 0, 1), seen["items"], strict=True):
        got = answered(seen, told, f"ds[{at}]")
        expect_equal(got, want[at], words=f"ds[{at}]: row {at} of x and row {at} of y", next=rows)
    expect_equal(answered(seen, seen["walks"][0], "for pair in ds"), want, words="a walk of three pairs", next=rows)


# -------------------------------------------------------------------------------------------------------- init_params


@probe
def drawn_twice(notebook, args, kwargs):
    """Two tensors of init_params, and whether a gradient reaches the first of them."""
    params, again = (notebook.init_params(*args, **kwargs) for _ in range(2))
    seen = {"params": params, "again": again}
    if isinstance(params, torch.Tensor):
        seen |= {"tracks": params.requires_grad, "leaf": params.is_leaf, "shape": list(params.shape)}
    return seen


def drawn_by(student, *args, **kwargs):
    """The two tensors that init_params has drawn, once they are tensors that track gradients and are leaves."""
    seen = student.probe(drawn_twice, list(args), kwargs)
    params = seen.get("params") if isinstance(seen, dict) else None
    expect(
        isinstance(params, torch.Tensor), expected="a tensor", got=describe(params),
        why={"NoneType": "your function ended without a return", "ndarray": "a NumPy array can't track gradients"}.get(
            type(params).__name__, ""
        ),
        next="what does your function return?",
    )  # fmt: skip
    expect(
        params.is_floating_point(), expected="a tensor of floats", got=describe(params),
        next="which function of torch draws from a normal distribution?",
    )  # fmt: skip
    expect(
        seen.get("tracks"), expected="a tensor that tracks gradients (requires_grad)", got="requires_grad is False",
        why="nothing that is computed with these parameters would reach them again",
        next="which line makes a tensor track gradients?",
    )  # fmt: skip
    expect(
        seen.get("leaf"), expected="a leaf: is_leaf is True", got="is_leaf is False",
        why="it was computed from a tensor that tracks gradients: its own .grad will stay empty",
        next="what should come first: the standard deviation, or the tracking?",
    )  # fmt: skip
    return params, seen.get("again")


@exercise("init_params", points=0.5)
def test_init_params_worked_example(student, device):
    """init_params((784, 1))"""
    params, _ = drawn_by(student, (784, 1))
    expect_shape(
        "the tensor", params, (784, 1),
        {(784,): "an axis has gone: the shape was given as (784, 1)", (1, 784): "the two lengths are swapped"},
        "what is the shape of the thing that you return?",
    )  # fmt: skip
    inside = (params.double().abs() < 1).double().mean().item()
    expect(
        0.58 < inside < 0.78,
        expected="random numbers, about two thirds of them between −1 and 1",
        got=f"{describe(params)}; a share of {inside:.2f} lies between −1 and 1",
        why=why_not_normal(params.double(), 1.0),
        next="which function of torch draws from a normal distribution? Mind the one letter",
    )
    expect(
        0.4 < (params > 0).double().mean().item() < 0.6,
        expected="about as many numbers above 0 as below", got=f"{int((params > 0).sum())} of 784 are above 0",
        why=why_not_normal(params.double(), 1.0), next="around which number should they lie?",
    )  # fmt: skip


def why_not_normal(numbers, std):
    """What the numbers themselves give away, where they are not drawn as they should be."""
    low, high, spread = numbers.min().item(), numbers.max().item(), numbers.std().item()
    mean = numbers.mean().item()
    if low == high:
        return "all numbers are the same: nothing is random here"
    if low >= 0:
        return "no number is below 0: the mean is not 0"
    if high <= 2 * std and low >= -2 * std and abs(spread / std - 0.577) < 0.04:
        return "the numbers are spread evenly between two limits: that is another distribution"
    if abs(mean) > 0.3 * std:
        return f"the numbers lie around {mean:.1f}, and not around 0"
    return ""


@exercise("init_params", points=0.25)
def test_init_params_of_whole_numbers(student, device):
    """init_params(5), init_params(1), and init_params((2, 3))"""
    for size, shape in ((5, (5,)), (1, (1,)), ((2, 3), (2, 3))):
        params, _ = drawn_by(student, size)
        expect_shape(
            f"init_params({size})", params, shape,
            {(): "this is a single number, shape (): a list of one has the shape (1,)",
             (size, 1): "there is an axis too many", (1, size): "there is an axis too many",
             (size, size): "a square: the one length has become two", (6,): "the two axes have become one"},
            "a whole number is a shape with one axis",
        )  # fmt: skip


@exercise("init_params", points=0.5)
def test_init_params_standard_deviation(student, device):
    """init_params((100, 200), std=0.1), and init_params((100, 200))"""
    params, _ = drawn_by(student, (100, 200), std=0.1)
    numbers = params.double()
    mean, spread = numbers.mean().item(), numbers.std().item()
    expect(
        0.095 < spread < 0.105,
        expected="20,000 numbers with a standard deviation of about 0.1",
        got=f"a standard deviation of {spread:.4f}, a mean of {mean:.4f}",
        why=why_not_spread(spread, mean) or why_not_normal(numbers, 0.1),
        next="which operation makes all numbers ten times as small?",
    )
    expect(
        -0.005 < mean < 0.005,
        expected="20,000 numbers with a mean of about 0", got=f"a mean of {mean:.4f}",
        why="the numbers do not lie around 0", next="what does an addition do to all of the numbers?",
    )  # fmt: skip
    inside = (numbers.abs() < 0.1).double().mean().item()
    expect(
        0.66 < inside < 0.705,
        expected="a normal distribution: about 68 of 100 lie between −0.1 and 0.1", got=f"{100 * inside:.0f} of 100",
        why="mean and standard deviation are right, but the numbers are distributed in another way",
        next="which function of torch draws from a normal distribution?",
    )  # fmt: skip
    default, _ = drawn_by(student, (100, 200))
    spread = default.double().std().item()
    expect(
        0.95 < spread < 1.05,
        expected="a standard deviation of about 1.0, where none is given", got=f"a standard deviation of {spread:.4f}",
        why="that is the 0.1 of the call before: its numbers have been kept" if 0.09 < spread < 0.11 else "",
        next="which value has std if nobody gives one?",
    )  # fmt: skip


def why_not_spread(spread, mean):
    """Which known mistake has this standard deviation and this mean, where 0.1 and 0 were asked for."""
    known = [
        (0.95, 1.05, "std has been added to the numbers: that moves them, and spreads nothing" if mean > 0.05 else
         "std has no effect on your numbers"),
        (0.0095, 0.0105, "the numbers are too small: std has been used twice"),
        (0.3, 0.332, "0.1 has become the variance, and the standard deviation is its root"),
        (9.5, 10.5, "you divided by std"),
    ]  # fmt: skip
    return next((why for low, high, why in known if low < spread < high), "")


@exercise("init_params", points=0.25)
def test_init_params_draws_anew(student, device):
    """init_params((4, 3)), twice"""
    params, again = drawn_by(student, (4, 3))
    expect(
        isinstance(again, torch.Tensor) and again.shape == params.shape,
        expected="a tensor, as before",
        got=describe(again),
    )
    fixed = "many numbers of a call are the same"
    expect(len(set(params.flatten().tolist())) > 10, expected="12 different numbers", got=describe(params), why=fixed)
    expect(
        float((params == again).double().mean()) < 0.5,
        expected="other numbers in the second call",
        got=f"again {describe(again)}",
        why="the second call gives the numbers of the first: the random numbers are started anew, or kept",
        next="is there a seed inside of your function?",
    )


# ------------------------------------------------------------------------------------------------------------ linear1


@probe
def linear_backward(notebook, xb, weights, bias, cotangent):
    """The activations, and the gradients of (activations * cotangent).sum() where they track gradients."""
    weights, bias = (tensor.detach().clone().requires_grad_() for tensor in (weights, bias))
    output = notebook.linear1(xb, weights, bias)
    if not isinstance(output, torch.Tensor) or not output.requires_grad or output.shape != cotangent.shape:
        return {"output": output, "tracks": isinstance(output, torch.Tensor) and output.requires_grad}
    (output * cotangent).sum().backward()
    return {"output": output, "tracks": True, "weights": weights.grad, "bias": bias.grad}


@exercise("linear1", points=0.25)
def test_linear1_worked_example(student, device):
    """linear1 of the images (1, 2, 3) and (0.5, 0, −3), with the weights 2, −1, 0.5 and the bias 0.25."""
    xb = torch.tensor([[1.0, 2.0, 3.0], [0.5, 0.0, -3.0]])
    weights, bias = torch.tensor([[2.0], [-1.0], [0.5]]), torch.tensor([0.25])
    axis = "a column has two axes. What shape does @ give for (2, 3) and (3, 1)?"
    expect_close(
        student.call("linear1", xb.to(device), weights.to(device), bias.to(device)),
        torch.tensor([[1.75], [-0.25]]),
        words="a column of two activations, shape (2, 1)",
        mistakes=[
            Mistake(torch.tensor([1.75, -0.25]), "the numbers are right, but they do not stand in a column", axis),
            Mistake(torch.tensor([[1.75, -0.25]]), "the activations lie in a row, and not in a column", axis),
            Mistake(torch.tensor([[1.5], [-0.5]]), "the bias is missing", "which number belongs to no pixel?"),
            Mistake(torch.tensor([1.5, -0.5]), "the bias is missing", "which number belongs to no pixel?"),
            Mistake(
                torch.tensor([[1.25], [-0.75]]), "the bias is subtracted", "what does the formula do with the bias?"
            ),
            Mistake(
                torch.tensor([[2.25, -1.75, 1.75], [1.25, 0.25, -1.25]]),
                "* multiplies pixel by pixel: nothing has been added up over the pixels",
                "which sign multiplies and adds up?",
            ),
            Mistake(
                torch.tensor([[2.0, -2.0, 1.5], [1.0, 0.0, -1.5]]),
                "* multiplies pixel by pixel: nothing has been added up over the pixels",
                "which sign multiplies and adds up?",
            ),
            Mistake(torch.tensor([[2.25], [0.25]]), "the bias is added to each product, and so three times",
                    "how often does the bias stand in the formula?"),
            Mistake(torch.tensor([[1.875], [-0.125]]), "the bias is added before the product with the weights",
                    "which comes first in the formula?"),
            Mistake(torch.tensor([[0.375], [-0.125]]), "the bias is multiplied, and not added",
                    "what does the formula do with the bias?"),
            Mistake(torch.tensor([[0.75], [0.0833333]]), "this is a mean, and a sum was asked for",
                    "what does the formula do with the products?"),
            Mistake(torch.tensor([[0.85195273], [0.43782350]]), "these are sigmoids, and activations were asked for",
                    "the squeezing comes later"),
            Mistake(torch.tensor([[1.75], [0.0]]), "what is below zero has been cut off",
                    "may an activation be negative?"),
            Mistake(1.5, "this is one number, and each image has an activation of its own",
                    "over which axis does your sum run?"),
        ],
        next="for one image: multiply each pixel by its weight, add up, add the bias",
    )  # fmt: skip


@exercise("linear1", points=0.25)
def test_linear1_of_one_image(student, device):
    """linear1 of a single image of 784 pixels, all 0.5, with the weights 0.01 and the bias −1."""
    xb, weights, bias = torch.full((1, 784), 0.5), torch.full((784, 1), 0.01), torch.tensor([-1.0])
    seen = student.observe("linear1", xb.to(device), weights.to(device), bias.to(device))
    expect_close(
        seen.value,
        torch.tensor([[2.92]]),
        words="one activation, shape (1, 1)",
        mistakes=[
            Mistake(2.92, "a batch of one image gives a column of one number, and not a number",
                    "is there a squeeze in your function?"),
            Mistake(torch.tensor([2.92]), "a batch of one image gives a column of one number, shape (1, 1)",
                    "is there a squeeze in your function?"),
            Mistake(torch.tensor([[3.92]]), "the bias is missing", "which number belongs to no pixel?"),
        ],
        next="784 products of 0.5 and 0.01, and the bias",
    )  # fmt: skip
    expect_kept(seen.args, xb, weights, bias)


@exercise("linear1", points=0.25)
def test_linear1_gradients(student, device):
    """The gradients of weights and bias for the images (1, 2), (3, −4), (0, 5), in a sum with the factors 1, 2, −1."""
    xb, cotangent = torch.tensor([[1.0, 2.0], [3.0, -4.0], [0.0, 5.0]]), torch.tensor([[1.0], [2.0], [-1.0]])
    weights, bias = torch.tensor([[0.5], [-1.5]]), torch.tensor([0.75])
    sent = [tensor.to(device) for tensor in (xb, weights, bias, cotangent)]
    seen = seen_by(student.probe(linear_backward, *sent))
    expect_close(
        seen.get("output"), torch.tensor([[-1.75], [8.25], [-6.75]]), words="activations, shape (3, 1)", kinds="tensor",
        next="is your result still a tensor, with one row for each image?",
    )  # fmt: skip
    expect_tracked(seen)
    of_weights = "does every weight take part in the result, and is it the tensor that came in?"
    expect_reached(seen.get("weights"), "the weights", of_weights)
    expect_close(
        seen.get("weights"), torch.tensor([[7.0], [-11.0]]), words="the gradient of the weights", next=of_weights
    )
    of_bias = "does the bias take part as the tensor that came in?"
    expect_reached(seen.get("bias"), "the bias", of_bias)
    expect_close(seen.get("bias"), torch.tensor([2.0]), words="the gradient of the bias", next=of_bias)


def seen_by(answer):
    """What a probe has told, once it is what it should be."""
    expect(isinstance(answer, dict), expected="a result", got=describe(answer))
    return answer


def expect_tracked(seen):
    """Pass where the result has a graph through which gradients flow back."""
    expect(
        seen.get("tracks"), expected="a result that is computed from what came in: requires_grad is True",
        got="requires_grad is False", why="the graph was cut: no gradient can flow back",
        next="look for item, float, detach, data, numpy, torch.tensor and no_grad",
    )  # fmt: skip


def expect_reached(gradient, name, next):
    """Pass where backward has filled a gradient."""
    expect(
        gradient is not None, expected=f"a gradient of {name}", got="none",
        why=f"no gradient has come back to {name}", next=next,
    )  # fmt: skip


# ----------------------------------------------------------------------------------- mnist_loss_v1, sigmoid, mnist_loss


@probe
def loss_backward(notebook, name, preds, targets):
    """The loss, and the gradient of the predictions where the loss tracks gradients."""
    preds = preds.detach().clone().requires_grad_()
    loss = getattr(notebook, name)(preds, targets)
    if not isinstance(loss, torch.Tensor) or not loss.requires_grad or loss.dim():
        return {"loss": loss, "tracks": isinstance(loss, torch.Tensor) and loss.requires_grad}
    loss.backward()
    return {"loss": loss, "tracks": True, "gradient": preds.grad}


def expect_loss(got, want, *, words, mistakes=(), next=""):
    """Pass where the answer is this loss, as a tensor of shape ()."""
    is_number = isinstance(got, int | float | np.ndarray) and not isinstance(got, bool)
    expect(
        not is_number,
        expected=f"{words}: {want:.4f}, as a tensor of shape ()",
        got=describe(got),
        why="a loss must stay a tensor: a bare number has forgotten how it was computed",
        next="which call turned your tensor into a number?",
    )
    expect_close(got, want, words=words, mistakes=mistakes, next=next, kinds="tensor")


def expect_slopes(got, want, mistakes=(), next=""):
    """Pass where the gradient of the predictions is right."""
    next = next or "is every prediction part of the mean, with its own target?"
    expect_reached(got, "the predictions", next)
    expect_close(got, torch.tensor(want), words="the gradient of each prediction", mistakes=mistakes, next=next)


MEAN = "what turns a sum into a mean?"
SIGN = "a distance is never below zero"


@exercise("mnist_loss_v1", points=0.25)
def test_mnist_loss_v1_worked_example(student, device):
    """mnist_loss_v1 of the predictions (0.9, 0.4, 0.2) with the targets (1, 0, 1)."""
    preds, targets = torch.tensor([0.9, 0.4, 0.2]), torch.tensor([1.0, 0.0, 1.0])
    distances = "these are the distances of single predictions, and one number was asked for"
    expect_loss(
        student.call("mnist_loss_v1", preds.to(device), targets.to(device)),
        0.43333333,
        words="the mean of the distances 0.1, 0.4 and 0.8",
        mistakes=[
            Mistake(
                0.56666667, "this is the mean distance from the wrong answer: it falls when the model gets worse",
                "how far is 0.9 from the target 1?",
            ),
            Mistake(1.3, "this is the sum of the distances", MEAN),
            Mistake(torch.tensor([0.1, 0.4, 0.8]), distances, "how do many numbers become one?"),
            Mistake(torch.tensor([0.43333333]), "this is a list of one number, shape (1,)", "what shape has a mean?"),
            Mistake(0.27, "this is the mean of the squares", "how is a distance computed?"),
            Mistake(0.51961524, "this is the root of the mean square", "how is a distance computed?"),
            Mistake(-0.16666667, "distances above and below zero cancel each other", SIGN),
            Mistake(0.16666667, "distances above and below zero cancel each other", SIGN),
            Mistake(0.44596805, "a sigmoid was taken: these predictions already lie between 0 and 1",
                    "what is the distance of 0.9 from 1?"),
            Mistake(0.74187468, "this is a mean of logarithms (cross-entropy), another loss",
                    "what is the distance of 0.9 from 1?"),
            Mistake(0.4, "this is the middle distance, and not the mean", "how is a mean computed?"),
            Mistake(0.8, "this is the largest distance", "how is a mean computed?"),
            Mistake(0.33333333, "this is the share of wrong answers: it counts, and does not measure",
                    "how far is each prediction from its target?"),
            Mistake(0.66666667, "this is the accuracy", "how far is each prediction from its target?"),
            Mistake(0.5, "each prediction is compared with every target (or this is a guess)",
                    "print the shape of preds - targets"),
            Mistake(0.23333333, "your function does not look at the targets, or gives the answer for 0.8",
                    "how far is 0.2 from the target 1?"),
            Mistake(0.45, "this is the mean over the 3s alone", "how wrong is the prediction 0.4 for the 7?"),
            Mistake(0.3, "the prediction for the 7 does not count, or the sum is divided by another number",
                    "how wrong is the prediction 0.4 for the 7?"),
            Mistake(0.65, "you divided by one less than the number of predictions", MEAN),
            Mistake(0.425, "the mean of the 3s and the mean of the 7s weigh the same here",
                    "how many distances are there?"),
            Mistake(-0.43333333, "the sign is turned: a loss gets smaller when the model gets better", SIGN),
        ],
        next="write down the three distances, and take their mean",
    )  # fmt: skip


@exercise("mnist_loss_v1", points=0.25)
def test_mnist_loss_v1_in_a_column(student, device):
    """mnist_loss_v1 of a column of predictions (0.9, 0.4, 0.8) with a column of targets (1, 0, 1), shapes (3, 1)."""
    preds, targets = torch.tensor([[0.9], [0.4], [0.8]]), torch.tensor([[1.0], [0.0], [1.0]])
    seen = student.observe("mnist_loss_v1", preds.to(device), targets.to(device))
    expect_loss(
        seen.value,
        0.23333333,
        words="the mean of the distances 0.1, 0.4 and 0.2, one number",
        mistakes=[
            Mistake(torch.tensor([0.23333333]), "this is a list of one number, shape (1,): your mean left an axis",
                    "over how many axes should the mean run?"),
            Mistake(0.43333333, "the number of the first example comes out again: it is fixed, or each prediction is "
                    "compared with every target", "print the shape of preds - targets"),
            Mistake(torch.tensor([[0.1], [0.4], [0.2]]), "your mean ran over the axis of length 1",
                    "over how many axes should the mean run?"),
            Mistake(torch.tensor([0.1, 0.4, 0.2]), "your mean ran over the axis of length 1",
                    "over how many axes should the mean run?"),
        ],
        next="the same three steps as for shape (3,)",
    )  # fmt: skip
    expect_kept(seen.args, preds, targets)


@exercise("mnist_loss_v1", points=0.25)
def test_mnist_loss_v1_gradient(student, device):
    """The gradient of mnist_loss_v1 for the predictions (0.7, 0.6, 0.1, 0.3) with the targets (1, 0, 0, 1)."""
    preds, targets = torch.tensor([0.7, 0.6, 0.1, 0.3]), torch.tensor([1.0, 0.0, 0.0, 1.0])
    seen = seen_by(student.probe(loss_backward, "mnist_loss_v1", preds.to(device), targets.to(device)))
    expect_loss(seen.get("loss"), 0.425, words="the loss", next="the mean of 0.3, 0.6, 0.1 and 0.7")
    expect_tracked(seen)
    expect_slopes(
        seen.get("gradient"),
        [-0.25, 0.25, 0.25, -0.25],
        [Mistake(torch.tensor([0.25, -0.25, -0.25, 0.25]), "a better prediction makes your loss larger")],
    )


@exercise("sigmoid", points=0.25)
def test_sigmoid_worked_example(student, device):
    """sigmoid of (0, 2, −2)."""
    minus = "the sign of the exponent is missing: your function falls where it should rise"
    fraction = "in which order does Python divide and add? Where do brackets belong?"
    expect_close(
        student.call("sigmoid", torch.tensor([0.0, 2.0, -2.0]).to(device)),
        torch.tensor([0.5, 0.88079708, 0.11920292]),
        words="three numbers between 0 and 1",
        mistakes=[
            Mistake(torch.tensor([0.5, 0.11920292, 0.88079708]), minus, "what is e⁻ˣ for x = 2, and what is eˣ?"),
            Mistake(torch.tensor([2.0, 1.13533528, 8.3890561]), "1 / 1 is computed first, then the rest is added",
                    fraction),
            Mistake(torch.tensor([2.0, 8.3890561, 1.13533528]), "1 / 1 is computed first, then the rest is added",
                    fraction),
            Mistake(torch.tensor([1.0, 0.13533528, 7.3890561]), "this is e⁻ˣ alone", "what is done with it next?"),
            Mistake(torch.tensor([1.0, 7.3890561, 0.13533528]), "this is eˣ or its inverse: the 1 + is missing",
                    "what stands below the fraction line?"),
            Mistake(torch.tensor([0.0, 0.96402758, -0.96402758]), "this is the hyperbolic tangent, from −1 to 1",
                    "between which two numbers should it lie?"),
            Mistake(torch.tensor([0.0, 2.0, 0.0]), "negative numbers are cut to 0: this is another function",
                    "what is the sigmoid of 0?"),
            Mistake(torch.tensor([0.0, 1.0, 0.0]), "the numbers are cut off at 0 and 1, and not squeezed",
                    "what is the sigmoid of 0?"),
            Mistake(torch.tensor([0.11731043, 0.86681333, 0.01587624]),
                    "these three add up to 1 (softmax): each number should be squeezed by itself",
                    "does the result for one number depend on the others?"),
            Mistake(torch.tensor([0.5, 0.83333333, 0.16666667]), "a straight line with its ends cut off",
                    "where is the e?"),
            Mistake(torch.tensor([0.69314718, 2.12692801, 0.12692801]), "this is a logarithm (softplus)",
                    "what stands above the fraction line?"),
            Mistake(torch.tensor([0.5, 0.98201379, 0.01798621]), "too steep: this is the sigmoid of 2x",
                    "what stands in the exponent?"),
            Mistake(torch.tensor([0.25, 0.10499359, 0.10499359]), "this is the slope of the sigmoid",
                    "what is the sigmoid of 0?"),
            Mistake(torch.tensor([0.62245933, 0.70698737, 0.52976549]), "the sigmoid was taken twice",
                    "what is the sigmoid of 0?"),
            Mistake(torch.tensor([-0.69314718, -0.12692801, -2.12692801]), "this is the logarithm of the sigmoid",
                    "between which two numbers should it lie?"),
            Mistake(torch.tensor([0.5, 0.88079708, 0.88079708]), "the sign of x is lost on the way",
                    "what is e⁻ˣ for x = −2?"),
            Mistake(torch.tensor([-0.5, -0.11920292, -0.88079708]), "the minus stands in front of the fraction",
                    "what does the minus belong to in the formula?"),
            Mistake(torch.tensor([2.0, 14.7781122, 0.27067057]), "the fraction ends too early: a bracket is missing",
                    fraction),
            Mistake(torch.tensor([0.5, 0.8, 0.2]), "the base of your power is 2, and not e", "which function is eˣ?"),
        ],
        next="compute it by hand for 0: e⁰ is 1, so 1 / (1 + 1)",
    )  # fmt: skip


@exercise("sigmoid", points=0.25)
def test_sigmoid_of_large_numbers(student, device):
    """sigmoid of (20, −20, 80, −80, 10, −10)."""
    x = torch.tensor([20.0, -20.0, 80.0, -80.0, 10.0, -10.0])
    seen = student.observe("sigmoid", x.to(device))
    expect_close(
        seen.value,
        torch.tensor([1.0, 0.0, 1.0, 0.0, 0.9999546, 0.0000453979]),
        words="numbers near 1 and near 0, and no nan",
        mistakes=[
            Mistake(torch.tensor([0.0, 1.0, 0.0, 1.0, 0.0000453979, 0.9999546]), "the sign of the exponent is missing",
                    "what is e⁻ˣ for x = 20, and what is eˣ?"),
            Mistake(torch.tensor([0.99330715, 0.00669285] * 3), "your x is cut off at 5 and −5",
                    "does x need a limit?"),
            Mistake(torch.tensor([0.9999546, 0.0000453979] * 3), "your x is cut off at 10 and −10",
                    "does x need a limit?"),
        ],
        next="print e⁻ˣ for x = 80 and for x = −80: what is 1 / (1 + …) for each?",
        rtol=1e-5,
    )  # fmt: skip
    expect_kept(seen.args, x)


@probe
def sigmoid_backward(notebook, x, cotangent):
    """The sigmoids, and the gradient of (sigmoids * cotangent).sum() where they track gradients."""
    x = x.detach().clone().requires_grad_()
    output = notebook.sigmoid(x)
    if not isinstance(output, torch.Tensor) or not output.requires_grad or output.shape != cotangent.shape:
        return {"output": output, "tracks": isinstance(output, torch.Tensor) and output.requires_grad}
    (output * cotangent).sum().backward()
    return {"output": output, "tracks": True, "gradient": x.grad}


@exercise("sigmoid", points=0.25)
def test_sigmoid_gradient(student, device):
    """The gradient of sigmoid at (1, −1, 3, −20)."""
    x, ones = torch.tensor([1.0, -1.0, 3.0, -20.0]), torch.ones(4)
    seen = seen_by(student.probe(sigmoid_backward, x.to(device), ones.to(device)))
    expect_close(
        seen.get("output"), torch.tensor([0.73105858, 0.26894142, 0.95257413, 0.0]), words="sigmoids", kinds="tensor",
        next="is your result a tensor of the same shape?",
    )  # fmt: skip
    expect_tracked(seen)
    of_torch = "is everything computed with functions of torch?"
    expect_reached(seen.get("gradient"), "the numbers", of_torch)
    want = torch.tensor([0.19661193, 0.19661193, 0.04517666, 0.0])
    expect_close(seen.get("gradient"), want, words="the slope at each number", next=of_torch)


FIRST = "the text squeezes first. What comes second, and what last?"


@exercise("mnist_loss", points=0.5)
def test_mnist_loss_worked_example(student, device):
    """mnist_loss of the activations (2, −1, −0.5) with the targets (1, 0, 1)."""
    preds, targets = torch.tensor([2.0, -1.0, -0.5]), torch.tensor([1.0, 0.0, 1.0])
    raw = "no sigmoid was taken: these are distances of raw activations"
    expect_loss(
        student.call("mnist_loss", preds.to(device), targets.to(device)),
        0.33686789,
        words="the mean of the distances 0.1192, 0.2689 and 0.6225",
        mistakes=[
            Mistake(-0.16666667, raw, FIRST),
            Mistake(1.16666667, raw, FIRST),
            Mistake(0.66313211, "the sign of the exponent in the sigmoid is missing, or the two targets are swapped",
                    "activation 2, target 1: is that a small or a large loss?"),
            Mistake(0.42218861, "the sigmoid was taken twice", "how often do the activations need it?"),
            Mistake(0.45181911, "the sigmoid was taken of the distances, and not of the activations", FIRST),
            Mistake(0.75989721, "the sigmoid was taken of the distances, and not of the activations", FIRST),
            Mistake(0.45842952, "the sigmoid was taken of the mean: it comes too late", FIRST),
            Mistake(0.76254197, "the sigmoid was taken of the mean: it comes too late", FIRST),
            Mistake(1.01060367, "this is the sum", MEAN),
            Mistake(torch.tensor([0.11920292, 0.26894142, 0.62245933]),
                    "these are the distances of single predictions, and one number was asked for", MEAN),
            Mistake(torch.tensor([0.33686789]), "this is a list of one number, shape (1,)", "what shape has a mean?"),
            Mistake(0.15799815, "the distances have been squared", "what is the distance of 0.8808 from 1?"),
            Mistake(0.39748981, "the distances have been squared", "what is the distance of 0.8808 from 1?"),
            Mistake(0.47142223, "this is a mean of logarithms (cross-entropy), another loss",
                    "what is the distance of 0.8808 from 1?"),
            Mistake(-0.15757361, "distances above and below zero cancel each other", SIGN),
            Mistake(0.15757361, "distances above and below zero cancel each other", SIGN),
            Mistake(0.33333333, "each image counts as right or wrong, and nothing between: its activation is cut off "
                    "or compared, and not squeezed", "the loss should answer to every small change"),
            Mistake(0.66666667, "this is the accuracy", "the loss should answer to every small change"),
            Mistake(0.24477166, "the targets have been squeezed as well", "which of the two holds any numbers at all?"),
            Mistake(0.37083113, "this is the mean over the 3s alone", "how wrong is the second one?"),
            Mistake(0.31988628, "the mean of the 3s and the mean of the 7s weigh the same here",
                    "how many distances are there?"),
            Mistake(0.49696898, "each prediction is compared with every target",
                    "print the shape of what you take the mean of"),
        ],
        next="write down the sigmoids, then the distances from the targets, then their mean",
    )  # fmt: skip


@exercise("mnist_loss", points=0.25)
def test_mnist_loss_in_a_column(student, device):
    """mnist_loss of a column of activations (−3, 1, 0.5, −0.25) with a column of targets (0, 1, 0, 0): shape (4, 1)."""
    preds, targets = torch.tensor([[-3.0], [1.0], [0.5], [-0.25]]), torch.tensor([[0.0], [1.0], [0.0], [0.0]])
    seen = student.observe("mnist_loss", preds.to(device), targets.to(device))
    expect_loss(
        seen.value,
        0.34416253,
        words="the mean of four distances, one number",
        mistakes=[
            Mistake(torch.tensor([0.34416253]), "this is a list of one number, shape (1,): your mean left an axis",
                    "over how many axes should the mean run?"),
            Mistake(0.33686789, "this is the answer for the first example", "does your function look at its input?"),
            Mistake(torch.tensor([[0.04742587], [0.26894142], [0.62245933], [0.43782350]]),
                    "your mean ran over the axis of length 1", "over how many axes should the mean run?"),
            Mistake(torch.tensor([0.04742587, 0.26894142, 0.62245933, 0.43782350]),
                    "your mean ran over the axis of length 1", "over how many axes should the mean run?"),
            Mistake(0.45888337, "you divided by 3, and four activations came in", MEAN),
            Mistake(0.47984591, "each prediction is compared with every target",
                    "print the shape of what you take the mean of"),
        ],
        next="the same three steps as for shape (4,)",
    )  # fmt: skip
    expect_kept(seen.args, preds, targets)


@exercise("mnist_loss", points=0.5)
def test_mnist_loss_gradient(student, device):
    """The gradient of mnist_loss for the activations (2, −1, −0.5, 1.5) with the targets (1, 0, 1, 0)."""
    preds, targets = torch.tensor([2.0, -1.0, -0.5, 1.5]), torch.tensor([1.0, 0.0, 1.0, 0.0])
    seen = seen_by(student.probe(loss_backward, "mnist_loss", preds.to(device), targets.to(device)))
    expect_loss(seen.get("loss"), 0.45704454, words="the loss", next="the mean of four distances")
    expect_tracked(seen)
    expect_slopes(
        seen.get("gradient"),
        [-0.02624840, 0.04915298, -0.05875093, 0.03728661],
        [
            Mistake(torch.tensor([-0.25, 0.25, -0.25, 0.25]), "the share of the sigmoid is missing from the gradient",
                    "is the sigmoid computed on tensors that track gradients?"),
            Mistake(torch.tensor([0.02624840, -0.04915298, 0.05875093, -0.03728661]),
                    "the gradient has the wrong sign: a step would make the loss larger"),
            Mistake(torch.tensor([-0.05249680, 0.09830596, -0.11750186, 0.07457322]),
                    "the gradient is twice as large: does your function call backward itself?"),
            Mistake(torch.zeros(4), "the gradient is 0: nothing would be learned"),
        ],
        "every step has its share in the gradient: the sigmoid, the distance, the mean",
    )  # fmt: skip


@exercise("mnist_loss", points=0.25)
def test_mnist_loss_of_large_activations(student, device):
    """mnist_loss of the activations (80, −80, 20, −20, 80) with the targets (1, 0, 0, 1, 0)."""
    preds, targets = torch.tensor([80.0, -80.0, 20.0, -20.0, 80.0]), torch.tensor([1.0, 0.0, 0.0, 1.0, 0.0])
    expect_loss(
        student.call("mnist_loss", preds.to(device), targets.to(device)),
        0.6,
        words="two right answers without a loss, three wrong ones with 1 each: 3 / 5",
        mistakes=[
            Mistake(0.4, "right answers have a loss of 1, wrong ones of 0", "when is a loss small?"),
            Mistake(3.0, "this is the sum", MEAN),
        ],
        next="print your sigmoid of 80 and of −80",
    )  # fmt: skip
