"""Checks of 03_gradients: from a slope to a model that has been trained.

You may read this file. It holds inputs, the numbers that must come out, and numbers that come out of known mistakes.
"""

import hashlib

import torch

from underhood.checking import (
    Mistake,
    NotAttempted,
    Opaque,
    exercise,
    expect,
    expect_close,
    probe,
    require_form,
)
from underhood.checking.describe import describe

# -------------------------------------------------------------------------------------------------------------- slope

RISE_AND_RUN = "write down rise and run as two numbers of their own: which is divided by which?"


@probe
def slope_of_square(notebook, x_old, x_new):
    """What slope says about x²."""

    def f(x):
        return x**2

    return notebook.slope(f, x_old, x_new)


@probe
def slope_of_ten_minus_cube(notebook, x_old, x_new):
    """What slope says about 10 − x³."""

    def f(x):
        return 10 - x * x * x

    return notebook.slope(f, x_old, x_new)


@exercise("slope", points=0.25)
def test_slope_worked_example(student):
    """slope of x² from 3 to 5."""
    brackets = "without brackets, a division comes before a subtraction"
    around = "what has to be computed first? Put brackets around it"
    sign = "rise and run have to be counted in the same direction: both from old to new"
    got = student.probe(slope_of_square, 3.0, 5.0)
    expect_number(got, "the slope")
    expect_close(
        got,
        8.0,
        words="the slope, rise over run",
        mistakes=[
            Mistake(16.0, "this is the rise alone", "by what is the rise divided?"),
            Mistake(0.125, "this is run over rise: it is upside down", RISE_AND_RUN),
            Mistake(-8.0, "the sign is the wrong way round", sign),
            Mistake(20.2, brackets, around),
            Mistake(20.5, brackets, around),
            Mistake(0.2, brackets, around),
            Mistake(6.0, "this is the slope at 3, and the slope from 3 to 5 was asked for",
                    "which two points does the line join?"),
            Mistake(10.0, "this is the slope at 5, and the slope from 3 to 5 was asked for",
                    "which two points does the line join?"),
            Mistake(2.77777778, "this is one value divided by the other: how many times as high, and not how steep",
                    RISE_AND_RUN),
            Mistake(4.25, "you added the values where a difference was needed", RISE_AND_RUN),
            Mistake(32.0, "rise times run", RISE_AND_RUN),
            Mistake(1.0, "this comes from x alone: f was not called", "the rise is a difference of two what?"),
            Mistake(torch.tensor([8.0]), "this is a list of one number, shape (1,), and not a number",
                    "is there a pair of brackets too many?"),
        ],
        next=RISE_AND_RUN,
    )  # fmt: skip


@exercise("slope", points=0.25)
def test_slope_to_the_left(student):
    """slope of 10 − x³ from 2 to −3: a falling function, and a step to the left."""
    at_place = "this is the slope at a single place"
    expect_close(
        student.probe(slope_of_ten_minus_cube, 2.0, -3.0),
        -7.0,
        words="the slope: the rise is 35, the run is −5",
        mistakes=[
            Mistake(7.0, "the sign is lost: a run to the left is below zero, and a slope may be, too",
                    "is there an abs, or does something sort the two places?"),
            Mistake(35.0, "this is the rise alone", "by what is the rise divided?"),
            Mistake(-0.14285714, "this is run over rise: it is upside down", RISE_AND_RUN),
            Mistake(8.0, "this is the answer for the worked example", "does your function look at its input?"),
            Mistake(-1.0, "this is the slope of x²: your function does not use the f that it is given",
                    "which function's values make up the rise?"),
            Mistake(-12.0, at_place, "which two points does the line join?"),
            Mistake(-27.0, at_place, "which two points does the line join?"),
            Mistake(-0.75, at_place, "which two points does the line join?"),
            Mistake(-19.5, "this is the mean of two slopes, each at a single place",
                    "which two points does the line join?"),
        ],
        next="do it by hand: f at 2, f at −3, the difference of the two, and the difference of the places",
    )  # fmt: skip


# ------------------------------------------------------------------------------------------------------------ grad_at

THREE_STEPS = "three steps: a copy that tracks gradients, f of it, backward on the result"


@probe
def gradient_of_squares(notebook, x):
    """What grad_at says about the sum of the squares."""

    def f(x):
        return (x**2).sum()

    return notebook.grad_at(f, x)


@probe
def gradient_of_a_mixture(notebook, x):
    """What grad_at says about a function of four numbers in which each has another part."""

    def f(x):
        return x[0, 0] * x[0, 1] + x[1, 0] * x[1, 0] * x[1, 0] + 4 * x[1, 1]

    return notebook.grad_at(f, x)


@probe
def gradient_twice(notebook, x):
    """Two calls of grad_at with the same tensor, and what has become of that tensor."""

    def f(x):
        return (x**2).sum()

    first = notebook.grad_at(f, x)
    first = first.detach().clone() if isinstance(first, torch.Tensor) else first
    second = notebook.grad_at(f, x)
    return {"first": first, "second": second, "x": x, "tracks": x.requires_grad, "grad": x.grad}


@exercise("grad_at", points=0.25)
def test_grad_at_worked_example(student, device):
    """grad_at of the sum of the squares, at (3, 4, 10)."""
    got = student.probe(gradient_of_squares, torch.tensor([3.0, 4.0, 10.0], device=device))
    expect_gradient(got)
    expect_close(
        got,
        torch.tensor([6.0, 8.0, 20.0]),
        words="a tensor of three numbers, the gradient",
        mistakes=[
            Mistake(125.0, "this is the value of f, and not its gradient", "what does backward() leave, and where?"),
            Mistake(34.0, "this is one number, and the gradient has one for each number in x",
                    "is there a sum too many?"),
            Mistake(11.33333333, "this is one number, and the gradient has one for each number in x",
                    "is there a mean too many?"),
            Mistake(torch.tensor([12.0, 16.0, 40.0]), "twice the gradient: backward() ran twice, and .grad adds up",
                    "how often does backward() run in one call of your function?"),
            Mistake(torch.tensor([3.0, 4.0, 10.0]), "this is x itself", "what does backward() leave, and where?"),
            Mistake(torch.tensor([9.0, 16.0, 100.0]), "these are the squares: values, and no slopes",
                    "what does backward() leave, and where?"),
            Mistake(torch.tensor([-6.0, -8.0, -20.0]), "the sign is turned round: the gradient points uphill",
                    "the minus belongs to the step, which comes later"),
            Mistake(torch.tensor([-3.0, -4.0, -10.0]), "this is x after a step: only the gradient was asked for",
                    THREE_STEPS),
            Mistake(torch.tensor([2.0, 2.66666667, 6.66666667]), "you divided by the number of numbers in x",
                    "which function was differentiated: f itself?"),
            Mistake(torch.tensor([1500.0, 2000.0, 5000.0]), "this is the gradient of f squared",
                    "on what do you call backward()?"),
            Mistake(torch.tensor([[6.0, 8.0, 20.0]]), "there is an axis too many",
                    "the gradient has the shape of x"),
            Mistake(torch.tensor([1.0, 1.0, 1.0]), "this is the gradient of a sum: where has f gone?", THREE_STEPS),
            Mistake(torch.tensor([0.0, 0.0, 0.0]), "the gradient is 0 everywhere: it has been cleared, or never filled",
                    "at which moment do you read .grad?"),
        ],
        next=THREE_STEPS,
    )  # fmt: skip


@exercise("grad_at", points=0.25)
def test_grad_at_of_a_single_number(student, device):
    """grad_at of x², at the single number 3."""
    got = student.probe(gradient_of_squares, torch.tensor(3.0, device=device))
    expect_gradient(got)
    expect_close(
        got,
        6.0,
        words="one number, shape ()",
        mistakes=[
            Mistake(torch.tensor([6.0]), "shape () came in, and shape (1,) came out",
                    "the gradient has the shape of x"),
            Mistake(9.0, "this is the value of f, and not its gradient"),
        ],
        next="does your function need an axis? x may have none",
    )  # fmt: skip


@exercise("grad_at", points=0.25)
def test_grad_at_of_another_function(student, device):
    """grad_at of x[0,0] · x[0,1] + x[1,0]³ + 4 · x[1,1], at a tensor of two rows and two columns."""
    got = student.probe(gradient_of_a_mixture, torch.tensor([[2.0, 5.0], [-1.0, 0.5]], device=device))
    expect_gradient(got)
    expect_close(
        got,
        torch.tensor([[5.0, 2.0], [3.0, 4.0]]),
        words="a tensor of shape (2, 2), the gradient",
        mistakes=[
            Mistake(torch.tensor([[4.0, 10.0], [-2.0, 1.0]]),
                    "this is the gradient of the sum of the squares: your function does not use the f that it is given",
                    "let PyTorch find the gradient: it knows no formula, and needs none"),
            Mistake(torch.tensor([5.0, 2.0, 3.0, 4.0]), "rows and columns are gone", "the gradient has the shape of x"),
            Mistake(torch.tensor([[5.0, 3.0], [2.0, 4.0]]), "rows and columns are swapped",
                    "is there a transpose that need not be there?"),
            Mistake(14.0, "this is one number, and the gradient has one for each number in x",
                    "is there a sum too many?"),
        ],
        next=THREE_STEPS,
    )  # fmt: skip


@exercise("grad_at", points=0.25)
def test_grad_at_leaves_x_alone(student, device):
    """grad_at twice at the same x, (3, −4): the same answer twice, and x as it was."""
    copy = "work on a copy of x, and let the copy track gradients"
    seen = student.probe(gradient_twice, torch.tensor([3.0, -4.0], device=device))
    require_form(seen, dict.fromkeys(["second", "x", "tracks", "grad"], object))
    expect_gradient(seen["second"])
    expect_close(
        seen["second"],
        torch.tensor([6.0, -8.0]),
        words="the gradient, in the second call as in the first",
        mistakes=[
            Mistake(torch.tensor([12.0, -16.0]),
                    "the gradient of the first call is still in it: x.grad was filled, and .grad adds up", copy),
        ],
        next="what does your function leave behind that the next call meets?",
    )  # fmt: skip
    expect_close(seen["x"], torch.tensor([3.0, -4.0]), words="x holds the same numbers as before", next=copy)
    expect(
        seen["tracks"] is False,
        expected="x does not track gradients after the call, as before",
        got="x.requires_grad is True now",
        why="you have marked x itself",
        next=copy,
    )
    expect(seen["grad"] is None, expected="x.grad is None, as before", got=describe(seen["grad"]), next=copy)


def expect_gradient(got):
    """An answer that could be a gradient: neither None nor a function."""
    expect(
        got is not None,
        expected="a gradient: a tensor of numbers",
        got="None",
        why="either your function has no return, or it returns the .grad of a tensor that never got one",
        next="which tensor have you marked with requires_grad_(), and is it the one that f was given?",
    )
    is_function = isinstance(got, Opaque) and ("function" in got.type or "method" in got.type)
    expect(
        not is_function,
        expected="a gradient: a tensor of numbers",
        got="a function",
        why="a gradient is a value and not a function: the slope at this x, and at no other",
        next="your function knows x: which numbers belong to it?",
    )
    expect(
        isinstance(got, torch.Tensor | int | float),
        expected="a gradient: a tensor of numbers",
        got=describe(got),
        next="what does backward() leave, and where?",
    )


# ------------------------------------------------------------------------------------------------------------ gd_step

SAME = "inside of torch.no_grad() numbers can be changed in place"


@probe
def steps_of_a_leaf(notebook, start, gradients, lr):
    """Let gd_step move a leaf, once for each of these gradients, and tell what it is like after each step."""
    w = start.clone().requires_grad_()
    told = []
    for gradient in gradients:
        (w * gradient).sum().backward()
        out = notebook.gd_step(w, lr)
        recording = torch.is_grad_enabled()
        torch.set_grad_enabled(True)
        told.append(
            {
                "w": w.detach().clone(), "grad": None if w.grad is None else w.grad.detach().clone(), "out": out,
                "same": out is w, "tracks": w.requires_grad, "leaf": w.is_leaf, "recording": recording,
            }
        )  # fmt: skip
        if not (w.requires_grad and w.is_leaf):
            break
    return told


@exercise("gd_step", points=0.5)
def test_gd_step_worked_example(student, device):
    """gd_step(w, 0.01) of w = −1 whose gradient is −2."""
    told = one_step(student, torch.tensor(-1.0, device=device), [torch.tensor(-2.0, device=device)], 0.01)
    out = told["out"]
    elsewhere = isinstance(out, torch.Tensor) and out.numel() == 1 and abs(complex(out.item()) + 0.98) < 1e-5
    unmoved = (
        "you made a new tensor: it is in the right place, and w itself has not moved"
        if elsewhere and told["same"] is not True
        else "w has not moved: there was no step, or it moved another tensor, or it came after the gradient was cleared"
    )
    expect_close(
        told["w"],
        -0.98,
        words="w is a small step further downhill",
        mistakes=[
            Mistake(-1.0, unmoved, f"is the gradient still there at the moment of the step? And {SAME}"),
            Mistake(-1.02, "the step goes uphill", "where the gradient is below zero, which way is down?"),
            Mistake(1.0, "the step was as long as the whole gradient: lr has no part in it",
                    "which part of the gradient should the step take?"),
            Mistake(-3.0, "the step goes uphill, and lr has no part in it", "what is subtracted, and how much of it?"),
            Mistake(0.02, "this is the step itself, and not the place it leads to", "from where does the step start?"),
            Mistake(-0.02, "this is lr times the gradient, and not the place it leads to",
                    "from where does the step start?"),
            Mistake(-1.01, "you subtracted lr alone: how steep it is has no say", "by what is lr multiplied?"),
            Mistake(-0.99, "the step is half as long as it should be: it is lr times the gradient, and that is −2",
                    "what is the step for a gradient of −2 and lr = 0.01, by hand?"),
            Mistake(199.0, "you divided by lr", "should a small lr make a small step or a large one?"),
            Mistake(-2.0, "w holds its gradient now", "from where does the step start?"),
        ],
        next="do it by hand: −1, minus 0.01 times −2",
    )  # fmt: skip


@exercise("gd_step", points=0.25)
def test_gd_step_returns_w(student, device):
    """gd_step(w, 0.5) of w = (1, 2): what it returns."""
    told = one_step(student, torch.tensor([1.0, 2.0], device=device), [torch.tensor([4.0, -1.0], device=device)], 0.5)
    expect(
        told["out"] is not None,
        expected="w itself is returned",
        got="None",
        why="your function ended without a return",
        next="what should the caller get back?",
    )
    expect(
        told["same"] is True,
        expected="w itself is returned: the very same tensor object",
        got=describe(told["out"]),
        why="this is another object than w, even if it holds the same numbers",
        next=f"{SAME}; then return that same w",
    )
    expect_close(told["w"], torch.tensor([-1.0, 2.5]), words="w has moved", next="what is w − lr · gradient by hand?")


@exercise("gd_step", points=0.5)
def test_gd_step_clears_the_gradient(student, device):
    """gd_step twice with lr = 0.1: w = (3, 4, 10) with the gradient (6, 8, 20), then with (5, 6, −16)."""
    start = torch.tensor([3.0, 4.0, 10.0], device=device)
    gradients = [torch.tensor(numbers, device=device) for numbers in ([6.0, 8.0, 20.0], [5.0, 6.0, -16.0])]
    first, *rest = steps(student, start, gradients, 0.1)
    left = "the gradient is still there: the next backward() will add to it"
    clear = "after the step: None, or zeros"
    expect_close(
        first["w"], torch.tensor([2.4, 3.2, 8.0]), words="w after the first step", next="what is w − lr · gradient?"
    )
    expect(
        is_clear(first["grad"]),
        expected="w.grad is clear after the step: None, or all zeros",
        got=f"w.grad is {describe(first['grad'])}",
        why=left,
        next=clear,
    )
    expect_still_trainable(first)
    expect(rest, expected="a second step can be taken")
    expect_close(
        rest[0]["w"],
        torch.tensor([1.9, 2.6, 9.6]),
        words="w after the second step",
        mistakes=[Mistake(torch.tensor([1.3, 1.8, 7.6]), left, clear)],
        next="does the second step use the second gradient alone?",
    )


@exercise("gd_step", points=0.25)
def test_gd_step_leaves_a_leaf(student, device):
    """gd_step(w, 0.1) of a w with two rows: it can be trained on."""
    start, gradient = torch.tensor([[1.0, -2.0], [0.5, 4.0]]), torch.tensor([[10.0, 20.0], [-5.0, 1.0]])
    told = one_step(student, start.to(device), [gradient.to(device)], 0.1)
    expect_close(told["w"], torch.tensor([[0.0, -4.0], [1.0, 3.9]]), words="each number of w moved by its own gradient")
    expect_still_trainable(told)


def steps(student, start, gradients, lr):
    """What gd_step made of a leaf, step by step."""
    form = [dict.fromkeys(["w", "grad", "out", "same", "tracks", "leaf", "recording"], object)]
    return require_form(student.probe(steps_of_a_leaf, start, gradients, lr), form)


def one_step(student, start, gradients, lr):
    """What gd_step made of a leaf in a single step."""
    return steps(student, start, gradients, lr)[0]


def is_clear(gradient):
    """Whether a gradient is None or all zeros."""
    return gradient is None or (isinstance(gradient, torch.Tensor) and not bool(gradient.any()))


def expect_still_trainable(told, name="w"):
    """After the step w must be a leaf that tracks gradients, and PyTorch must keep its record again."""
    expect(
        told["tracks"] is True,
        expected=f"{name} still tracks gradients: its requires_grad is True",
        got="its requires_grad is False",
        why=f"the mark has been taken away from {name}, and no later backward() will reach it",
        next=SAME,
    )
    expect(
        told["leaf"] is True,
        expected=f"{name} is still a leaf",
        got="its is_leaf is False",
        why=f"the step itself was recorded: {name} is now the result of a computation",
        next=SAME,
    )
    expect(
        told["recording"] is True,
        expected="PyTorch keeps its record again after your function",
        got="it is switched off for all that follows",
        why="it was switched off, and not on again",
        next="`with torch.no_grad():` switches it on again at the end of its block",
    )


# ---------------------------------------------------------------------------------------------------------- quadratic


@probe
def quadratic_backward(notebook, t, params, weights):
    """What quadratic gives, whether it has a graph, and what its backward leaves in the parameters."""
    params = params.clone().requires_grad_()
    out = notebook.quadratic(t, params)
    told = {"out": out, "tensor": isinstance(out, torch.Tensor), "graph": False, "grad": None}
    if isinstance(out, torch.Tensor) and out.requires_grad and out.shape == weights.shape:
        (out * weights).sum().backward()
        told |= {"graph": True, "grad": params.grad}
    return told


@exercise("quadratic", points=0.25)
def test_quadratic_worked_example(student, device):
    """quadratic of the times (0, 1, 2, −1) with (a, b, c) = (2, −3, 5)."""
    t, params = torch.tensor([0.0, 1.0, 2.0, -1.0], device=device), torch.tensor([2.0, -3.0, 5.0], device=device)
    order = "params[0] belongs to t², params[1] to t, and params[2] stands alone"
    part = "write a, b, c and their three terms down: is each of them there?"
    single = "one speed for each time was asked for"
    expect_close(
        student.call("quadratic", t, params),
        torch.tensor([5.0, 4.0, 7.0, 10.0]),
        words="four speeds, shape (4,)",
        mistakes=[
            Mistake(torch.tensor([2.0, 4.0, 16.0, 10.0]), "the parameters are used from last to first", order),
            Mistake(torch.tensor([5.0, 4.0, -3.0, 0.0]), "a and b have changed places", order),
            Mistake(torch.tensor([-3.0, 4.0, 15.0, -6.0]), "b and c have changed places", order),
            Mistake(torch.tensor([5.0, 6.0, 15.0, 12.0]), "a is squared, too: the square belongs to t alone",
                    "which comes first, the square or the product? Brackets decide"),
            Mistake(torch.tensor([0.0, -1.0, 2.0, 5.0]), "c is missing", part),
            Mistake(torch.tensor([5.0, 7.0, 13.0, 7.0]), "the term with b is missing", part),
            Mistake(torch.tensor([2.0, 4.0, 10.0, 4.0]), "b stands alone: it is not multiplied by t", part),
            Mistake(torch.tensor([5.0, 2.0, -1.0, 8.0]), "the term with a is missing", part),
            Mistake(torch.tensor([5.0, 6.0, 7.0, 4.0]), "t is doubled, and not squared", "how is a square written?"),
            Mistake(torch.tensor([5.0, 4.0, 3.0, 6.0]), "t is not squared", "how is a square written?"),
            Mistake(torch.tensor([10.0, 6.0, 6.0, 18.0]), "a is multiplied with all terms: it belongs to t² alone",
                    "is there a pair of brackets too many?"),
            Mistake(torch.tensor([5.0, 10.0, 19.0, 4.0]), "the sign of b is lost"),
            Mistake(torch.tensor([[5.0], [4.0], [7.0], [10.0]]), "the speeds stand in a column", "t has one axis"),
            Mistake(torch.tensor([[5.0, 4.0, 7.0, 10.0]]), "there is an axis too many", "t has one axis"),
            Mistake(26.0, "this is the sum of the speeds", single),
            Mistake(6.5, "this is the mean of the speeds", single),
            Mistake(5.0, "this is the speed of one time only", single),
        ],
        next="take t = 2 by hand: 2 · 4, then −3 · 2, then 5",
        kinds="tensor",
    )  # fmt: skip


@exercise("quadratic", points=0.25)
def test_quadratic_gradient(student, device):
    """quadratic of the times (1, 2, 3): the gradient of the sum of the speeds, for a, b and c."""
    t, params = torch.tensor([1.0, 2.0, 3.0], device=device), torch.tensor([0.5, 2.0, -1.0], device=device)
    told = require_form(student.probe(quadratic_backward, t, params, torch.ones(3, device=device)), BACKWARD)
    expect_close(told["out"], torch.tensor([1.5, 5.0, 9.5]), words="three speeds", kinds="tensor")
    expect_graph(told, "params")
    expect(told["grad"] is not None, expected="a gradient for params", got="None", why=CUT, next=GRAPH_IS_CUT)
    expect_close(
        told["grad"],
        torch.tensor([14.0, 6.0, 3.0]),
        words="the gradient for a, b and c: the sum of t², the sum of t, and the number of times",
        mistakes=[
            Mistake(torch.tensor([0.0, 6.0, 3.0]), "a gets no gradient", GRAPH_IS_CUT),
            Mistake(torch.tensor([14.0, 0.0, 3.0]), "b gets no gradient", GRAPH_IS_CUT),
            Mistake(torch.tensor([14.0, 6.0, 0.0]), "c gets no gradient", GRAPH_IS_CUT),
        ],
        next="does each of the three parameters go into the result as it is?",
    )


BACKWARD = dict.fromkeys(["out", "tensor", "graph", "grad"], object)
CUT = "the graph is cut, and backward() can't find its way back"
GRAPH_IS_CUT = "look for item(), tolist(), detach(), data, numpy() and torch.tensor(): each of them cuts the graph"


def expect_graph(told, name):
    """What came out must lead back to what went in."""
    expect(
        told["tensor"] is True,
        expected=f"a tensor with a graph that leads back to {name}",
        got=describe(told["out"]),
        why="only a tensor has a graph: a Python number or an array has none",
        next=GRAPH_IS_CUT,
    )
    expect(
        told["graph"] is True,
        expected=f"a tensor with a graph that leads back to {name}",
        got="a tensor without a graph: its requires_grad is False",
        why=CUT,
        next=GRAPH_IS_CUT,
    )


# ---------------------------------------------------------------------------------------------------------------- mse


@probe
def mse_backward(notebook, preds, targets):
    """What mse gives, whether it has a graph, and what its backward leaves in the predictions."""
    preds = preds.clone().requires_grad_()
    out = notebook.mse(preds, targets)
    told = {"out": out, "tensor": isinstance(out, torch.Tensor), "graph": False, "grad": None}
    if isinstance(out, torch.Tensor) and out.requires_grad and out.numel() == 1:
        out.sum().backward()
        told |= {"graph": True, "grad": preds.grad}
    return told


@exercise("mse", points=0.25)
def test_mse_worked_example(student, device):
    """mse of the predictions (1, 2, 4) and the targets (3, 2, 1)."""
    preds, targets = torch.tensor([1.0, 2.0, 4.0], device=device), torch.tensor([3.0, 2.0, 1.0], device=device)
    order = "read the name from its end: error, then square, then mean"
    no_mean = "what turns a sum into a mean?"
    expect_close(
        student.call("mse", preds, targets),
        4.33333333,
        words="one number, the mean of the squared errors 4, 0 and 9",
        mistakes=[
            Mistake(13.0, "this is the sum of the squares, and not their mean", no_mean),
            Mistake(2.081666, "this is the RMSE: a root was taken", order),
            Mistake(3.60555128, "this is the L2 norm: a root of the sum, without a mean", order),
            Mistake(1.66666667, "this is the mean absolute error: nothing was squared", order),
            Mistake(5.0, "this is the sum of the absolute errors: nothing was squared", order),
            Mistake(0.11111111, "the mean was taken before the square", order),
            Mistake(0.33333333, "nothing was squared: errors above and below zero cancel each other", order),
            Mistake(-0.33333333, "nothing was squared: errors above and below zero cancel each other", order),
            Mistake(2.77777778, "the mean was taken before the square", order),
            Mistake(1.0, "the sum was taken before the square, or nothing was squared", order),
            Mistake(2.33333333, "each side was squared by itself: the difference comes first", order),
            Mistake(-2.33333333, "each side was squared by itself: the difference comes first", order),
            Mistake(6.5, "you divided by 2: one less than the number of errors, or one half too many",
                    "how many errors are there?"),
            Mistake(2.16666667, "this is half of the mean", "by how much is the sum of the squares divided?"),
            Mistake(4.22222222, "this is the variance of the errors: it looks at the distance from the mean error",
                    "if all errors are 5, how wrong is the model?"),
            Mistake(6.33333333, "this is the variance of the errors: it looks at the distance from the mean error",
                    "if all errors are 5, how wrong is the model?"),
            Mistake(torch.tensor([4.0, 0.0, 9.0]), "these are the squared errors, one by one: one number was asked for",
                    "how do many numbers become one?"),
            Mistake(torch.tensor([4.33333333]), "this is a list of one number, shape (1,), and not a number, shape ()",
                    "what shape does a mean over all axes have?"),
            Mistake(9.0, "this is the largest square alone", "which of the errors should count?"),
        ],
        next="do it by hand: −2, 0, 3, then 4, 0, 9, then 4.3333",
    )  # fmt: skip


@exercise("mse", points=0.25)
def test_mse_gradient(student, device):
    """mse of the predictions (3, −1, 2, 0) and the targets (1, 1, 2, −4): the graph, and the gradient."""
    preds, targets = torch.tensor([3.0, -1.0, 2.0, 0.0], device=device), torch.tensor([1.0, 1, 2, -4], device=device)
    told = require_form(student.probe(mse_backward, preds, targets), BACKWARD)
    expect_close(told["out"], 6.0, words="the mean squared error")
    expect_graph(told, "preds")
    expect(told["grad"] is not None, expected="a gradient for preds", got="None", why=CUT, next=GRAPH_IS_CUT)
    expect_close(
        told["grad"],
        torch.tensor([1.0, -1.0, 0.0, 2.0]),
        words="for each prediction: twice its error, divided by 4",
        mistakes=[
            Mistake(torch.tensor([2.0, -2.0, 0.0, 4.0]), "the gradient is twice what it should be",
                    "does backward() run inside of your function? Leave that to the caller"),
        ],
        next="is each prediction used as it is, with its graph?",
    )  # fmt: skip


# --------------------------------------------------------------------------------------------------------- apply_step

ORDER = "predict, loss, backward, step, clear: which of the five is missing or out of order?"


@probe
def model_for_whole_seconds(notebook):
    """A model for the times 0, 1, 2 and 3 only: what belongs to a, b and c at these times is looked up."""
    rows = [[0.0, 0.0, 1.0], [1.0, 1.0, 1.0], [4.0, 2.0, 1.0], [9.0, 3.0, 1.0]]

    def look_up(t, params):
        return torch.tensor(rows, device=params.device)[torch.as_tensor(t, device=params.device).long()] @ params

    return look_up


@probe
def ready_made_loss(notebook):
    """PyTorch's own."""

    def ready_made(preds, targets):
        return torch.nn.functional.mse_loss(preds, targets)

    return ready_made


@probe
def rounds_of_training(notebook, start, lr, rounds):
    """Let apply_step move a leaf in several rounds, and tell what it is like after each."""
    params = start.clone().requires_grad_()
    told = []
    for _ in range(rounds):
        out = notebook.apply_step(params, lr)
        recording = torch.is_grad_enabled()
        torch.set_grad_enabled(True)
        told.append(
            {
                "w": params.detach().clone(), "out": out, "tracks": params.requires_grad, "leaf": params.is_leaf,
                "grad": None if params.grad is None else params.grad.detach().clone(), "recording": recording,
            }
        )  # fmt: skip
        if not (params.requires_grad and params.is_leaf):
            break
    return told


@exercise("apply_step", points=0.75)
def test_apply_step_worked_example(student, device):
    """apply_step(params, 0.03) of params = (1, −1, 2), with time (0, 1, 2) and speed (4, 1, 6)."""
    lend_measurements(student, device, [0.0, 1.0, 2.0], [4.0, 1.0, 6.0])
    told = rounds(student, torch.tensor([1.0, -1.0, 2.0], device=device), 0.03, 1)[0]
    expect_loss(told["out"])
    expect_close(
        told["out"],
        3.0,
        words="the loss before the step",
        mistakes=[
            Mistake(2.31293333, "this is the loss after the step", "at which moment do you compute what you return?"),
            Mistake(9.0, "this is the sum of the squares: the notebook's mse gives the mean",
                    "which function computes the loss?"),
            Mistake(1.73205081, "this is the root of the loss", "which function computes the loss?"),
            Mistake(41.6165, "this is the loss on the coaster: your function kept the measurements of earlier",
                    "does your function use the names time and speed themselves, at the moment when it is called?"),
        ],
        next="the predictions are (2, 2, 4): what does mse say about them and the speeds?",
    )  # fmt: skip
    expect_close(
        told["w"],
        torch.tensor([1.14, -0.94, 2.06]),
        words="params, moved by 0.03 times the gradient (−4.6667, −2, −2), downhill",
        mistakes=[
            Mistake(torch.tensor([1.0, -1.0, 2.0]),
                    "params have not moved: no step, or one of a copy, or one after the gradient was cleared",
                    "does the step change params in place, and is the gradient there at that moment?"),
            Mistake(torch.tensor([0.86, -1.06, 1.94]), "the step goes uphill", "is the step added or subtracted?"),
            Mistake(torch.tensor([5.66666667, 1.0, 4.0]), "the step was as long as the whole gradient: lr is missing",
                    "which part of the gradient should the step take?"),
            Mistake(torch.tensor([1.42, -0.82, 2.18]), "this is a step for the sum of the squares: three times as long",
                    "which function computes the loss?"),
            Mistake(torch.tensor([1.28, -0.88, 2.12]), "the step is twice as long as it should be",
                    "does backward() run twice, or do you step twice?"),
            Mistake(torch.tensor([0.97, -1.03, 1.97]), "you subtracted lr alone: the gradient has no say",
                    "by what is lr multiplied?"),
        ],
        next=ORDER,
    )  # fmt: skip


@exercise("apply_step", points=0.5)
def test_apply_step_three_times(student, device):
    """apply_step three times with lr = 0.02, with time (0, 1, 2, 3) and speed (5, 1, 2, 8)."""
    lend_measurements(student, device, [0.0, 1.0, 2.0, 3.0], [5.0, 1.0, 2.0, 8.0])
    told = rounds(student, torch.tensor([0.5, 0.0, 1.0], device=device), 0.02, 3)
    expect_still_trainable(told[0], "params")
    expect(len(told) == 3, expected="three steps can be taken one after the other", got="no more than two", next=ORDER)
    add_up = "the gradients of the rounds before are still in it"
    words = "the loss before each of the three steps"
    for answer in told:
        expect_loss(answer["out"])
    losses = [single(answer["out"]) for answer in told]
    expect_close(
        losses,
        torch.tensor([5.875, 5.04255, 4.9881765]),
        words=words,
        mistakes=[Mistake(torch.tensor([5.875, 5.04255, 5.9524745]), add_up, "when is the gradient cleared?")],
        kinds="tensor number array sequence",
        next="does each round start where the one before has ended?",
    )
    expect_close(
        told[-1]["w"],
        torch.tensor([0.664328, 0.010388, 1.093292]),
        words="params after three steps",
        mistakes=[Mistake(torch.tensor([0.801528, 0.010788, 1.182892]), add_up, "when is the gradient cleared?")],
        next=ORDER,
    )


@exercise("apply_step", points=0.5)
def test_apply_step_leaves_a_leaf(student, device):
    """apply_step(params, 0.02): params can be trained on, and their gradient is clear."""
    lend_measurements(student, device, [3.0, 0.0, 1.0], [7.0, 2.0, 3.0])
    told = rounds(student, torch.tensor([1.0, 0.0, 0.0], device=device), 0.02, 1)[0]
    expect_close(
        told["w"], torch.tensor([0.78666667, -0.05333333, 0.02666667]), words="params, one step further", next=ORDER
    )
    expect_still_trainable(told, "params")
    expect(
        is_clear(told["grad"]),
        expected="params.grad is clear after the step: None, or all zeros",
        got=f"params.grad is {describe(told['grad'])}",
        why="the gradient is still there: the next round will add to it",
        next="after the step: None, or zeros",
    )


@exercise("apply_step", points=0.25)
def test_apply_step_looks_at_time_and_speed(student, device):
    """apply_step(params, 0.1), while time and speed hold five other measurements."""
    lend_measurements(student, device, [2.0, 2.0, 1.0, 0.0, 1.0], [3.0, 5.0, 1.0, 0.0, 3.0])
    told = rounds(student, torch.tensor([0.0, 1.0, 1.0], device=device), 0.1, 1)[0]
    names = "does your function use the names time and speed themselves, at the moment when it is called?"
    expect_loss(told["out"])
    expect_close(told["out"], 1.4, words="the loss on the five measurements before the step", next=names)
    expect_close(told["w"], torch.tensor([0.32, 1.16, 1.04]), words="params after the step", next=names)
    for name, numbers in (("time", [2.0, 2.0, 1.0, 0.0, 1.0]), ("speed", [3.0, 5.0, 1.0, 0.0, 3.0])):
        expect_close(student.value(name), torch.tensor(numbers), words=f"{name} stays as it is")


def rounds(student, start, lr, number):
    """What apply_step made of a leaf, round by round."""
    form = [dict.fromkeys(["w", "grad", "out", "tracks", "leaf", "recording"], object)]
    return require_form(student.probe(rounds_of_training, start, lr, number), form)


def lend_measurements(student, device, time, speed):
    """Give the notebook these measurements, a right model and a right loss, until the check has ended."""
    student.assign("time", torch.tensor(time, device=device))
    student.assign("speed", torch.tensor(speed, device=device))
    student.assign("quadratic", student.make_by(model_for_whole_seconds))
    student.assign("mse", student.make_by(ready_made_loss))


def expect_loss(got):
    """An answer that could be a loss: one number."""
    expect(
        got is not None,
        expected="the loss before the step, one number",
        got="None",
        why="your function ended without a return",
        next="keep the loss until the step is done, then return it",
    )
    expect_number(got, "the loss before the step")


def single(got):
    """A tensor or an array of shape () as the number in it; anything else as it is."""
    return got.item() if hasattr(got, "item") and not got.shape else got


def expect_number(got, name):
    """An answer that is no text, no list and no object."""
    expect(
        not isinstance(got, str | list | tuple | dict | set | frozenset | Opaque | bool),
        expected=f"{name}: one number, and nothing else",
        got=describe(got),
        next="what does your function return?",
    )


# ------------------------------------------------------------------------------------------------- quiz_learning_rate

# Think first. So the answers do not stand here, only a fingerprint of each: an answer gives its fingerprint, and no way
# leads back. The hidden checks hold them in plain text.
RATE_FINGERPRINTS = {
    "a": "4f22c6c1632475c4",
    "b": "68bdca89e9e90c50",
    "c": "b82df47ff49691ad",
    "d": "cbfccbfb5cddf57e",
    "e": "5898af38665510dc",
    "f": "75b292b8722632f9",
    "g": "07ab6024ad96332d",
}

# The same for answers that are often given, and what is to be said about them.
RATE_PICKS = {
    "0db1fadb96632655": "what is left after each step? A bouncing run wastes most of its steps",
    "14905d8ae45b7a5d": "this is the step alone: from where does it start?",
    "1e3b7cdd5db97a25": "you subtracted the whole gradient: which part of it does the step take?",
    "1e57f5a187d80992": "look at the signs: on which side of the bottom does each step land?",
    "2078273bb6f883ba": "the sum is larger than the mean, and so is its gradient: would the step be the same?",
    "28049f5fe2a72983": "a learning rate below zero would lead uphill: the minus is in the step already",
    "28328d508ad70d79": "a diverging run gets worse with each step: do these values rise?",
    "291add9607aee75c": "the step is lr times the gradient. At 3 the gradient is not 1",
    "2c53903236fdcc5a": "the step would be 2 times the gradient: how long is that, and how far is the bottom?",
    "35992bb8a311da38": "the gradient has grown, and you have made lr grow, too: both lengthen the step",
    "39ecd0210537ec24": "this is the step on x², and this function is steeper",
    "4291fb615366d94f": "the table above has this one: where does it lead from 3?",
    "42f97437ad927d21": "you subtracted lr times x: which number does the step take lr times of?",
    "43ff78f6a11fd833": "the step is longer than that: it does not end at the bottom",
    "5548990b3baee59b": "who jumps from side to side makes large steps: how much changes from one value to the next?",
    "5cc36e02965fd450": "a good run comes down: compare the first value with the last",
    "77dc10340902d415": "by which factor is a sum of 20 numbers larger than their mean?",
    "8615fb3932b0d033": "this is the gradient at 3: by what must it be multiplied to make a step of length 3?",
    "88146026fd11dcbf": "the factor between sum and mean is the number of squares, and not its root",
    "8c50c2493dd0945d": "this is the gradient at 3: what does the step make of it?",
    "8f458e798c23b357": "it does go down: at this pace, how many steps would it need to get below 1?",
    "9ef136b427c9c5d5": "this is the length of the step: from where does it start?",
    "a1d37e6985c048d0": "leave the signs away for a moment: do the distances from the bottom grow?",
    "a7a98dc0588392c0": "compute that step: with this lr you land on the other side, as far from the bottom as before",
    "b620366972a12456": "look at the signs: on which side of the bottom is each place, and how long is each step?",
    "b7661ecd630fd11c": "a diverging run gets worse with each step: do these values rise?",
    "b9ad70db3f953370": "from 3 this leads to 2.4: the step has to be longer",
    "ba1097a6c4d1ddf9": "with steps that are too small, the value falls a little each time: does it fall here?",
    "bc65c4e23ff284f0": "this would be right if the gradient at 3 were 9: is that the gradient, or the value?",
    "bdb7cbdc0021d39c": "after four steps, how much is left of the 9 at the start?",
    "be2e97c6baa2e382": "you went uphill: the step is subtracted",
    "cc50a728ccf92171": "you took lr times the value of the function: the step goes by its gradient",
    "dde58cda528f88d8": "this is the factor between sum and mean: what does it do to the learning rate?",
    "e0325a1a01aff7e3": "bouncing may go from side to side, but it comes nearer: do these values come down?",
    "e5ccb12a30c74851": "by which factor is a sum of 20 numbers larger than their mean?",
    "ed5c8a7814b7af8e": "the number is right, and its sign is not: on which side of 0 does the step end?",
    "f625a6023f13ba25": "the factor between sum and mean comes in once, and not squared",
    "fcdb51838c818456": "this step goes half of the way: look at the gradient at 3 once more",
}

RATE_WORDS = ("too low", "good", "bouncing", "diverging")


@exercise("quiz_learning_rate", points=0)
def test_rate_answers_are_there(student):
    """quiz_learning_rate: is there an answer?"""
    answers(student, "quiz_learning_rate", RATE_FINGERPRINTS)


@exercise("quiz_learning_rate", points=0.5)
def test_runs(student):
    """quiz_learning_rate (a) to (d): what the runs show"""
    quiz = answers(student, "quiz_learning_rate", RATE_FINGERPRINTS)
    for letter in "abcd":
        expect_word(quiz.get(letter), letter, RATE_WORDS)
        expect_answer("quiz_learning_rate", letter, quiz.get(letter), RATE_FINGERPRINTS, RATE_PICKS,
                      "compare the first number of the row with the last, and look at the signs")  # fmt: skip


@exercise("quiz_learning_rate", points=0.25)
def test_steps_by_hand(student):
    """quiz_learning_rate (e) and (f): steps by hand"""
    expect_numbers(student, "ef", "write the step down: x, minus lr times the gradient at x")


@exercise("quiz_learning_rate", points=0.25)
def test_sum_for_mean(student):
    """quiz_learning_rate (g): the sum in the place of the mean"""
    expect_numbers(student, "g", "a step is lr times gradient: if one grows, what must the other do?")


def expect_numbers(student, letters, advice):
    """The answers to these questions are numbers, and right."""
    quiz = answers(student, "quiz_learning_rate", RATE_FINGERPRINTS)
    for letter in letters:
        got = quiz.get(letter)
        expect(
            as_number(got) is not None,
            expected=f"a number as the answer to ({letter})",
            got=describe(got) if got is not None else "None",
            next="write a number, such as 0.25, without quotes",
        )
        expect_answer("quiz_learning_rate", letter, got, RATE_FINGERPRINTS, RATE_PICKS, advice)


# --------------------------------------------------------------------------------------------------- quiz_seven_steps

STEP_FINGERPRINTS = {
    "a": "2186ce56093d12aa",
    "b": "1cbe4d8be0194a51",
    "c": "ef56a990ff94cc3c",
    "d": "c5f9111f07174323",
    "e": "26043cc3c8815b2b",
    "f": "013d445d3e36835b",
}

STEP_PICKS = {
    "043c538dc111ebcc": "a step changes parameters that are there: are they there before this line?",
    "06d92ea268345ac8": "this line does one thing, once: what happens to params?",
    "087b09ec1c6a7825": "the text says that the loop predicts: why are the predictions the same each time?",
    "1930e6e194af7a83": "the parameters have values, or there would be no loss: what should happen to them?",
    "2fc80e0d783a5e52": "this line has no measured speed in it: nothing is compared yet",
    "3b499b804d0f0cee": "no slope is computed here: what does quadratic return?",
    "44cf98c18c1a44cb": "the step is there: it is the line with the error. Who should have filled params.grad before?",
    "54889151c3ba008c": "the text says that it is computed. But does anybody use it?",
    "5a746a1da7915ee1": "the predictions are there already: they go into this line",
    "73de7b09f2843393": "there are a hundred rounds: the loop goes on",
    "78dfe4b1b58abb8b": "does this line change the parameters?",
    "7e9ea476826a75a0": "does this line change the parameters?",
    "811bc238723b6fb1": "does this line use the model?",
    "9341dceb7282ff87": "the gradient is there already: it is used here",
    "9e5638e197919d00": "this line gives one number: is it a slope, or something that has a slope?",
    "a583c6a3670e7e2c": "the text says that the loss is computed: why is it the same number each time?",
    "a8af0d7ca5815448": "without parameters there would be no params.grad to ask for: what fills .grad?",
    "ac0f28cedcff7c52": "the parameters have values already: this line uses them",
    "bfcd9de7143067ec": "the parameters have values before this line: what happens to them?",
    "c71782a1869d9441": "the very first round fails, so it can't be that",
    "ca4010e9097014d1": "no error is measured here: what happens to params?",
    "e0e7f33079c2620d": "params.grad is filled one step later: by what?",
    "ed43bde9888e8830": "params.grad is not filled by the model: by what, then?",
    "f54300b830652d11": "the loop ends after a hundred rounds: what should happen in each of them?",
    "f76b04015a9d591b": "the tensor is marked for gradients here, and none is computed: what is made in this line?",
}

# Of the order, one fingerprint for each place.
ORDER_FINGERPRINTS = (
    "5c1fd41fc505faff",
    "e38466c9d50d5110",
    "2be08895031023f2",
    "ed0a23d5c169094d",
    "ef71d8607c2a1d66",
    "160ae4a9b0009a90",
    "7a60d49e84c967bf",
)

ORDER_PICKS = {
    "1184426127f8236b": "who stops first has learned nothing",
    "141a491d3813bf98": "backward() starts from one number: has it been computed at this point?",
    "1de87ccafba00725": "backward() starts from one number: has it been computed at this point?",
    "2983001195627ccb": "at the very start the parameters have no values: what could the model compute with?",
    "2e04cfcb6579e5dd": "one round is not much: what comes before the end?",
    "34f0f8a7fbc87e2d": "a loss compares predictions with what should have come out: is there a prediction yet?",
    "35cea3472ecaaf42": "the parameters are still the same at this point: a second round would be like the first",
    "457b81b7f587a7f6": "which way is downhill? At this point nobody knows",
    "4f0bb13bf315eee9": "which way is downhill? At this point nobody knows",
    "57eb9104866420b1": "at this point there is nothing that could be done again",
    "63587e3c6cfd20f4": "there is nothing yet that could be moved",
    "92c659e229624d9f": "the parameters are still the same at this point: a second round would be like the first",
    "99a530d4f573407d": "a gradient is the slope of something, at some place: is either of them there at the start?",
    "b66f40aede0dad70": "what could be repeated at the very start?",
    "b89dfd370cd5e7fd": "the parameters are still the first ones at this point: nothing has been learned",
    "bdafd0c86e3607ed": "a loss compares predictions with what should have come out: is there a prediction yet?",
    "c590c574e4d83c10": "at this point nobody knows how good the model is",
    "ec029c6c51c2802d": "the parameters are still the first ones at this point: nothing has been learned",
    "f60eaad74c208737": "the model still has its first, random parameters at this point",
    "f809ba6a3fabd2f5": "the parameters are still the same at this point: a second round would be like the first",
    "ffe412a702983185": "the step needs a direction: where does it come from?",
}

STEP_WORDS = ("gradient", "init", "loss", "predict", "repeat", "step", "stop")


@exercise("quiz_seven_steps", points=0)
def test_steps_are_there(student):
    """quiz_seven_steps: is there an answer?"""
    answers(student, "quiz_seven_steps", ("order", *STEP_FINGERPRINTS))


@exercise("quiz_seven_steps", points=0.75)
def test_order(student):
    """quiz_seven_steps: the order"""
    quiz = answers(student, "quiz_seven_steps", ("order", *STEP_FINGERPRINTS))
    order = quiz.get("order")
    expect(
        isinstance(order, list | tuple) and len(order) == 7,
        expected='under "order" a list of seven words',
        got=describe(order),
        next="keep the square brackets, and put one word in the place of each None",
    )
    for word in order:
        expect_word(word, "order", STEP_WORDS)
    words = [as_text(word) for word in order]
    expect(
        len(set(words)) == 7,
        expected="each of the seven words once",
        got="the same word twice: " + next((word for word in words if words.count(word) > 1), ""),
        next="which of the words is missing?",
    )
    for place, (word, right) in enumerate(zip(words, ORDER_FINGERPRINTS, strict=True), 1):
        mark = fingerprint("quiz_seven_steps", f"place {place}", word)
        expect(
            mark == right,
            expected=f"another word in place {place}",
            got=word,
            why=ORDER_PICKS.get(mark, ""),
            next="think of yourself as the program: what do you have at this point, and what do you need next?",
        )


@exercise("quiz_seven_steps", points=0.5)
def test_lines(student):
    """quiz_seven_steps (a) to (d): the step that a line of code belongs to"""
    expect_steps(student, "abcd", "what goes into this line, and what comes out of it?")


@exercise("quiz_seven_steps", points=0.25)
def test_left_out(student):
    """quiz_seven_steps (e) and (f): the step that was left out"""
    expect_steps(student, "ef", "go through the seven words: without which of them would just this happen?")


def expect_steps(student, letters, advice):
    """The answers to these questions are steps, and right."""
    quiz = answers(student, "quiz_seven_steps", ("order", *STEP_FINGERPRINTS))
    for letter in letters:
        expect_word(quiz.get(letter), letter, STEP_WORDS)
        expect_answer("quiz_seven_steps", letter, quiz.get(letter), STEP_FINGERPRINTS, STEP_PICKS, advice)


# -------------------------------------------------------------------------------------------------------- the quizzes


def answers(student, name, keys):
    """The student's answers to a quiz, by the key of the question."""
    quiz = student.value(name)
    expect(isinstance(quiz, dict), expected=f"{name} is a dictionary", got=describe(quiz))
    if all(is_empty(quiz.get(key)) for key in keys):
        raise NotAttempted("all answers are still None", "write an answer in the place of each None, and run the cell")
    return quiz


def is_empty(got):
    """Whether there is no answer: None, or a list of nothing but None."""
    return got is None or (isinstance(got, list | tuple) and all(part is None for part in got))


def expect_word(got, letter, words):
    """An answer that is one of the words to choose from."""
    expect(
        as_text(got) in words,
        expected=f"one of these words, in quotes, as the answer to ({letter}): {', '.join(words)}",
        got=describe(got) if got is not None else "None",
        next="copy the word from the text, with its quotes",
    )


def expect_answer(quiz, letter, got, right, picks, advice):
    """The answer with the right fingerprint. The right answer itself is not shown."""
    mark = fingerprint(quiz, letter, as_text(got))
    expect(
        mark == right[letter],
        expected=f"another answer to ({letter})",
        got=describe(got),
        why=picks.get(mark, ""),
        next=advice,
    )


def as_text(got):
    """An answer in one way of writing: words in small letters, and numbers with six digits at most."""
    if isinstance(got, str):
        return " ".join(got.lower().split())
    number = as_number(got)
    return "" if number is None else f"{number + 0.0:.4g}"


def as_number(got):
    """A number as a float, also from a tensor or an array of shape (), or None where it is no ordinary number."""
    got = single(got)
    is_number = isinstance(got, int | float) and not isinstance(got, bool)
    return float(got) if is_number and abs(got) < 10**6 else None


def fingerprint(quiz, key, text):
    """Sixteen letters and digits that tell whether two answers to a question are the same."""
    return hashlib.sha256(f"underhood 03 {quiz} {key}: {text}".encode()).hexdigest()[:16]
