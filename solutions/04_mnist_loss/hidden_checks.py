"""Hidden checks of 04_mnist_loss: other sizes, other numbers, and inputs that must stay as they were."""

import torch
from hypothesis import strategies as st

from underhood.checking import exercise, expect, expect_close, expect_equal, probe

SEEDS = st.integers(0, 9999)


def seeded(seed):
    """A generator of its own for each example that Hypothesis draws."""
    return torch.Generator().manual_seed(seed)


def expect_untouched(args, *before):
    """The inputs of a call, afterwards."""
    for got, want in zip(args, before, strict=True):
        same = isinstance(got, torch.Tensor) and got.shape == want.shape and bool((got == want).all())
        expect(same, expected="inputs that are the same after the call")


# ------------------------------------------------------------------------------------------------------------ make_xy


@exercise("make_xy", points=0.5)
def test_make_xy_of_any_number_of_images(student, device, for_all):
    """make_xy of some 3s and some 7s."""

    def holds(threes, sevens, seed):
        images = torch.rand(threes + sevens, 28, 28, generator=seeded(seed))
        answer = student.call("make_xy", images[:threes].to(device), images[threes:].to(device))
        expect_rows_in_step(answer, images, threes)

    for_all(holds, threes=st.integers(1, 30), sevens=st.integers(1, 30), seed=SEEDS)
    holds(28, 28, 1)
    holds(28, 3, 2)
    holds(3, 781, 3)


@exercise("make_xy", points=0.25)
def test_make_xy_again_and_inputs_untouched(student, device, rng):
    """make_xy of several stacks, one after the other; the stacks stay as they are."""
    for threes, sevens in ((4, 9), (9, 4), (1, 1), (40, 25)):
        images = torch.rand(threes + sevens, 28, 28, generator=rng) ** 2
        stacks = images[:threes].clone(), images[threes:].clone()
        seen = student.observe("make_xy", *(stack.to(device) for stack in stacks))
        expect_rows_in_step(seen.value, images, threes)
        expect_untouched(seen.args, *stacks)


def expect_rows_in_step(answer, images, threes):
    """Each image is a row of x, and in the same row of y stands its target."""
    words = "x of shape (N, 784) and y of shape (N, 1), in step: 1 for each 3, 0 for each 7"
    count = len(images)
    expect(isinstance(answer, list | tuple) and len(answer) == 2, expected=words)
    x, y = answer
    expect(isinstance(x, torch.Tensor) and x.shape == (count, 784) and x.is_floating_point(), expected=words)
    expect(isinstance(y, torch.Tensor) and y.shape == (count, 1), expected=words)
    expect(y.dtype is not torch.bool and not y.is_complex(), expected=words)
    rows = images.flatten(1).double()
    is_in_order = torch.equal(rows, x.double())  # mostly so: then no row has to be looked for
    nearest = torch.arange(count) if is_in_order else torch.cdist(rows, x.double()).argmin(1)
    expect_close(x.double()[nearest], rows, words=words)
    targets = (torch.arange(count) < threes).double()
    expect_close(y.double()[nearest], targets.unsqueeze(1), words=words)


# ------------------------------------------------------------------------------------------------------------ pair_up


@probe
def two_datasets(notebook, xs, ys, others, others_ys):
    """Two datasets that live side by side: the length, the items from the last to the first, and the walks of each."""
    datasets = [notebook.pair_up(xs, ys), notebook.pair_up(others, others_ys)]
    seen = []
    for dataset, count in zip(datasets, (len(xs), len(others)), strict=True):
        backward = [dataset[at] for at in reversed(range(count))]
        walks = []
        for most in (1, count + 3, count + 3):
            pairs = []
            for pair in dataset:
                pairs.append(pair)
                if len(pairs) >= most:
                    break
            walks.append(pairs)
        seen.append([len(dataset), backward, walks])
    return {"seen": seen, "inputs": [xs, ys, others, others_ys]}


@exercise("pair_up", points=0.25)
def test_pair_up_side_by_side(student, device, for_all):
    """pair_up of two things at once, each with its own pairs; the inputs stay as they are."""

    def holds(numbers, seed):
        generator = seeded(seed)
        xs, ys = list(numbers), [number * 0.5 for number in reversed(numbers)]
        x, y = torch.rand(len(xs) + 2, 3, generator=generator), torch.rand(len(xs) + 2, 1, generator=generator)
        told = student.probe(two_datasets, xs, ys, x.to(device), y.to(device))
        is_complete = isinstance(told, dict) and all(isinstance(told.get(name), list) for name in ("seen", "inputs"))
        expect(is_complete, expected="two datasets")
        expect(len(told["seen"]) == 2 and len(told["inputs"]) == 4, expected="two datasets")
        for got, first, second in zip(told["seen"], (xs, list(x)), (ys, list(y)), strict=True):
            pairs = [(first[at], second[at]) for at in range(len(first))]
            expect(isinstance(got, list) and len(got) == 3, expected="a dataset")
            expect_equal(got[0], len(pairs), words="the number of pairs", show=False)
            expect_equal(got[1], pairs[::-1], words="each item is a pair of its own two", show=False)
            expect_equal(got[2], [pairs[:1], pairs, pairs], words="each walk begins at the beginning", show=False)
        expect_equal(told["inputs"][:2], [xs, ys], words="inputs that are the same after the call", show=False)
        expect_untouched(told["inputs"][2:], x, y)

    for_all(holds, numbers=st.lists(st.integers(-9, 9), min_size=1, max_size=12), seed=SEEDS)


# -------------------------------------------------------------------------------------------------------- init_params


@probe
def gradient_arrives(notebook, size, args, factor):
    """New parameters, and the gradient that a backward pass leaves in them."""
    params = notebook.init_params(size, *args)
    if not isinstance(params, torch.Tensor) or not params.requires_grad or params.shape != factor.shape:
        return {"params": params}
    (params * factor).sum().backward()
    return {"params": params, "leaf": params.is_leaf, "gradient": params.grad}


@exercise("init_params", points=0.25)
def test_init_params_receives_gradients(student, device, for_all):
    """init_params of a size, and a backward pass through a sum."""

    def holds(size, std, seed):
        factor = torch.rand(*size, generator=seeded(seed)) + 1
        asked = size[0] if len(size) == 1 and seed % 2 else tuple(size)
        seen = student.probe(gradient_arrives, asked, [std] if seed % 3 else [], factor.to(device))
        words = "a leaf of that shape that tracks gradients, and receives them"
        expect(isinstance(seen, dict) and seen.get("leaf"), expected=words)
        expect_close(seen.get("gradient"), factor, words=words)

    for_all(
        holds, examples=12, size=st.lists(st.integers(1, 9), min_size=1, max_size=3),
        std=st.sampled_from([0.01, 0.5, 1.0, 2.0, 30.0]), seed=SEEDS,
    )  # fmt: skip


@probe
def drawn(notebook, size, args, kwargs):
    """Two tensors of new parameters."""
    return [notebook.init_params(size, *args, **kwargs) for _ in range(2)]


@exercise("init_params", points=0.25)
def test_init_params_is_normal(student, device):
    """init_params of many numbers, for several standard deviations."""
    for size, args, kwargs, std in (
        ((200, 200), [], {}, 1.0),
        (40_000, [3.0], {}, 3.0),
        ((10, 20, 200), [], {"std": 0.02}, 0.02),
        ((40_000, 1), [0.5], {}, 0.5),
    ):
        answer = student.probe(drawn, size, args, kwargs)
        expect(isinstance(answer, list | tuple) and len(answer) == 2, expected="two tensors")
        for params in answer:
            shape = (size,) if isinstance(size, int) else size
            right = isinstance(params, torch.Tensor) and params.shape == shape and params.is_floating_point()
            expect(right, expected="a tensor of floats of that size")
            expect_normal(params.double().flatten() / std)
        first, second = (params.double().flatten() / std for params in answer)
        expect(abs(float((first * second).mean())) < 0.05, expected="numbers that have nothing to do with those before")


def expect_normal(z):
    """Numbers of a standard normal distribution: their distribution function is nowhere far from the right one."""
    words = "random numbers of a normal distribution with mean 0 and that standard deviation"
    expect(bool(z.isfinite().all()), expected=words)
    ordered = z.sort().values
    steps = (torch.arange(len(z), dtype=torch.float64) + 0.5) / len(z)
    # For 40,000 numbers the largest gap is above 0.02 once in 10¹³ times.
    expect(float((torch.special.ndtr(ordered) - steps).abs().max()) < 0.02, expected=words)
    # Long tails, and no limit to them: 3.2 is passed by about 55 of 40,000 on the two sides together.
    expect(3.2 < float(z.abs().max()) < 8, expected=words)
    expect(0.97 < float(z.std()) < 1.03 and abs(float(z.mean())) < 0.035, expected=words)
    expect(
        int((ordered.diff() > 0).sum()) > 0.9 * len(z), expected="numbers that are drawn one by one, and not repeated"
    )


# ------------------------------------------------------------------------------------------------------------ linear1


@exercise("linear1", points=0.25)
def test_linear1_of_any_batch(student, device, for_all):
    """linear1 of batches of other sizes, one after the other; what comes in stays as it is."""

    def holds(rows, pixels, seed):
        generator = seeded(seed)
        xb, weights = torch.randn(rows, pixels, generator=generator), torch.randn(pixels, 1, generator=generator)
        bias = 3 * torch.randn(1, generator=generator)
        seen = student.observe("linear1", xb.to(device), weights.to(device), bias.to(device))
        right = xb.double() @ weights.double() + bias.double()
        expect_close(seen.value, right, words="one activation for each row, shape (B, 1)", atol=1e-3, kinds="tensor")
        expect_untouched(seen.args, xb, weights, bias)

    for_all(holds, rows=st.integers(1, 12), pixels=st.integers(1, 12), seed=SEEDS)
    for rows, pixels in ((784, 784), (1, 784), (64, 784), (200, 3), (1, 1)):
        holds(rows, pixels, rows)


# ----------------------------------------------------------------------------------- mnist_loss_v1, sigmoid, mnist_loss


def distances(preds, targets):
    """How far each prediction is from its target, in double precision."""
    return (preds.double() - targets.double()).abs()


@probe
def loss_backward(notebook, name, preds, targets):
    """The loss, and the gradient of the predictions where the loss tracks gradients; the targets as they are then."""
    preds = preds.detach().clone().requires_grad_()
    loss = getattr(notebook, name)(preds, targets)
    tracks = isinstance(loss, torch.Tensor) and loss.requires_grad and not loss.dim()
    if tracks:
        loss.backward()
    return {"loss": loss, "gradient": preds.grad, "tracks": tracks, "targets": targets}


LOSS = "the mean distance from the targets: a tensor of shape () with a graph"


@exercise("mnist_loss_v1", points=0.25)
def test_mnist_loss_v1_of_any_batch(student, device, for_all):
    """mnist_loss_v1 of batches of other sizes, in columns and not; what comes in stays as it is."""

    def holds(count, column, seed):
        generator = seeded(seed)
        shape = (count, 1) if column else (count,)
        preds = 0.02 + 0.96 * torch.rand(shape, generator=generator)
        targets = (torch.rand(shape, generator=generator) < (seed % 5) / 4).float()
        seen = student.observe("mnist_loss_v1", preds.to(device), targets.to(device))
        expect_close(seen.value, distances(preds, targets).mean(), words=LOSS, kinds="tensor")
        expect_untouched(seen.args, preds, targets)
        told = student.probe(loss_backward, "mnist_loss_v1", preds.to(device), targets.to(device))
        expect(isinstance(told, dict) and told.get("tracks"), expected=LOSS)
        want = torch.where(targets == 1, -1.0, 1.0) / count
        expect_close(told.get("gradient"), want, words="the gradient of each prediction")

    for_all(holds, count=st.integers(1, 40), column=st.booleans(), seed=SEEDS)
    holds(1, True, 3)
    holds(1000, True, 2)


@probe
def sigmoid_backward(notebook, x, cotangent):
    """The sigmoids, and the gradient of (sigmoids * cotangent).sum() where they track gradients."""
    x = x.detach().clone().requires_grad_()
    output = notebook.sigmoid(x * 1.0)
    tracks = isinstance(output, torch.Tensor) and output.requires_grad and output.shape == cotangent.shape
    if tracks:
        (output * cotangent).sum().backward()
    return {"output": output, "gradient": x.grad, "tracks": tracks}


@exercise("sigmoid", points=0.25)
def test_sigmoid_of_any_shape(student, device, for_all):
    """sigmoid of tensors of other shapes, one after the other, and its gradient; what comes in stays as it is."""

    def holds(shape, size, seed):
        generator = seeded(seed)
        x = size * torch.randn(shape, generator=generator).clamp(-2, 2)
        right = torch.sigmoid(x.double())
        seen = student.observe("sigmoid", x.to(device))
        expect_close(seen.value, right, words="the sigmoid of each number, same shape", kinds="tensor", rtol=2e-5)
        expect_untouched(seen.args, x)
        cotangent = torch.randn(shape, generator=generator)
        told = student.probe(sigmoid_backward, x.to(device), cotangent.to(device))
        words = "the slope at each number"
        expect(isinstance(told, dict) and told.get("tracks"), expected=words)
        expect_close(told.get("gradient"), right * (1 - right) * cotangent, words=words)

    shapes = st.lists(st.integers(1, 5), max_size=3)
    for_all(holds, shape=shapes, size=st.sampled_from([0.5, 1.0, 3.0, 10.0]), seed=SEEDS)
    x = torch.tensor([[79.0, -79.0, 15.0], [-15.0, 60.0, -60.0]])
    words = "the sigmoid of each number, and no nan"
    expect_close(student.call("sigmoid", x.to(device)), torch.sigmoid(x.double()), words=words, rtol=2e-6, atol=2e-6)


@exercise("mnist_loss", points=0.25)
def test_mnist_loss_of_any_batch(student, device, for_all):
    """mnist_loss of batches of other sizes, in columns and not; what comes in stays as it is."""

    def holds(count, column, size, seed):
        generator = seeded(seed)
        shape = (count, 1) if column else (count,)
        preds = size * torch.randn(shape, generator=generator)
        targets = (torch.rand(shape, generator=generator) < (seed % 5) / 4).float()
        seen = student.observe("mnist_loss", preds.to(device), targets.to(device))
        expect_close(seen.value, distances(torch.sigmoid(preds.double()), targets).mean(), words=LOSS, kinds="tensor")
        expect_untouched(seen.args, preds, targets)

    for_all(
        holds, count=st.integers(1, 40), column=st.booleans(), size=st.sampled_from([0.1, 1.0, 4.0, 25.0]), seed=SEEDS
    )
    for seed in (0, 4):
        holds(1, True, 2.0, seed)
        holds(1000, True, 5.0, seed)


@exercise("mnist_loss", points=0.25)
def test_mnist_loss_reaches_the_weights(student, device, for_all):
    """The gradient of mnist_loss, for activations of other sizes."""

    def holds(count, column, seed):
        generator = seeded(seed)
        shape = (count, 1) if column else (count,)
        preds = (2 * torch.randn(shape, generator=generator)).clamp(-5, 5)
        targets = (torch.rand(shape, generator=generator) < (seed % 5) / 4).float()
        told = student.probe(loss_backward, "mnist_loss", preds.to(device), targets.to(device))
        expect(isinstance(told, dict) and told.get("tracks"), expected=LOSS)
        squeezed = torch.sigmoid(preds.double())
        want = torch.where(targets == 1, -1.0, 1.0) * squeezed * (1 - squeezed) / count
        expect_close(told.get("gradient"), want, words="the gradient of each activation", atol=1e-6)
        expect_untouched([told.get("targets")], targets)

    for_all(holds, count=st.integers(1, 30), column=st.booleans(), seed=SEEDS)
