"""Hidden checks of 09_full_mnist: other sizes, other numbers, gradients, other labels, and inputs that must stay."""

import torch
from hypothesis import strategies as st

from underhood.checking import exercise, expect, expect_close, probe
from underhood.data import load_digits


def rows(seed, count, columns, scale=3.0):
    """Random activations; no two of a row are equal."""
    return scale * torch.randn(count, columns, generator=torch.Generator().manual_seed(seed))


def some_labels(seed, count, classes):
    """Random labels."""
    return torch.randint(classes, (count,), generator=torch.Generator().manual_seed(seed + 1))


@probe
def result_and_gradient(notebook, name, x, cotangent, *more):
    """What a function returns for x, and the gradient of its weighted sum for x."""
    x = x.detach().clone().requires_grad_()
    result = getattr(notebook, name)(x, *more)
    if not isinstance(result, torch.Tensor) or not result.requires_grad:
        return {"result": result, "gradient": None}
    (result * cotangent).sum().backward()
    return {"result": result, "gradient": x.grad}


def tolerance(scale, is_share=False):
    """How exact float32 can be: of an activation around 1000 it holds four digits after the point, or three."""
    if scale <= 100:
        return {}
    return {"rtol": 1e-3, "atol": 1e-5} if is_share else {"rtol": 1e-5, "atol": 1e-3}


def expect_gradient(seen, want, scale=1.0):
    """The gradient must be what calculus says."""
    gradient = seen.get("gradient") if isinstance(seen, dict) else None
    expect(gradient is not None, expected="a tensor that can be differentiated", got="no gradient")
    expect_close(gradient, want, words="the right gradient for the numbers that were given", **tolerance(scale, True))


def expect_untouched(after, *before):
    """The inputs of a call must still be what they were."""
    same = [
        isinstance(now, torch.Tensor) and now.shape == was.shape and torch.equal(now.cpu().to(was.dtype), was)
        for now, was in zip(after, before, strict=False)
    ]
    expect(len(same) == len(before) and all(same), expected="what was given to the function stays as it was")


# -------------------------------------------------------------------------------------------------------- digit_means


def right_means(images, labels):
    """The mean of each digit, in double precision."""
    return torch.stack([images[labels == digit].double().mean(0) for digit in range(10)])


def shuffled_digits(seed, more):
    """Images with labels in mixed order: each digit at least once, and some more of any."""
    generator = torch.Generator().manual_seed(seed)
    labels = torch.cat([torch.arange(10), torch.randint(10, (more,), generator=generator) ** 2 // 9])
    labels = labels[torch.randperm(len(labels), generator=generator)]
    brightness = torch.rand(len(labels), 1, 1, generator=generator)
    return torch.rand(len(labels), 28, 28, generator=generator) * brightness, labels


@exercise("digit_means", points=0.25)
def test_digit_means_of_any_number_of_images(student, device, for_all):
    """digit_means of any number of images, in any order."""

    def holds(seed, more):
        images, labels = shuffled_digits(seed, more)
        expect_close(
            student.call("digit_means", images.to(device), labels.to(device)),
            right_means(images, labels),
            words="ten images in digit order, each the mean of the images with that label",
        )

    for_all(holds, examples=12, seed=st.integers(0, 99), more=st.sampled_from([0, 1, 7, 18, 90, 213]))


@exercise("digit_means", points=0.25)
def test_digit_means_again_and_inputs_untouched(student, device):
    """digit_means of several stacks, one after the other; images and labels stay as they are."""
    for seed, more in ((101, 40), (102, 0), (103, 5)):
        images, labels = shuffled_digits(seed, more)
        seen = student.observe("digit_means", images.to(device), labels.to(device))
        expect_close(seen.value, right_means(images, labels), words="the means of the images that were given")
        expect_untouched(seen.args, images, labels)


# ------------------------------------------------------------------------------------------------------------ one_hot


def right_one_hot(labels, n):
    """A table with a 1 wherever the column's number is the label."""
    return (labels[:, None] == torch.arange(n)).double()


@exercise("one_hot", points=0.25)
def test_one_hot_of_any_labels(student, device, for_all):
    """one_hot of any number of labels, for any number of classes; the labels stay as they are."""

    def holds(seed, count, n):
        labels = some_labels(seed, count, n)
        seen = student.observe("one_hot", labels.to(device), n)
        expect_close(seen.value, right_one_hot(labels, n), words="a row for each label, with n places and a single 1")
        expect_untouched(seen.args[:1], labels)

    def holds_for_ten(seed, count):
        labels = some_labels(seed, count, 10)
        expect_close(
            student.call("one_hot", labels.to(device)),
            right_one_hot(labels, 10),
            words="a row for each label, with ten places where no n is given",
        )

    for_all(holds, seed=st.integers(0, 99), count=st.integers(1, 30), n=st.integers(2, 14))
    for_all(holds_for_ten, examples=10, seed=st.integers(0, 99), count=st.sampled_from([1, 2, 9, 10, 11, 300]))


# ----------------------------------------------------------------------------------------------- softmax, log_softmax


@exercise("softmax", points=0.125)
def test_softmax_of_any_rows(student, device, for_all):
    """softmax of any number of rows and columns, of small and of large activations; and its gradient."""
    check_rows(student, device, for_all, "softmax", torch.softmax)


@exercise("log_softmax", points=0.125)
def test_log_softmax_of_any_rows(student, device, for_all):
    """log_softmax of any number of rows and columns, of small and of large activations; and its gradient."""
    check_rows(student, device, for_all, "log_softmax", torch.log_softmax)


def check_rows(student, device, for_all, name, right):
    """Values, gradients and untouched inputs for random tables."""

    def holds(seed, count, columns, scale):
        x = rows(seed, count, columns, scale)
        seen = student.observe(name, x.to(device))
        words = "a row for each row, computed from that row alone"
        expect_close(seen.value, right(x.double(), 1), words=words, **tolerance(scale, name == "softmax"))
        expect_untouched(seen.args, x)

    for_all(
        holds,
        seed=st.integers(0, 99),
        count=st.integers(1, 12),
        columns=st.integers(2, 12),
        scale=st.sampled_from([0.1, 1.0, 5.0, 300.0]),
    )
    check_gaps(student, device, name, right)
    for seed, (count, columns) in enumerate([(4, 10), (1, 3), (5, 5), (7, 2)]):
        x, cotangent = rows(seed + 200, count, columns), rows(seed + 300, count, columns)
        seen = student.probe(result_and_gradient, name, x.to(device), cotangent.to(device))
        exact = x.double().requires_grad_()
        (right(exact, 1) * cotangent).sum().backward()
        expect_gradient(seen, exact.grad)


def check_gaps(student, device, name, right):
    """Rows that lie far apart, and rows whose numbers do."""
    x = torch.tensor([[-1000.0, -999.0, -1003.0, -998.5], [1000.0, 990.0, -1000.0, 999.0], [0.5, -0.25, 1.0, 88.0]])
    x = torch.cat(
        [x, torch.tensor([[30.0, 2.0, -70.0, 29.0], [-90.0, -91.0, -89.5, -95.0], [200.0, 199.5, -100.0, 0.0]])]
    )
    for part in (x, x[:1], x[1:2], x[3:], x.flip(0, 1)):
        got = student.call(name, part.to(device))
        expect_close(
            got, right(part.double(), 1), words="finite and exact numbers", **tolerance(300, name == "softmax")
        )


# ----------------------------------------------------------------------------------------------- binary_cross_entropy


def right_binary(p, t):
    """The mean of −log of the probability of what is right, in double precision."""
    return -torch.where(t > 0.5, p, 1 - p).log().mean()


@exercise("binary_cross_entropy", points=0.25)
def test_binary_cross_entropy_of_any_batch(student, device, for_all):
    """binary_cross_entropy of any number of images, as rows or as a column, of one digit or both; and its gradient."""

    def holds(seed, count, column, which):
        generator = torch.Generator().manual_seed(seed)
        shape = (count, 1) if column else (count,)
        p = 0.001 + 0.998 * torch.rand(shape, generator=generator)
        t = (torch.rand(shape, generator=generator) < which).float()
        seen = student.observe("binary_cross_entropy", p.to(device), t.to(device))
        expect_close(seen.value, right_binary(p.double(), t), words="one number: the mean loss of all images")
        expect_untouched(seen.args, p, t)

    for_all(
        holds,
        seed=st.integers(0, 99),
        count=st.integers(1, 40),
        column=st.booleans(),
        which=st.sampled_from([0.0, 0.5, 0.8, 1.0]),
    )
    for shape in ((6,), (5, 1), (1,)):
        generator = torch.Generator().manual_seed(7)
        p = 0.05 + 0.9 * torch.rand(shape, generator=generator)
        t = (torch.rand(shape, generator=generator) < 0.5).float()
        one = torch.ones((), device=device)
        seen = student.probe(result_and_gradient, "binary_cross_entropy", p.to(device), one, t.to(device))
        exact = p.double().requires_grad_()
        right_binary(exact, t).backward()
        expect_gradient(seen, exact.grad)


# ------------------------------------------------------------------------------------------------------ cross_entropy


def right_cross_entropy(x, labels):
    """The mean of −log softmax at the label."""
    return -x.log_softmax(1).gather(1, labels[:, None]).mean()


@exercise("cross_entropy", points=0.25)
def test_cross_entropy_of_any_batch(student, device, for_all):
    """cross_entropy of any number of images, with small and with large activations; the inputs stay as they are."""

    def holds(seed, count, scale):
        x, labels = rows(seed, count, 10, scale), some_labels(seed, count, 10)
        seen = student.observe("cross_entropy", x.to(device), labels.to(device))
        expect_close(
            seen.value,
            right_cross_entropy(x.double(), labels),
            words="one finite number: the mean of −log softmax at the label",
            **tolerance(scale),
        )
        expect_untouched(seen.args, x, labels)

    for_all(holds, seed=st.integers(0, 99), count=st.integers(1, 30), scale=st.sampled_from([0.1, 2.0, 8.0, 400.0]))
    x, labels = rows(77, 2, 10), torch.tensor([4, 0])
    x[0, 4], x[0, 1], x[0, 2] = -100.0, 200.0, 199.5
    expect_close(
        student.call("cross_entropy", x.to(device), labels.to(device)),
        right_cross_entropy(x.double(), labels),
        words="one finite number, exact also where the share at the label is too small for a float",
        **tolerance(300),
    )


@exercise("cross_entropy", points=0.125)
def test_cross_entropy_gradient_of_any_batch(student, device):
    """cross_entropy of one, four, ten and fifty images: the gradient for the activations."""
    for seed, count in ((11, 1), (12, 4), (13, 10), (14, 50)):
        for scale in (2.0, 300.0):
            x, labels = rows(seed, count, 10, scale), some_labels(seed, count, 10)
            one = torch.ones((), device=device)
            seen = student.probe(result_and_gradient, "cross_entropy", x.to(device), one, labels.to(device))
            exact = x.double().requires_grad_()
            right_cross_entropy(exact, labels).backward()
            expect_gradient(seen, exact.grad, scale)


# --------------------------------------------------------------------------------------------------------- accuracy10


@exercise("accuracy10", points=0.25)
def test_accuracy10_of_any_batch(student, device, for_all):
    """accuracy10 of any number of images; activations and labels stay as they are."""

    def holds(seed, count, shift, share):
        x = 5 * rows(seed, count, 10) + shift
        wrong = torch.rand(count, generator=torch.Generator().manual_seed(seed)) > share
        labels = torch.where(wrong, some_labels(seed, count, 10), x.argmax(1))
        seen = student.observe("accuracy10", x.to(device), labels.to(device))
        expect_close(seen.value, (x.argmax(1) == labels).double().mean(), words="the share of right answers")
        expect_untouched(seen.args, x, labels)

    for_all(
        holds,
        seed=st.integers(0, 99),
        count=st.sampled_from([1, 2, 3, 9, 10, 11, 64, 300]),
        shift=st.sampled_from([0.0, -100.0, 100.0]),
        share=st.sampled_from([0.0, 0.5, 0.9]),
    )


# --------------------------------------------------------------------------------------------------- train_ten_digits

KEPT_BACK = 150
OTHER_NAMES = torch.tensor([4, 7, 9, 0, 8, 1, 2, 5, 3, 6])
"""The digit that stands for each digit in the check with other names; none stands for itself."""


def embedded():
    """The embedded digits as rows of pixels: to train on, to validate with, and those that are kept back."""
    digits = load_digits("embedded")
    train_x, valid_x = (part.images.reshape(len(part), 784) / 255 for part in (digits.train, digits.valid))
    train_y, valid_y = digits.train.labels, digits.valid.labels
    handed = (train_x, train_y, valid_x[:KEPT_BACK], valid_y[:KEPT_BACK])
    return handed, valid_x[KEPT_BACK:], valid_y[KEPT_BACK:]


@probe
def trained_and_asked(notebook, handed, images):
    """Train once, and ask the model."""
    model = notebook.train_ten_digits(*handed)
    return model(images) if callable(model) else None


def expect_table(got, count):
    """A row of ten activations for each image."""
    is_table = isinstance(got, torch.Tensor) and got.shape == (count, 10)
    expect(is_table, expected="a model that gives a row of ten activations for each image")


LATE = 9


def with_a_late_digit(labels):
    """An order of the training digits in which the first half has no 9, and the second half is mixed."""
    others, late = (labels != LATE).nonzero().flatten(), (labels == LATE).nonzero().flatten()
    half = len(labels) // 2
    tail = torch.cat([others[half:], late])
    return torch.cat([others[:half], tail[torch.randperm(len(tail), generator=torch.Generator().manual_seed(0))]])


@exercise("train_ten_digits", points=0.5, seconds=60)
def test_train_ten_digits_learns_the_labels_that_it_is_given(student):
    """train_ten_digits on images where each digit goes by the name of another one, with 20 images to validate with."""
    (train_x, train_y, valid_x, valid_y), images, labels = embedded()
    order = with_a_late_digit(train_y)
    handed = [train_x[order], OTHER_NAMES[train_y[order]], valid_x[:20], OTHER_NAMES[valid_y[:20]]]
    found = student.probe(trained_and_asked, handed, images)
    expect_table(found, len(labels))
    right = (found.argmax(1) == OTHER_NAMES[labels]).float()
    expect(float(right.mean()) >= 0.8, expected="a model that answers with the labels that it was trained with")
    late = right[labels == LATE]
    expect(float(late.mean()) >= 0.4, expected="a model that has learned from all of the training digits")


@probe
def trained_twice(notebook, first, second, images):
    """Train a model, then another one on other labels; what the first says before and after, and what was handed in."""
    model = notebook.train_ten_digits(*first)
    before = model(images).detach().clone()
    notebook.train_ten_digits(*second)
    return {"before": before, "after": model(images), "inputs": list(first)}


@exercise("train_ten_digits", points=0.25, seconds=60)
def test_train_ten_digits_makes_a_new_model_each_time(student):
    """train_ten_digits twice: the second call leaves the first model as it is; the data stays as it was."""
    (train_x, train_y, valid_x, valid_y), images, _ = embedded()
    first = [train_x[:250], train_y[:250], valid_x[:40], valid_y[:40]]
    second = [train_x[250:500], OTHER_NAMES[train_y[250:500]], valid_x[40:80], OTHER_NAMES[valid_y[40:80]]]
    seen = student.probe(trained_twice, first, second, images[:30])
    known = seen if isinstance(seen, dict) else {}
    before = known.get("before")
    expect_table(before, 30)
    words = "the first model answers as it did before the second one was trained"
    expect_close(known.get("after"), before, words=words, rtol=1e-3, atol=1e-3)
    inputs = known.get("inputs")
    expect_untouched(inputs if isinstance(inputs, list) else [], *first)


@probe
def learned_from(notebook, train_x, train_y, valid_x, valid_y):
    """Whether a gradient has flowed back to the images to validate with: only what is learned from has one."""
    valid_x = valid_x.detach().clone().requires_grad_()
    try:
        notebook.train_ten_digits(train_x, train_y, valid_x, valid_y)
    except NotImplementedError:
        raise
    except RuntimeError:  # images that track gradients can be refused by what is otherwise right
        return None
    return valid_x.grad is not None


@exercise("train_ten_digits", points=0.25, seconds=60)
def test_train_ten_digits_learns_from_the_training_set_alone(student):
    """train_ten_digits does not learn from the images that are there to validate with."""
    (train_x, train_y, valid_x, valid_y), _, _ = embedded()
    learned = student.probe(learned_from, train_x[:250], train_y[:250], valid_x[:40], valid_y[:40])
    expect(learned is not True, expected="a model that has learned from train_x and train_y alone")
