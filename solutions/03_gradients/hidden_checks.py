"""Hidden checks of 03_gradients: other functions, other measurements, many steps, and inputs that stay as they were."""

import torch
from hypothesis import strategies as st

from underhood.checking import exercise, expect, expect_close, expect_equal, probe, require_form

# -------------------------------------------------------------------------------------------------------------- slope


@probe
def slope_of_polynomial(notebook, coefficients, x_old, x_new):
    """What slope says about a polynomial, with its coefficients from the constant term on."""

    def f(x):
        value = 0.0
        for coefficient in reversed(coefficients):
            value = value * x + coefficient
        return value

    return notebook.slope(f, x_old, x_new)


@probe
def slope_of_reciprocal(notebook, x_old, x_new):
    """What slope says about 1 / x."""

    def f(x):
        return 1 / x

    return notebook.slope(f, x_old, x_new)


def polynomial(coefficients, x):
    """The value of a polynomial, with its coefficients from the constant term on."""
    return sum(coefficient * x**power for power, coefficient in enumerate(coefficients))


@exercise("slope", points=0.25)
def test_slope_of_any_polynomial(student, for_all):
    """slope of polynomials of degree 3, to the right and to the left, far and near."""
    quarters = st.integers(-12, 12).map(lambda number: number / 4)

    def holds(coefficients, x_old, run, left):
        x_new = x_old - run if left else x_old + run
        rise = polynomial(coefficients, x_new) - polynomial(coefficients, x_old)
        expect_close(
            student.probe(slope_of_polynomial, coefficients, x_old, x_new),
            rise / (x_new - x_old),
            words="rise over run",
            atol=1e-3,
        )

    run = st.integers(1, 20).map(lambda number: number / 4)
    for_all(holds, coefficients=st.lists(quarters, min_size=4, max_size=4), x_old=quarters, run=run, left=st.booleans())


@exercise("slope", points=0.25)
def test_slope_of_lines_and_of_one_over_x(student):
    """slope of a level line, of straight lines, and of 1 / x, one after the other."""
    for x_old, x_new in ((-1.5, 2.0), (0.25, -4.0), (2, 3)):
        for line in ([3.0], [0.0, -2.5], [7.0, 0.75]):
            want = line[1] if len(line) > 1 else 0.0
            got = student.probe(slope_of_polynomial, line, x_old, x_new)
            expect_close(got, want, words="the same slope between any two places of a straight line")
    for x_old, x_new in ((0.5, 4.0), (4.0, 0.5), (-2.0, -0.25)):
        got = student.probe(slope_of_reciprocal, x_old, x_new)
        expect_close(got, -1 / (x_old * x_new), words="rise over run")


# ------------------------------------------------------------------------------------------------------------ grad_at


@probe
def gradient_of_waves(notebook, x, weights, others):
    """What grad_at says about a wavy function, and what has become of x."""

    def f(x):
        return (weights * torch.sin(x)).sum() + (others * x * x.roll(1)).sum()

    out = notebook.grad_at(f, x)
    return [out, x, x.requires_grad, x.grad is None]


def right_gradient_of_waves(x, weights, others):
    """The gradient by formula, in double precision; roll goes over the numbers in a row."""
    x, weights, others = (tensor.double() for tensor in (x, weights, others))
    return weights * x.cos() + others * x.roll(1) + (others * x).roll(-1)


@exercise("grad_at", points=0.25)
def test_grad_at_of_any_shape(student, device, rng):
    """grad_at of another function, at places of many shapes; x stays as it is."""
    for shape in ((), (1,), (5,), (2, 3), (1, 1), (4, 28, 28)):
        x, weights, others = (torch.randn(shape, generator=rng) for _ in range(3))
        inputs = [tensor.to(device) for tensor in (x, weights, others)]
        answer = student.probe(gradient_of_waves, *inputs)
        expect(isinstance(answer, list) and len(answer) == 4, expected="a gradient")
        got, after, tracks, has_none = answer
        want = right_gradient_of_waves(x, weights, others)
        expect_close(got, want, words="the gradient, in the shape of x", kinds="tensor number")
        expect_untouched([after], x)
        expect(tracks is False and has_none is True, expected="x tracks no gradients and has none, as before")


@probe
def gradients_of_two_functions(notebook, x, other):
    """grad_at of one function at two places, and of another at the first place again."""

    def cubes(x):
        return (x * x * x).sum() - x.sum()

    def product(x):
        return x.prod()

    return [notebook.grad_at(cubes, x), notebook.grad_at(cubes, other), notebook.grad_at(product, x)]


@exercise("grad_at", points=0.25)
def test_grad_at_again(student, device, rng):
    """grad_at of two functions at two places, in one go: no call leaves anything to the next."""
    x, other = (1 + torch.rand(2, 3, generator=rng)).unbind()
    answer = student.probe(gradients_of_two_functions, x.to(device), other.to(device))
    expect(isinstance(answer, list) and len(answer) == 3, expected="three gradients")
    wanted = 3 * x.double() ** 2 - 1, 3 * other.double() ** 2 - 1, x.double().prod() / x.double()
    for got, want in zip(answer, wanted, strict=True):
        expect_close(got, want, words="the gradient of the function that was given, at the place that was given")


# ------------------------------------------------------------------------------------------------------------ gd_step


@probe
def walk_of_leaves(notebook, starts, gradients, lrs):
    """Several leaves take turns: gd_step moves each of them once for each of the gradients."""
    leaves = [start.clone().requires_grad_() for start in starts]
    told = []
    for at, lr in enumerate(lrs):
        for number, leaf in enumerate(leaves):
            if not (leaf.requires_grad and leaf.is_leaf):
                return None
            (leaf * gradients[number][at]).sum().backward()
            out = notebook.gd_step(leaf, lr)
            cleared = leaf.grad is None or not bool(leaf.grad.any())
            told.append([leaf.detach().clone(), out is leaf, leaf.requires_grad and leaf.is_leaf, cleared])
    return told


def expect_walk(student, device, starts, gradients, lrs):
    """Compare each step of each leaf."""
    inputs = [start.to(device) for start in starts], [grads.to(device) for grads in gradients], lrs
    told = student.probe(walk_of_leaves, *inputs)
    expect(isinstance(told, list) and len(told) == len(starts) * len(lrs), expected="w can be moved again and again")
    require_form(told, [(object,) * 4])
    places = [start.double() for start in starts]
    for at, lr in enumerate(lrs):
        for number in range(len(places)):
            places[number] = places[number] - lr * gradients[number][at].double()
            got, same, trainable, cleared = told.pop(0)
            expect_close(got, places[number], words="w, moved by lr times its gradient of this step alone")
            expect_equal([same, trainable, cleared], [True] * 3, words="w itself, a leaf, its gradient clear")


@exercise("gd_step", points=0.25)
def test_gd_step_of_any_shape(student, device, rng):
    """gd_step of leaves of many shapes, with other learning rates; with lr = 0 nothing moves."""
    for shape, lr in (((), 0.7), ((1,), 2.0), ((6,), 1e-3), ((3, 4), 0.0), ((2, 1, 5), 0.31), ((4,), 1)):
        start, gradient = torch.randn(shape, generator=rng), 3 * torch.randn(1, *shape, generator=rng)
        expect_walk(student, device, [start], [gradient], [lr])


@exercise("gd_step", points=0.25)
def test_gd_step_again_and_again(student, device, rng):
    """gd_step of two leaves that take turns, ten steps each: each is moved by its own gradients alone."""
    starts = [torch.randn(3, generator=rng), torch.randn(2, 2, generator=rng)]
    gradients = [torch.randn(10, *start.shape, generator=rng) for start in starts]
    expect_walk(student, device, starts, gradients, [0.1, 0.1, 0.5, 0.0, 0.2, 1.0, 0.01, 0.3, 0.1, 0.1])


# ---------------------------------------------------------------------------------------------------------- quadratic


@exercise("quadratic", points=0.25)
def test_quadratic_of_any_times(student, for_all):
    """quadratic of one time and of many, with negative numbers."""

    def holds(number, seed):
        rng = torch.Generator().manual_seed(seed)
        t, params = 3 * torch.randn(number, generator=rng), 4 * torch.randn(3, generator=rng)
        seen = student.observe("quadratic", t, params)
        expect_close(seen.value, curve(t, params), words="a · t² + b · t + c for each time", atol=1e-4, kinds="tensor")
        expect_untouched(seen.args, t, params)

    for_all(holds, number=st.integers(1, 40), seed=st.integers(0, 999))


@probe
def quadratic_with_gradient(notebook, t, params, weights):
    """The speeds, and what backward from their weighted sum leaves in params."""
    params = params.clone().requires_grad_()
    out = notebook.quadratic(t, params)
    if not isinstance(out, torch.Tensor) or not out.requires_grad or out.shape != weights.shape:
        return None
    (out * weights).sum().backward()
    return [out, params.grad]


@exercise("quadratic", points=0.25)
def test_quadratic_is_differentiable(student, device, rng):
    """quadratic: the gradient for each of the three parameters, for several numbers of times."""
    for number in (1, 3, 17):
        t, params, weights = (torch.randn(size, generator=rng) for size in (number, 3, number))
        answer = student.probe(quadratic_with_gradient, t.to(device), params.to(device), weights.to(device))
        expect(isinstance(answer, list), expected="speeds with a graph that leads back to params")
        require_form(answer, (object, object))
        expect_close(answer[0], curve(t, params), words="a · t² + b · t + c for each time")
        table = torch.stack([t.double() ** 2, t.double(), torch.ones(number, dtype=torch.float64)])
        expect_close(answer[1], table @ weights.double(), words="the gradient for a, b and c", atol=1e-4)


def curve(t, params):
    """The speeds, in double precision."""
    a, b, c = params.double()
    return (a * t.double() + b) * t.double() + c


# ---------------------------------------------------------------------------------------------------------------- mse


@exercise("mse", points=0.25)
def test_mse_of_any_length(student, device, rng):
    """mse of one number, of a few and of many; the tensors stay as they are."""
    for shape, scale in (((1,), 1), ((2,), 300), ((4,), 0.01), ((9,), 1), ((200,), 5)):
        preds = scale * (3 * torch.randn(shape, generator=rng) - 1)
        targets = scale * (5 * torch.randn(shape, generator=rng) + 2)
        for one, other in ((preds, targets), (targets, preds)):
            seen = student.observe("mse", one.to(device), other.to(device))
            want = (preds.double() - targets.double()).square().mean()
            expect_close(seen.value, want, words="one number, the mean squared error", atol=1e-7)
            expect_untouched(seen.args, one, other)
    expect_close(student.call("mse", preds, preds), 0.0, words="no error where the two are the same")


@probe
def mse_with_gradient(notebook, preds, targets):
    """The loss, its shape as it is, and what its backward leaves in the predictions and in what they came from."""
    source = preds.clone().requires_grad_()
    preds = 2 * source
    preds.retain_grad()
    out = notebook.mse(preds, targets)
    if not isinstance(out, torch.Tensor) or not out.requires_grad or out.dim():
        return None
    out.backward()
    return [out, preds.grad, source.grad]


@exercise("mse", points=0.25)
def test_mse_is_differentiable(student, device, rng):
    """mse: a tensor with a graph, and the gradient for each prediction."""
    for shape in ((1,), (8,), (33,)):
        half, targets = torch.randn(shape, generator=rng), 4 * torch.randn(shape, generator=rng)
        answer = student.probe(mse_with_gradient, half.to(device), targets.to(device))
        expect(isinstance(answer, list), expected="a tensor of shape () with a graph that leads back to preds")
        require_form(answer, (object, object, object))
        slopes = 2 * (2 * half.double() - targets.double()) / half.numel()
        expect_close(answer[1], slopes, words="for each prediction twice its error, divided by how many there are")
        expect_close(answer[2], 2 * slopes, words="a gradient also for what the predictions were computed from")


# --------------------------------------------------------------------------------------------------------- apply_step


@probe
def right_quadratic(notebook):
    """A right model."""

    def quadratic(t, params):
        return (params[0] * t + params[1]) * t + params[2]

    return quadratic


@probe
def right_mse(notebook):
    """A right loss."""

    def mse(preds, targets):
        return torch.nn.functional.mse_loss(preds, targets)

    return mse


@probe
def training(notebook, start, lr, rounds):
    """Losses and places of so many calls of apply_step, and what has become of all that it was given."""
    params = start.clone().requires_grad_()
    losses, places = [], []
    for _ in range(rounds):
        losses.append(notebook.apply_step(params, lr))
        if not (params.requires_grad and params.is_leaf and torch.is_grad_enabled()):
            torch.set_grad_enabled(True)
            return None
        places.append(params.detach().clone())
    cleared = params.grad is None or not bool(params.grad.any())
    return [losses, places, cleared, notebook.time, notebook.speed]


@exercise("apply_step", points=0.5)
def test_apply_step_on_any_measurements(student, for_all):
    """apply_step on other measurements, from other parameters, with other learning rates; lr = 0 moves nothing."""

    def holds(number, seed, lr):
        rng = torch.Generator().manual_seed(seed)
        expect_training(student, "cpu", rng, number, lr, 2)

    for_all(
        holds, number=st.integers(1, 30), seed=st.integers(0, 999), lr=st.sampled_from([0.0, 0.01, 0.05, 0.1]),
        examples=15,
    )  # fmt: skip


@exercise("apply_step", points=0.5)
def test_apply_step_many_times(student, device, rng):
    """apply_step thirty times in a row: each loss and each place; time and speed stay as they are."""
    expect_training(student, device, rng, 20, 0.1, 30)
    expect_training(student, device, rng, 7, 0.05, 30, scale=0.02)
    expect_training(student, device, rng, 5, 0.05, 10, scale=40)


def expect_training(student, device, rng, number, lr, rounds, scale=1):
    """Compare the losses and the places of a training on random measurements, large ones or small ones."""
    time = 3 * torch.rand(number, generator=rng) - 1.5
    speed = scale * (5 * torch.randn(number, generator=rng) + 4)
    start = scale * torch.randn(3, generator=rng)
    for name, value in (("time", time), ("speed", speed)):
        student.assign(name, value.to(device))
    student.assign("quadratic", student.make_by(right_quadratic))
    student.assign("mse", student.make_by(right_mse))
    answer = student.probe(training, start.to(device), lr, rounds)
    expect(isinstance(answer, list) and len(answer) == 5, expected="params can be trained on after each step")
    losses, places, cleared, *after = answer
    require_form([losses, places], ((object,) * rounds, (object,) * rounds))
    table = torch.vander(time.double(), 3)
    params = start.double()
    for loss, place in zip(losses, places, strict=True):
        errors = table @ params - speed.double()
        expect_close(loss, errors.square().mean(), words="the loss before the step", atol=1e-4 * scale)
        params = params - lr * 2 * table.T @ errors / number
        expect_close(place, params, words="params, moved by lr times the gradient", atol=1e-4 * scale)
    expect(cleared is True, expected="the gradient is clear after the step")
    expect_untouched(after, time, speed)


# ------------------------------------------------------------------------------------------------------------ quizzes


@exercise("quiz_learning_rate", points=0)
def test_all_rates(student):
    """quiz_learning_rate: all seven answers"""
    quiz = student.value("quiz_learning_rate")
    expect(isinstance(quiz, dict), expected="quiz_learning_rate is a dictionary")
    words = {"a": "diverging", "b": "too low", "c": "bouncing", "d": "good"}
    for letter, want in words.items():
        expect_equal(in_small_letters(quiz.get(letter)), want, words=f"the word that fits ({letter})", show=False)
    for letter, want in {"e": -6.0, "f": 0.5, "g": 0.005}.items():
        expect_close(quiz.get(letter), want, words=f"the number that answers ({letter})", rtol=1e-3)


@exercise("quiz_seven_steps", points=0)
def test_all_steps(student):
    """quiz_seven_steps: the order, and all six answers"""
    quiz = student.value("quiz_seven_steps")
    expect(isinstance(quiz, dict), expected="quiz_seven_steps is a dictionary")
    order = quiz.get("order")
    expect(isinstance(order, list | tuple), expected='a list under "order"')
    right = ["init", "predict", "loss", "gradient", "step", "repeat", "stop"]
    expect_equal([in_small_letters(word) for word in order], right, words="the seven steps in order", show=False)
    steps = {"a": "predict", "b": "init", "c": "loss", "d": "step", "e": "gradient", "f": "step"}
    for letter, want in steps.items():
        expect_equal(in_small_letters(quiz.get(letter)), want, words=f"the step that answers ({letter})", show=False)


def in_small_letters(got):
    """A word without capitals and blanks around it; anything else as it is."""
    return " ".join(got.lower().split()) if isinstance(got, str) else got


# ---------------------------------------------------------------------------------------------------------------------


def expect_untouched(after, *before):
    """The inputs of a call must still be what they were."""
    same = [
        isinstance(now, torch.Tensor) and now.shape == was.shape and torch.equal(now.cpu().to(was.dtype), was)
        for now, was in zip(after, before, strict=False)
    ]
    expect(len(same) == len(before) and all(same), expected="what was given to the function stays as it was")
