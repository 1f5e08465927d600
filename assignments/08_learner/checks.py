"""Checks of 08_learner: one object that holds data, model, optimizer, loss and metric, and trains.

You may read this file. It holds inputs, the numbers that must come out, and numbers that come out of known mistakes.
"""

import hashlib

import torch

from underhood.checking import (
    Mistake,
    NotAttempted,
    Wrong,
    exercise,
    expect,
    expect_close,
    expect_equal,
    expect_own,
    probe,
)
from underhood.checking.describe import describe
from underhood.checking.student import StudentRaised

# ------------------------------------------------------------------------------------------------ quiz_who_knows_what

PARTS = ("dls", "model", "optimizer", "loss", "metric", "learner")

# Think first. So the right parts do not stand here, only a fingerprint of each.
FINGERPRINTS = {
    "a": "facf4b19897d90df",
    "b": "5c0642dc3a268ad7",
    "c": "0c3b9ad965348fe1",
    "d": "0953f555b35281cc",
    "e": "3cb285bc04858d11",
    "f": "e8940c611eb90389",
    "g": "f7201d7b90d4e64a",
    "h": "e6a810e6b19fb57c",
}

WRONG_PICKS = {
    (
        "b",
        "learner",
    ): "the Learner has the model, and the model has the weights: who would have them without a Learner?",
    ("b", "optimizer"): "the optimizer moves the weights, but whose are they? They were there before it was made",
    ("c", "learner"): "fit is told the learning rate, and hands it on at once: to whom?",
    ("c", "model"): "a model computes predictions; how it is changed is none of its business",
    ("c", "loss"): "the loss says how wrong the predictions are, and not what is done about it",
    ("d", "metric"): "the metric has no gradient: nothing can be learned from it",
    ("e", "loss"): "the loss is made for the gradient; another function is made for people",
    ("f", "dls"): "the loaders hold images, and nothing of what came out of them",
    ("f", "metric"): "a metric is a function: it forgets its last result at once",
    ("f", "loss"): "a loss is a function: it forgets its last result at once",
    ("f", "model"): "the model has weights, and no memory of what they were worth",
    ("g", "loss"): "backward() starts at the loss, but it leaves what it finds somewhere else",
    ("g", "optimizer"): "the optimizer reads the gradients when it makes a step; where does it read them?",
    ("h", "metric"): "the metric judges whatever predictions it is given; who picks the images?",
    ("h", "learner"): "the Learner takes what it is given as the validation set; who holds the two sets apart?",
}


def picks(student):
    """The quiz as a dictionary, once it has been begun."""
    quiz = student.value("quiz_who_knows_what")
    expect(isinstance(quiz, dict), expected="quiz_who_knows_what is a dictionary", got=describe(quiz))
    if all(quiz.get(letter) is None for letter in FINGERPRINTS):
        advice = "write the name of a part in the place of each None, run the cell, then run this check"
        raise NotAttempted("all answers are still None", advice)
    return quiz


def fingerprint(letter, part):
    """Sixteen letters and digits that tell whether two answers to a question are the same."""
    return hashlib.sha256(f"underhood 08 who knows what {letter} {part}".encode()).hexdigest()[:16]


def expect_picks(student, letters):
    """The right part for each of these questions."""
    quiz = picks(student)
    for letter in letters:
        got = quiz.get(letter)
        known = f"the answer to ({letter}) is one of these texts: {', '.join(PARTS)}"
        expect(isinstance(got, str), expected=known, got=describe(got), next="write the name of a part, in quotes")
        part = got.strip().lower()
        expect(part in PARTS, expected=known, got=describe(got), next="is it spelled as in the table?")
        expect(
            fingerprint(letter, part) == FINGERPRINTS[letter],
            expected=f"the part that knows ({letter})",
            got=describe(got),
            why=WRONG_PICKS.get((letter, part), ""),
            next="imagine that this part is taken away: would the thing still be known?",
        )


@exercise("quiz_who_knows_what", points=0)
def test_picks_are_there(student):
    """quiz_who_knows_what: is there an answer?"""
    picks(student)


@exercise("quiz_who_knows_what", points=0.25)
def test_who_holds_data(student):
    """quiz_who_knows_what (a) and (h): images"""
    expect_picks(student, "ah")


@exercise("quiz_who_knows_what", points=0.25)
def test_who_holds_weights(student):
    """quiz_who_knows_what (b) and (g): weights and gradients"""
    expect_picks(student, "bg")


@exercise("quiz_who_knows_what", points=0.25)
def test_who_judges(student):
    """quiz_who_knows_what (d) and (e): how good the predictions are"""
    expect_picks(student, "de")


@exercise("quiz_who_knows_what", points=0.25)
def test_who_steps_and_remembers(student):
    """quiz_who_knows_what (c) and (f): the size of a step, and what was yesterday"""
    expect_picks(student, "cf")


# ------------------------------------------------------------------------------------------------------ repair_logbook


SHARED = "all logbooks write into one list"
WHEN = "at what moment is the list made: when the class is written, or when an object is made?"


def logbook(student, title, *values):
    """A new Logbook to which these values have been added."""
    made = student.make("Logbook", title)
    for value in values:
        student.call(made.method("add"), value)
    return made


@exercise("repair_logbook", points=0.25)
def test_logbook_worked_example(student):
    """log = Logbook("loss"), log.add(0.5), log.add(0.25): then log.title, log.rows and log.last()"""
    log = logbook(student, "loss", 0.5, 0.25)
    expect_equal(
        student.value((log, "title")), "loss", words='log.title is "loss"',
        next="where does a value have to be put so that the object still has it after __init__?",
    )  # fmt: skip
    expect_equal(
        student.value((log, "rows")), [(0, 0.5), (1, 0.25)],
        words="log.rows are the two rows",
        mistakes=[
            Mistake([(0, 0.25)], "the second row has taken the place of the first"),
            Mistake([(0, 0.5), (0, 0.25)], "both rows have the number 0", "how many rows are there already?"),
            Mistake([(1, 0.5), (2, 0.25)], "the rows are counted from 1, and the text counts from 0"),
            Mistake([0.5, 0.25], "the values are there, and their numbers are not"),
            Mistake([], "there is no row"),
        ],
        next="print log.rows after each of the two calls of add",
    )  # fmt: skip
    expect_equal(
        student.call(log.method("last")), (1, 0.25),
        words="log.last() is the row that was added last",
        mistakes=[
            Mistake((0, 0.5), "this is the first row"),
            Mistake(0.25, "this is the value of the last row, without its number"),
            Mistake([(1, 0.25)], "this is a list that holds the row"),
            Mistake(None, "your method ended without a return"),
        ],
        next="which rows does the object still have when last is called?",
    )  # fmt: skip


@exercise("repair_logbook", points=0.25)
def test_logbook_two_objects(student):
    """Two logbooks: one with one row, one with two"""
    first = logbook(student, "loss", 0.7)
    second = logbook(student, "accuracy", 0.9, 0.95)
    both = [student.value((log, "rows")) for log in (first, second)]
    for rows, wanted, which in zip(both, ([(0, 0.7)], [(0, 0.9), (1, 0.95)]), ("first", "second"), strict=True):
        expect_equal(
            rows, wanted, words=f"the rows of the {which} logbook are its own",
            mistakes=[
                Mistake([(0, 0.7), (1, 0.9), (2, 0.95)], SHARED),
                Mistake([(0, 0.9), (1, 0.95)], "making a second logbook has emptied the first: they share one list"),
            ],
            next=WHEN,
        )  # fmt: skip
    titles = [student.value((log, "title")) for log in (first, second)]
    expect_equal(
        titles, ["loss", "accuracy"], words="each logbook has its own title",
        mistakes=[Mistake(["accuracy", "accuracy"], "the second title has taken the place of the first")],
        next="does a title belong to the class or to one object?",
    )  # fmt: skip


# ------------------------------------------------------------------------------------------------------------- Learner


@probe
def one_weight(notebook, start):
    """A model with one weight: the prediction for x is weight times x."""
    model = torch.nn.Linear(1, 1, bias=False).to(start.device)
    with torch.no_grad():
        model.weight.copy_(start.reshape(1, 1))
    return model


@probe
def two_loaders(notebook, train, batch_size, valid, valid_batch_size):
    """Loaders over pairs (x, target), in this order: `dls.train` and `dls.valid`."""
    from torch.utils.data import DataLoader

    from underhood.earlier.loaders import DataLoaders

    def rows(pairs):
        return [(pair[:1], pair[1:]) for pair in pairs]

    return DataLoaders(DataLoader(rows(train), batch_size), DataLoader(rows(valid), valid_batch_size))


@probe
def function(notebook, name):
    """A loss or a metric, by its name: of predictions and targets, in this order."""

    def squares(preds, targets):
        return (preds - targets).square().mean()

    def distance(preds, targets):
        return (preds - targets).abs().mean()

    def squares_that_weigh_large_targets(preds, targets):
        return ((preds - targets).square() * targets).mean()

    def shortfall(preds, targets):
        return (targets - preds).mean()

    return {made.__name__: made for made in (squares, distance, squares_that_weigh_large_targets, shortfall)}[name]


@probe
def maker(notebook, name):
    """An opt_func by its name: of parameters and a learning rate, in this order."""

    class TwoSteps(torch.optim.SGD):
        def step(self, closure=None):
            super().step()
            super().step()

    def sgd(params, lr):
        return torch.optim.SGD(params, lr=lr)

    def two_steps(params, lr):
        return TwoSteps(params, lr=lr)

    def momentum(params, lr):
        return torch.optim.SGD(params, lr=lr, momentum=0.9)

    return {made.__name__: made for made in (sgd, two_steps, momentum)}[name]


@probe
def weight_of(notebook, model):
    """The one weight of the model as it is now, shape ()."""
    return model.weight.detach().reshape(())


# y is always 2·x. The example of the text: one batch to train on, one to validate with.
TRAIN, VALID = [[1.0, 2.0], [2.0, 4.0]], [[3.0, 6.0], [4.0, 8.0]]


class Scene:
    """A student's Learner for a model with one weight, 0.0 at the start, and what became of the two."""

    def __init__(
        self, student, device, *, train=TRAIN, batch_size=2, valid=VALID, valid_batch_size=2,
        opt="sgd", loss="squares", metric="distance",
    ):  # fmt: skip
        self._student = student
        train, valid = torch.tensor(train, device=device), torch.tensor(valid, device=device)
        self.model = student.make_by(one_weight, torch.tensor(0.0, device=device))
        self.learner = student.make(
            "Learner",
            student.make_by(two_loaders, train, batch_size, valid, valid_batch_size),
            self.model,
            student.make_by(maker, opt),
            student.make_by(function, loss),
            student.make_by(function, metric),
        )
        self.before = self._length()

    def fit(self, epochs, lr):
        """Let the student's Learner train."""
        self._student.call(self.learner.method("fit"), epochs, lr)
        return self

    def weight(self):
        """The model's one weight, as it is now."""
        return self._student.probe(weight_of, self.model)

    def history(self):
        """All rows, whoever wrote them."""
        rows = self._student.value((self.learner, "history"))
        expect(
            isinstance(rows, list | tuple), expected="history is a list of rows", got=describe(rows),
            next="where does your object keep its rows?",
        )  # fmt: skip
        return list(rows)

    def rows(self):
        """The rows since this Learner was made: whether another one writes into its list is asked elsewhere."""
        return self.history()[self.before :]

    def _length(self):
        try:
            rows = self._student.value((self.learner, "history"))
        except StudentRaised:  # it may start with the first fit
            return 0
        return len(rows) if isinstance(rows, list | tuple) else 0


def expect_count(rows, count, *, next, why=""):
    """So many rows, one for each epoch."""
    expect(
        len(rows) == count,
        expected=f"history has {count} rows" if count > 1 else "history has one row",
        got=f"{len(rows)} rows" if len(rows) != 1 else "one row",
        why=why,
        next=next,
    )


def expect_entries(row, which):
    """A row of three single numbers, as a list."""
    row = row.tolist() if getattr(row, "ndim", 0) == 1 else row
    entries = list(row) if isinstance(row, list | tuple) else None
    words = f"the {which} row of history is (epoch, validation loss, metric): three numbers"
    why = f"your row has {len(entries)} entries" if entries is not None and len(entries) != 3 else ""
    expect(
        entries is not None and len(entries) == 3, expected=words, got=describe(row), why=why,
        next="put the three into round brackets, and append that",
    )  # fmt: skip
    return entries


def expect_number(got, *wanted, words, mistakes, next):
    """One of these numbers."""
    for number in wanted[1:]:
        try:
            return expect_close(got, number, words=words)
        except Wrong:
            continue
    return expect_close(got, wanted[0], words=words, mistakes=mistakes, next=next)


NUMBERINGS = "the epochs are counted from 0 or from 1"
OTHERS = "rows of another Learner were in this history before the first fit"


def as_number(entry):
    """A single number as a float, else None."""
    plain = entry.item() if hasattr(entry, "item") and getattr(entry, "ndim", 1) == 0 else entry
    return float(plain) if isinstance(plain, int | float) and not isinstance(plain, bool) else None


@exercise("Learner", points=0.25)
def test_learner_worked_example(student, device):
    """learner = Learner(…) with the data of the example, then learner.fit(1, 0.1)"""
    scene = Scene(student, device).fit(1, 0.1)
    rows = scene.rows()
    expect_count(
        rows, 1,
        why="nothing was added to history" if not rows else "rows were added more than once an epoch",
        next="at the end of each epoch, and only there, one row is added: how far is that line indented?",
    )  # fmt: skip


@exercise("Learner", points=0.5)
def test_learner_weight_after_one_epoch(student, device):
    """The example's weight after learner.fit(1, 0.1)"""
    expect_close(
        Scene(student, device).fit(1, 0.1).weight(),
        1.0,
        words="where one step takes the weight from 0.0",
        mistakes=[
            Mistake(
                0.0, "the weight has not moved",
                "backward, step, zero_grad: are all three called, in this order, on the model that was given?",
            ),
            Mistake(-1.0, "the weight went uphill: the step has the wrong sign", "who makes the step?"),
            Mistake(10.0, "the learning rate has no effect", "what is handed to opt_func beside the parameters?"),
            Mistake(
                5.0, "the weight was trained with the batch of the validation set", "which of the two loaders is it?"
            ),
            Mistake(3.5, "after the training batch a step was made for the validation batch, too",
                    "the validation set is for looking only"),
            Mistake(1.5, "two steps were made, and the training set has one batch", "how often is the loop entered?"),
            Mistake(2.0, "the step is twice as long as it should be", "is backward called twice, or step?"),
            Mistake(0.5, "the step is half as long as it should be", "is the loss divided by something?"),
            Mistake(0.1, "this is the step for a learning rate of 0.01", "where does your lr come from?"),
        ],
        next="predict, loss, backward, step, zero_grad: print the weight after each",
    )  # fmt: skip


@exercise("Learner", points=0.25)
def test_learner_first_row(student, device):
    """The example's row after learner.fit(1, 0.1)"""
    scene = Scene(student, device).fit(1, 0.1)
    rows = scene.rows()
    expect_count(rows, 1, next="one row for each epoch")
    number, loss, metric = expect_entries(rows[0], "first")
    early = "this was measured before the epoch's training"
    train = "this was measured on the training set"
    late = "what comes first in an epoch: training or validating?"
    expect_number(
        loss, 12.5,
        words="the validation loss comes second in the row",
        mistakes=[
            Mistake(3.5, "the metric stands where the loss belongs", "epoch, loss, metric: this order"),
            Mistake(50.0, early, late),
            Mistake(2.5, train, "which loader are you in when you measure?"),
            Mistake(10.0, "this is the loss of the training batch, before its step", "history tells of validation"),
            Mistake(25.0, "this is twice the loss", "what do you divide by?"),
            Mistake(6.25, "this is half of the loss", "what do you divide by?"),
            Mistake(0.0, "0: the loss was never added up, or the weight was trained on these very images"),
        ],
        next="the loss of weight 1.0 on the validation batch: predictions 3 and 4, targets 6 and 8",
    )  # fmt: skip
    expect_number(
        metric, 3.5,
        words="the metric comes third in the row",
        mistakes=[
            Mistake(12.5, "the loss stands where the metric belongs", "epoch, loss, metric: this order"),
            Mistake(7.0, early, late),
            Mistake(1.5, train, "which loader are you in when you measure?"),
        ],
        next="the metric of the example is the mean distance: predictions 3 and 4, targets 6 and 8",
    )  # fmt: skip
    expect(
        as_number(number) in (0, 1),
        expected=NUMBERINGS,
        got=describe(number),
        why=OTHERS if scene.before and as_number(number) in (scene.before, scene.before + 1) else "",
        next=WHEN if scene.before else "which number has the first epoch?",
    )


@exercise("Learner", points=0.25)
def test_learner_two_epochs(student, device):
    """The example with learner.fit(2, 0.1)"""
    scene = Scene(student, device).fit(2, 0.1)
    expect_close(
        scene.weight(),
        1.5,
        words="where two epochs take the weight, from 0.0 over 1.0",
        mistakes=[
            Mistake(2.5, "the gradient of the first epoch was still there in the second", "when is it cleared?"),
            Mistake(1.0, "the weight is where one epoch takes it", "how often does your outer loop run?"),
            Mistake(0.0, "the weight has not moved", "backward, step, zero_grad: in this order, on the given model?"),
            Mistake(
                4.0,
                "gradients of the validation batch found their way into the steps",
                "is there a backward() where you validate?",
            ),
        ],
        next="each epoch starts where the one before has stopped",
    )
    rows = scene.rows()
    expect_count(rows, 2, next="one row for each epoch: is the row added inside of the loop over the epochs?")
    first, second = (expect_entries(row, which) for row, which in zip(rows, ("first", "second"), strict=True))
    expect_number(
        first[1], 12.5, words="the validation loss after the first epoch",
        mistakes=[Mistake(3.125, "this is what came out at the very end", "when is the first epoch measured?")],
        next="measure after each epoch",
    )  # fmt: skip
    expect_number(
        second[1], 3.125, words="the validation loss after the second epoch",
        mistakes=[
            Mistake(15.625, "the first epoch's loss is still in the sum", "where is the sum set back to 0?"),
            Mistake(7.8125, "this is the mean over both epochs", "each row tells of one epoch"),
            Mistake(12.5, "this is the loss after the first epoch", "is the model still learning?"),
        ],
        next="the loss of weight 1.5 on the validation batch: predictions 4.5 and 6, targets 6 and 8",
    )  # fmt: skip
    expect_number(
        second[2], 1.75, words="the metric after the second epoch",
        mistakes=[
            Mistake(5.25, "the first epoch's metric is still in the sum", "where is the sum set back to 0?"),
            Mistake(3.5, "this is the metric after the first epoch", "is it measured anew?"),
        ],
        next="measure after each epoch",
    )  # fmt: skip
    numbers = [as_number(row[0]) for row in (first, second)]
    expect(
        numbers in ([0, 1], [1, 2]),
        expected=f"{NUMBERINGS}, one by one",
        got=f"{describe(first[0])}, then {describe(second[0])}",
        why=OTHERS if scene.before else "",
        next=WHEN if scene.before else "what changes from one epoch to the next?",
    )


@exercise("Learner", points=0.5)
def test_learner_second_fit_goes_on(student, device):
    """The example's weight after learner.fit(1, 0.1) and learner.fit(1, 0.1)"""
    expect_close(
        Scene(student, device).fit(1, 0.1).fit(1, 0.1).weight(),
        1.5,
        words="where the second fit takes the weight from 1.0",
        mistakes=[
            Mistake(
                1.0,
                "the weight is where one fit takes it: the second one began anew, or did nothing",
                "a second fit starts with the weights as they are",
            ),
            Mistake(2.5, "the gradient of the first fit was still there in the second", "when is it cleared?"),
            Mistake(1.75, "the second fit made two epochs", "epochs is how many more, not how many in all"),
            Mistake(0.0, "the weight has not moved", "backward, step, zero_grad: in this order, on the given model?"),
        ],
        next="what does a second fit find when it starts?",
    )


@exercise("Learner", points=0.5)
def test_learner_second_fit_adds_rows(student, device):
    """The example's history after learner.fit(1, 0.1) and learner.fit(1, 0.1)"""
    rows = Scene(student, device).fit(1, 0.1).fit(1, 0.1).rows()
    expect_count(
        rows,
        2,
        why="the second fit threw the rows of the first away" if len(rows) == 1 else "",
        next="where is the empty list made: in __init__ or in fit?",
    )
    losses = [expect_entries(row, which)[1] for row, which in zip(rows, ("first", "second"), strict=True)]
    for loss, wanted, which in zip(losses, (12.5, 3.125), ("first", "second"), strict=True):
        expect_close(
            loss, wanted, words=f"the validation loss after the {which} fit",
            mistakes=[Mistake(12.5, "this is the loss after the first fit"),
                      Mistake(15.625, "the loss of the first fit is still in the sum")],
            next="rows of the first fit stay as they are, rows of the second come below",
        )  # fmt: skip


@exercise("Learner", points=0.25)
def test_learner_second_fit_has_its_own_lr(student, device):
    """The example's weight after learner.fit(1, 0.1) and learner.fit(1, 0.04)"""
    expect_close(
        Scene(student, device).fit(1, 0.1).fit(1, 0.04).weight(),
        1.2,
        words="where the smaller step of the second fit takes the weight from 1.0",
        mistakes=[
            Mistake(
                1.5,
                "the second fit used the learning rate of the first",
                "when is the optimizer made, and with which lr?",
            ),
            Mistake(1.0, "the second fit moved nothing, or began anew", "what does it find when it starts?"),
        ],
        next="lr is known in fit only: what has to be made there with it?",
    )


@exercise("Learner", points=0.25)
def test_learner_steps_after_every_batch(student, device):
    """learner.fit(1, 0.1) with three training batches, of 2, 2 and 1 pairs"""
    train = [[1.0, 2.0], [2.0, 4.0], [0.5, 1.0], [1.5, 3.0], [1.0, 2.0]]
    scene = Scene(student, device, train=train).fit(1, 0.1)
    expect_close(
        scene.weight(),
        1.4,
        words="where three steps take the weight, from 0.0 over 1.0 and 1.25",
        mistakes=[
            Mistake(
                3.45, "the gradients of earlier batches are still there at the next step", "when are they cleared?"
            ),
            Mistake(1.9, "one step was made, with the gradients of all batches", "how far is step() indented?"),
            Mistake(0.4, "one step was made, with the gradient of the last batch", "how far is step() indented?"),
            Mistake(1.0, "only the first batch was used", "is there a return or a break in the loop?"),
            Mistake(1.25, "the last, smaller batch was left out", "every batch counts"),
            Mistake(0.68, "one step was made, with all items in one batch", "dls.train gives the batches"),
            Mistake(0.0, "the weight has not moved", "backward, step, zero_grad: in this order, on the given model?"),
        ],
        next="for each batch: predict, loss, backward, step, zero_grad",
    )
    expect_count(
        scene.rows(), 1,
        why="there is a row for each batch" if len(scene.rows()) == 3 else "",
        next="a row for each epoch: how far is that line indented?",
    )  # fmt: skip


@exercise("Learner", points=0.25)
def test_learner_validates_on_every_batch(student, device):
    """The row after learner.fit(1, 0.1) with two validation batches, of 2 pairs and of 1 pair"""
    rows = Scene(student, device, valid=[*VALID, [10.0, 20.0]]).fit(1, 0.1).rows()
    expect_count(rows, 1, next="one row for each epoch: how far is that line indented?")
    _, loss, metric = expect_entries(rows[0], "first")
    last, first = "this is the last batch alone", "this is the first batch alone"
    added = "the results of the batches were added up and not divided by the number of batches"
    expect_number(
        loss, 56.25, 41.666667,
        words="the validation loss, as the mean over 3 pairs (41.6667) or over 2 batches",
        mistakes=[
            Mistake(100.0, last, "what happens to the result of the batch before?"),
            Mistake(12.5, first, "is there a return or a break in the loop?"),
            Mistake(112.5, added, "what makes a mean of a sum?"),
            Mistake(37.5, "means of batches were added up and divided by the number of pairs",
                    "either batches everywhere, or pairs everywhere"),
            Mistake(62.5, "sums over pairs were divided by the number of batches",
                    "either batches everywhere, or pairs everywhere"),
            Mistake(125.0, "this is a sum over all pairs", "what makes a mean of a sum?"),
        ],
        next="the batches have the losses 12.5 and 100",
    )  # fmt: skip
    expect_number(
        metric, 6.75, 5.6666667,
        words="the metric, as the mean over 3 pairs (5.6667) or over 2 batches",
        mistakes=[
            Mistake(10.0, last, "what happens to the result of the batch before?"),
            Mistake(3.5, first, "is there a return or a break in the loop?"),
            Mistake(13.5, added, "what makes a mean of a sum?"),
            Mistake(4.5, "means of batches were added up and divided by the number of pairs",
                    "either batches everywhere, or pairs everywhere"),
            Mistake(8.5, "sums over pairs were divided by the number of batches",
                    "either batches everywhere, or pairs everywhere"),
        ],
        next="the batches have the metrics 3.5 and 10",
    )  # fmt: skip


@exercise("Learner", points=0.5)
def test_learner_uses_the_optimizer_it_is_given(student, device):
    """The example with an opt_func whose optimizers step twice, learner.fit(1, 0.1)"""
    expect_close(
        Scene(student, device, opt="two_steps").fit(1, 0.1).weight(),
        2.0,
        words="where this optimizer takes the weight",
        mistakes=[
            Mistake(
                1.0,
                "another optimizer than the one from opt_func made the step",
                "which object does step() belong to in your fit?",
            ),
            Mistake(0.0, "the weight has not moved", "is step() called on what opt_func returned?"),
        ],
        next="opt_func(parameters, lr) returns an optimizer: that one makes the steps",
    )


@exercise("Learner", points=0.25)
def test_learner_keeps_its_optimizer_during_a_fit(student, device):
    """The example with an optimizer that has momentum, learner.fit(2, 0.1)"""
    expect_close(
        Scene(student, device, opt="momentum").fit(2, 0.1).weight(),
        2.4,
        words="where an optimizer that remembers its first step takes the weight",
        mistakes=[
            Mistake(
                1.5,
                "the second epoch had a new optimizer, which knew nothing of the first step",
                "once for each fit: how far is the line with opt_func indented?",
            ),
            Mistake(1.0, "the second epoch did not move the weight", "how often does your outer loop run?"),
        ],
        next="make the optimizer once, at the start of fit, and use that one to the end",
    )


@exercise("Learner", points=0.25)
def test_learner_uses_loss_and_metric_it_is_given(student, device):
    """The example with another loss and another metric, learner.fit(1, 0.05)"""
    scene = Scene(student, device, loss="squares_that_weigh_large_targets", metric="shortfall").fit(1, 0.05)
    swapped = "the loss got the targets first, and the predictions second"
    order = "loss_func(preds, targets), metrics(preds, targets): this order"
    expect_close(
        scene.weight(), 1.8,
        words="where this loss takes the weight",
        mistakes=[
            Mistake(-0.9, swapped, order),
            Mistake(0.5, "this is what the loss of the example does", "which loss was the Learner given?"),
            Mistake(0.0, "the weight has not moved", "is backward() called on the result of the loss?"),
        ],
        next=order,
    )  # fmt: skip
    rows = scene.rows()
    expect_count(rows, 1, next="one row for each epoch")
    _, loss, metric = expect_entries(rows[0], "first")
    expect_number(
        loss, 3.64, words="the validation loss, by this loss",
        mistakes=[Mistake(3.276, swapped, order), Mistake(0.5, "this is the loss of the example"),
                  Mistake(0.7, "the metric stands where the loss belongs")],
        next="which loss was the Learner given?",
    )  # fmt: skip
    expect_number(
        metric, 0.7, words="the metric, by this metric: the mean of target minus prediction",
        mistakes=[Mistake(-0.7, "the metric got the targets first, and the predictions second", order),
                  Mistake(3.64, "the loss stands where the metric belongs")],
        next="which metric was the Learner given?",
    )  # fmt: skip


@exercise("Learner", points=0.25)
def test_learner_shares_no_history(student, device):
    """Two Learners: one fits one epoch, the other two"""
    one, two = Scene(student, device), Scene(student, device)
    one.fit(1, 0.1)
    two.fit(2, 0.1)
    lengths = [len(one.history()), len(two.history())]
    shared = lengths[0] == lengths[1] and lengths[0] >= 3
    expect(
        lengths == [1, 2],
        expected="one row in the first history, two rows in the second",
        got=f"{lengths[0]} and {lengths[1]} rows",
        why="both Learners write into one list" if shared else "",
        next="at what moment is the list made: when the class is written, or when an object is made?",
    )
    for scene, wanted in ((one, 1.0), (two, 1.5)):
        expect_close(
            scene.weight(), wanted, words="each Learner trains its own model, and no other",
            next="does your fit take anything from outside of self?",
        )  # fmt: skip


@probe
def modules_of(notebook):
    """The modules in which the class, and the classes that it builds upon, are written."""
    return [str(part.__module__) for part in getattr(notebook.Learner, "__mro__", ())]


@exercise("Learner", points=2)
def test_learner_is_your_own(student):
    """Is the class written by you?"""
    why = "the finished Learner of the course stands in for yours"
    advice = 'write the class yourself: hint("Learner") shows where to begin'
    expect_own(student, "Learner", without=["underhood.earlier.learner.Learner"], why=why, next=advice)
    borrowed = "underhood.earlier.learner" in student.probe(modules_of)
    expect(not borrowed, expected="a class of your own", got="the one of underhood.earlier", why=why, next=advice)
