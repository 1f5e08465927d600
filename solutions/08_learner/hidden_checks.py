"""Hidden checks of 08_learner: random data, networks of several shapes, and what must hold of any training."""

import torch
from hypothesis import strategies as st

from underhood.checking import exercise, expect, expect_close, expect_equal, probe
from underhood.checking.probes import parameters_of
from underhood.checking.student import StudentRaised

# ------------------------------------------------------------------------------------------------------ repair_logbook


@exercise("repair_logbook", points=0.5)
def test_logbook_of_any_values(student, for_all):
    """Logbooks with any number of values: rows and last, after each value."""

    def holds(values):
        log = student.make("Logbook", "any")
        rows = []
        for number, value in enumerate([*values, values[0]]):
            student.call(log.method("add"), value)
            rows.append((number, value))
            expect_equal(student.call(log.method("last")), rows[-1], words="last() is the row that was added last")
            expect_equal(student.value((log, "rows")), rows, words="a row for each value, in order, counted from 0")

    for_all(holds, examples=5, values=st.lists(st.integers(-50, 50), min_size=1, max_size=4))


# ------------------------------------------------------------------------------------------------------------- Learner


@probe
def network(notebook, values):
    """Linear, tanh, linear, with these weights and biases."""
    n_hidden, n_in = values[0].shape
    n_out = values[2].shape[0]
    layers = torch.nn.Linear(n_in, n_hidden), torch.nn.Tanh(), torch.nn.Linear(n_hidden, n_out)
    model = torch.nn.Sequential(*layers).to(values[0].device)
    with torch.no_grad():
        for parameter, value in zip(model.parameters(), values, strict=True):
            parameter.copy_(value)
    return model


@probe
def two_loaders(notebook, x, y, batch_size, valid_x, valid_y, valid_batch_size):
    """Loaders over rows of x and y, in this order: `dls.train` and `dls.valid`."""
    from torch.utils.data import DataLoader, TensorDataset

    from underhood.earlier.loaders import DataLoaders

    train, valid = TensorDataset(x, y), TensorDataset(valid_x, valid_y)
    return DataLoaders(DataLoader(train, batch_size), DataLoader(valid, valid_batch_size))


@probe
def contents(notebook, dls):
    """All that the loaders hold."""
    return [list(dls.train.dataset.tensors), list(dls.valid.dataset.tensors)]


@probe
def sgd(notebook):
    """An opt_func."""

    def make(params, lr):
        return torch.optim.SGD(params, lr=lr)

    return make


@probe
def a_loss(notebook, extra):
    """A loss that tells predictions from targets."""

    def loss(preds, targets):
        return ((preds - targets).square() * (extra + targets)).mean()

    return loss


@probe
def a_metric(notebook, factor):
    """A metric that tells predictions from targets."""

    def metric(preds, targets):
        return (factor * preds - targets).square().mean()

    return metric


class Case:
    """Random data, a network for it, the student's Learner, and what must become of them, in double precision."""

    def __init__(
        self,
        student,
        device,
        rng,
        *,
        n=11,
        batch_size=4,
        n_valid=7,
        valid_batch_size=3,
        sizes=(3, 4, 2),
        extra=1.5,
        factor=2.0,
    ):
        n_in, n_hidden, n_out = sizes
        self._student = student
        shapes = [(n_hidden, n_in), (n_hidden,), (n_out, n_hidden), (n_out,)]
        self._start = [0.6 * torch.randn(shape, generator=rng) for shape in shapes]
        self._train, self._valid = (
            (torch.randn(rows, n_in, generator=rng), torch.rand(rows, n_out, generator=rng)) for rows in (n, n_valid)
        )
        self._sizes = batch_size, valid_batch_size
        self._extra, self._factor = extra, factor
        self.right = [value.double().requires_grad_() for value in self._start]
        self.rows = []
        self.model = student.make_by(network, [value.to(device) for value in self._start])
        x, y, valid_x, valid_y = (values.to(device) for values in (*self._train, *self._valid))
        self.dls = student.make_by(two_loaders, x, y, batch_size, valid_x, valid_y, valid_batch_size)
        self.learner = student.make(
            "Learner",
            self.dls,
            self.model,
            student.make_by(sgd),
            student.make_by(a_loss, extra),
            student.make_by(a_metric, factor),
        )
        self._before = len(self._history())

    def fit(self, epochs, lr):
        """Let the student's Learner train, and train beside it."""
        self._student.call(self.learner.method("fit"), epochs, lr)
        for _ in range(epochs):
            self._train_epoch(lr)
            self.rows.append(self._validate())
        return self

    def expect_parameters(self, words="each parameter is where the steps of all batches take it"):
        """The student's model has the parameters that it must have by now."""
        got = self._student.probe(parameters_of, self.model)
        expect(isinstance(got, list) and len(got) == len(self.right), expected=words)
        for value, right in zip(got, self.right, strict=True):
            expect_close(value, right.detach(), words=words, rtol=1e-3, atol=1e-5)

    def expect_rows(self):
        """One row for each epoch, with its own loss and metric, in one of the two ways to take a mean."""
        got = self._history()[self._before :]
        expect(len(got) == len(self.rows), expected="one row for each epoch of all fits")
        listed = [row.tolist() if getattr(row, "ndim", 0) == 1 else row for row in got]
        whole = all(isinstance(row, list | tuple) and len(row) == 3 for row in listed)
        expect(whole, expected="each row is (epoch, validation loss, metric)")
        for row, rights in zip(listed, self.rows, strict=True):
            for entry, (by_batches, by_items), name in zip(row[1:], rights, ("loss", "metric"), strict=True):
                expect_either(entry, by_batches, by_items, f"the {name} of the validation set after each epoch")
        return [row[0] for row in listed]

    def expect_data_untouched(self):
        """The loaders still hold what they held."""
        got = self._student.probe(contents, self.dls)
        for (x, y), (right_x, right_y) in zip(got, (self._train, self._valid), strict=True):
            same = torch.equal(x, right_x) and torch.equal(y, right_y)
            expect(same, expected="the images and targets in the loaders stay as they are")

    def _history(self):
        try:
            rows = self._student.value((self.learner, "history"))
        except StudentRaised:  # it may start with the first fit
            return []
        return rows if isinstance(rows, list | tuple) else []

    def _batches(self, data, size):
        return zip(*(values.double().split(size) for values in data), strict=True)

    def _predict(self, x):
        w1, b1, w2, b2 = self.right
        return torch.tanh(x @ w1.T + b1) @ w2.T + b2

    def _train_epoch(self, lr):
        for x, y in self._batches(self._train, self._sizes[0]):
            loss = ((self._predict(x) - y).square() * (self._extra + y)).mean()
            gradients = torch.autograd.grad(loss, self.right)
            with torch.no_grad():
                for value, gradient in zip(self.right, gradients, strict=True):
                    value -= lr * gradient

    def _validate(self):
        found = []
        with torch.no_grad():
            for x, y in self._batches(self._valid, self._sizes[1]):
                preds = self._predict(x)
                loss = ((preds - y).square() * (self._extra + y)).mean()
                found.append((len(x), loss, (self._factor * preds - y).square().mean()))
        counts, *columns = (torch.tensor(column, dtype=torch.double) for column in zip(*found, strict=True))
        return [(column.mean(), (column * counts).sum() / counts.sum()) for column in columns]


FOUR_DIGITS = 6e-5
"""A history may be rounded for reading."""


def expect_either(got, by_batches, by_items, words):
    """A mean over batches or a mean over items."""
    try:
        expect_close(got, by_batches, words=words, rtol=1e-3, atol=FOUR_DIGITS)
    except AssertionError:
        expect_close(got, by_items, words=words, rtol=1e-3, atol=FOUR_DIGITS)


def expect_numbering(numbers, fits):
    """Counted from 0 or from 1, going on or starting again with each fit."""
    on = list(range(sum(fits)))
    again = [number for epochs in fits for number in range(epochs)]
    allowed = [[number + first for number in numbers] for numbers in (on, again) for first in (0, 1)]
    got = [as_number(number) for number in numbers]
    expect(got in allowed, expected="the epochs are counted from 0 or from 1, one by one")


def as_number(entry):
    """A single number as a float, else None."""
    plain = entry.item() if hasattr(entry, "item") and getattr(entry, "ndim", 1) == 0 else entry
    return float(plain) if isinstance(plain, int | float) and not isinstance(plain, bool) else None


@exercise("Learner", points=0.5)
def test_learner_parameters_after_one_and_three_epochs(student, device, rng):
    """A network with four parameters, after one epoch and after three."""
    Case(student, device, rng).fit(1, 0.15).expect_parameters()
    Case(student, device, rng).fit(3, 0.15).expect_parameters()


@exercise("Learner", points=0.25)
def test_learner_several_fits(student, device, rng):
    """One Learner that fits 2 epochs, then 1, then 3, each time with another learning rate."""
    case = Case(student, device, rng, n=13, batch_size=5, n_valid=10, valid_batch_size=4)
    for epochs, lr in ((2, 0.1), (1, 0.3), (3, 0.05)):
        case.fit(epochs, lr)
        case.expect_parameters("each fit goes on from where the one before has stopped, with its own learning rate")
    expect_numbering(case.expect_rows(), (2, 1, 3))


@exercise("Learner", points=0.5)
def test_learner_data_of_any_size(student, device, rng):
    """Data sets and batches of any size: one item, batches larger than the data, a last batch of one item."""
    drawn = torch.randint(1, 10, (2, 4), generator=rng).tolist()
    for n, batch_size, n_valid, valid_batch_size in ([1, 1, 1, 1], [7, 3, 5, 2], [4, 9, 3, 8], *drawn):
        sizes = {"n": n, "batch_size": batch_size, "n_valid": n_valid, "valid_batch_size": valid_batch_size}
        case = Case(student, device, rng, sizes=(2, 3, 1), **sizes).fit(2, 0.1)
        case.expect_parameters()
        expect_numbering(case.expect_rows(), (2,))


@exercise("Learner", points=0.25)
def test_learner_lr_0_changes_nothing(student, device, rng):
    """With a learning rate of 0 the parameters stay, and rows are added all the same; the data stays in any case."""
    case = Case(student, device, rng).fit(2, 0.0)
    case.expect_parameters("with a learning rate of 0 no parameter moves")
    case.expect_rows()
    case.fit(1, 0.2).expect_parameters()
    case.expect_data_untouched()


@exercise("Learner", points=0.25)
def test_learner_two_at_a_time(student, device, rng):
    """Two Learners with other networks, other data, another loss and another metric, taking turns."""
    cases = [
        Case(student, device, rng),
        Case(student, device, rng, n=8, n_valid=5, sizes=(4, 2, 1), extra=0.5, factor=3.0),
    ]
    for epochs, lr in ((1, 0.2), (2, 0.1)):
        for case in cases:
            case.fit(epochs, lr)
    for case in cases:
        case.expect_parameters("each Learner trains its own model on its own data")
        case.expect_rows()
