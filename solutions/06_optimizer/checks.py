"""Checks of 06_optimizer: an optimizer, a loop that trains with any optimizer, and the first nonlinearity.

You may read this file. It holds inputs, the numbers that must come out, and numbers that come out of known mistakes.
"""

import torch

from underhood.checking import Mistake, exercise, expect, expect_close, expect_own, probe, require_form
from underhood.checking.describe import describe

# --------------------------------------------------------------------------------------------------------- BasicOptim


@probe
def play(notebook, starts, lr, form, script, gradients):
    """Make an optimizer for tensors with these numbers, and do what the script says, word by word.

    The form says how the parameters are given: as a list, or one by one by a generator. The word "gradients" gives
    each parameter the next gradient; "step" and "zero_grad" call the optimizer. After each word: all numbers of all
    parameters in a row, and the same for their gradients, None for a parameter without one.
    """
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
        rows = [None if parameter.grad is None else parameter.grad.flatten().clone() for parameter in parameters]
        numbers = torch.cat([parameter.detach().flatten() for parameter in parameters])
        told.append({"numbers": numbers, "gradients": rows})
    return told


def example(device):
    """The parameters w and b of the worked example, and their gradients."""
    w, b = torch.tensor([1.0, 2.0], device=device), torch.tensor([0.5], device=device)
    return [w, b], [torch.tensor([4.0, -2.0], device=device), torch.tensor([10.0], device=device)]


AGAINST = "the gradient points uphill: which way has the parameter to go?"
LR = "by how much is a parameter moved? Two numbers take part in that"
ALL = "walk through all parameters, one after the other"
IN_PLACE = "after w = w - …, the name w means a new tensor, and the model still holds the old one"


@exercise("BasicOptim", points=0.25)
def test_step_worked_example(student, device):
    """BasicOptim([w, b], 0.1) with w = (1, 2), b = (0.5), gradients (4, −2) and (10): one step"""
    starts, gradients = example(device)
    told = student.probe(play, starts, 0.1, "list", ["gradients", "step"], [gradients])
    expect_close(
        told[-1]["numbers"],
        torch.tensor([0.6, 2.2, -0.5]),
        words="the numbers of w and b after the step",
        mistakes=[
            Mistake(
                torch.tensor([1.0, 2.0, 0.5]),
                "no parameter has moved: they are what they were before the step",
                IN_PLACE,
            ),
            Mistake(torch.tensor([1.4, 1.8, 1.5]), "the parameters moved along their gradients, uphill", AGAINST),
            Mistake(
                torch.tensor([-3.0, 4.0, -9.5]), "the whole gradient was subtracted: the learning rate is missing", LR
            ),
            Mistake(torch.tensor([5.0, 0.0, 10.5]), "the whole gradient was added", AGAINST),
            Mistake(
                torch.tensor([0.4, -0.2, 1.0]),
                "the parameters have become lr times their gradients",
                "how is a number made smaller by a little? It must not forget where it was",
            ),
            Mistake(
                torch.tensor([-0.4, 0.2, -1.0]),
                "the parameters have become the moves, and have lost where they were",
                "how is a number made smaller by a little?",
            ),
            Mistake(torch.tensor([0.6, 2.2, 0.5]), "w has moved and b has not", ALL),
            Mistake(torch.tensor([1.0, 2.0, -0.5]), "b has moved and w has not", ALL),
            Mistake(
                torch.tensor([0.9, 2.1, 0.4]),
                "all moved by 0.1: only the sign of the gradient was used",
                "a steep slope should give a larger step",
            ),
            Mistake(torch.tensor([0.9, 1.9, 0.4]), "the learning rate was subtracted, and the gradient had no say", LR),
            Mistake(
                torch.tensor([-39.0, 22.0, -99.5]),
                "the gradient was divided by the learning rate",
                "lr is a small factor",
            ),
            Mistake(
                torch.tensor([0.2, 2.4, -1.5]),
                "the parameters moved twice as far as they should",
                "how often does each parameter move in one step?",
            ),
            Mistake(
                torch.tensor([0.8, 2.1, 0.0]),
                "the parameters moved half as far as they should",
                "is there a number in your step that is neither lr nor the gradient?",
            ),
        ],
        next="for each parameter: where it was, minus lr times its gradient",
    )


@exercise("BasicOptim", points=0.5)
def test_zero_grad(student, device):
    """BasicOptim([w, b], 0.1): zero_grad() after the gradients (4, −2) and (10) have come"""
    starts, gradients = example(device)
    told = student.probe(play, starts, 0.1, "list", ["gradients", "zero_grad"], [gradients])
    kept = [row is not None and bool(row.ne(0).any()) for row in told[-1]["gradients"]]
    expect(
        not any(kept),
        expected="no gradient is left, neither of w nor of b: each is None or zeros",
        got=" and ".join(
            f"the gradient of {name} is {row.tolist() if row is not None else 'None'}"
            for name, row in zip("wb", told[-1]["gradients"], strict=True)
        ),
        why="the gradients are still there" if all(kept) else "one of the gradients is still there",
        next="which attribute of a parameter holds its gradient? Walk through all parameters",
    )
    expect_close(
        told[-1]["numbers"],
        torch.tensor([1.0, 2.0, 0.5]),
        words="the numbers of w and b, which zero_grad does not move",
        mistakes=[
            Mistake(
                torch.zeros(3),
                "the parameters themselves have become 0",
                "a parameter and its gradient are two tensors: which one is to be cleared?",
            ),
            Mistake(torch.tensor([0.6, 2.2, -0.5]), "zero_grad has made a step", "stepping is the work of step()"),
        ],
        next="clear the gradients only",
    )


@exercise("BasicOptim", points=0.25)
def test_generator(student, device):
    """BasicOptim with a generator of parameters: gradients, step, zero_grad, and all three once more"""
    starts, gradients = example(device)
    script = ["gradients", "step", "zero_grad"] * 2
    told = student.probe(play, starts, 0.1, "generator", script, [gradients, gradients])
    keep = "what has to be made of a generator when you need its things more than once?"
    expect_close(
        told[1]["numbers"],
        torch.tensor([0.6, 2.2, -0.5]),
        words="the numbers of w and b after the first step",
        mistakes=[
            Mistake(
                torch.tensor([1.0, 2.0, 0.5]), "no parameter has moved: the generator was used up before the step", keep
            ),
            Mistake(torch.tensor([0.6, 2.2, 0.5]), "only the first parameter that the generator gives has moved", keep),
        ],
        next="print how many parameters your object holds",
    )
    left = any(row is not None and bool(row.ne(0).any()) for row in told[2]["gradients"])
    expect(
        not left,
        expected="after step and zero_grad, no gradient is left",
        got="a gradient that is not zero",
        why="the first call has used the generator up, and the second found nothing in it",
        next=keep,
    )
    expect_close(
        told[-1]["numbers"],
        torch.tensor([0.2, 2.4, -1.5]),
        words="the numbers of w and b after two steps with the same gradients",
        mistakes=[
            Mistake(
                torch.tensor([0.6, 2.2, -0.5]),
                "only the first step moved anything: then the generator was used up",
                keep,
            ),
        ],
        next="print how many parameters your object holds, before and after a step",
    )


@exercise("BasicOptim", points=0.25)
def test_two_steps_with_one_gradient(student, device):
    """BasicOptim([w, b], 0.1): two steps, and no zero_grad between them"""
    starts, gradients = example(device)
    once = student.probe(play, starts, 0.1, "list", ["gradients", "step"], [gradients])
    cleared = "step has cleared the gradients"
    advice = "what step() does and what zero_grad() does are two things"
    rows = once[-1]["gradients"]
    expect(
        all(row is not None for row in rows),
        expected="after step() the gradients are still there",
        got="a gradient that is None",
        why=cleared,
        next=advice,
    )
    expect_close(
        torch.cat(rows),
        torch.tensor([4.0, -2.0, 10.0]),
        words="the gradients after step(), which are what they were",
        mistakes=[
            Mistake(torch.zeros(3), cleared, advice),
            Mistake(
                torch.tensor([0.4, -0.2, 1.0]),
                "the gradients themselves have been multiplied by lr, in place",
                "gradient * lr makes a new tensor, and leaves the gradient as it is",
            ),
        ],
        next="step() reads the gradients, and changes only the parameters",
    )
    twice = student.probe(play, starts, 0.1, "list", ["gradients", "step", "step"], [gradients])
    expect_close(
        twice[-1]["numbers"],
        torch.tensor([0.2, 2.4, -1.5]),
        words="the numbers of w and b after the second step with the same gradients",
        mistakes=[
            Mistake(
                torch.tensor([0.6, 2.2, -0.5]),
                "the second step moved nothing",
                "step() may be called as often as one likes",
            )
        ],
        next="each step does the same: no more and no less than the first one",
    )


@exercise("BasicOptim", points=1)
def test_own_steps(student):
    """BasicOptim takes its steps itself, without torch.optim"""
    expect_own(
        student,
        "BasicOptim",
        without=["torch.optim"],
        why="torch.optim does the work here",
        next="what does one step do to one parameter? Write that down, for all of them",
    )


# --------------------------------------------------------------------------------------------------------- train_model


@probe
def train(notebook, start, pixels, targets, sizes, optimizer, epochs):
    """Let train_model train an nn.Linear, and tell what it returned and what has become of weight and bias.

    `start` holds the weights and, last, the bias. `pixels`, `targets` and `sizes` have two parts, for training and for
    validation. `optimizer` is a pair (learning rate, momentum).
    """
    from torch.utils.data import DataLoader, TensorDataset

    model = torch.nn.Linear(len(start) - 1, 1).to(start.device)
    with torch.no_grad():
        model.weight.copy_(start[:-1].unsqueeze(0))
        model.bias.copy_(start[-1:])
    loaders = [
        DataLoader(TensorDataset(x, y.unsqueeze(1)), batch_size=size)
        for x, y, size in zip(pixels, targets, sizes, strict=True)
    ]
    given = torch.optim.SGD(model.parameters(), lr=optimizer[0], momentum=optimizer[1])
    returned = notebook.train_model(model, *loaders, given, epochs)
    return {"returned": returned, "numbers": torch.cat([model.weight.detach().flatten(), model.bias.detach()])}


def trained(student, *asked):
    """What `train` tells, once it has that form."""
    return require_form(student.probe(train, *asked), {"returned": object, "numbers": object})


def one_pixel(student, optimizer, epochs):
    """Train on the images with one pixel of the worked example, starting from weight −0.5 and bias −2."""
    start = torch.tensor([-0.5, -2.0])
    pixels = [torch.tensor([[-0.5], [2.0], [-1.0], [-2.0]]), torch.tensor([[-1.0], [1.0], [3.0], [2.5]])]
    targets = [torch.tensor([0.0, 1.0, 0.0, 0.0]), torch.tensor([0.0, 1.0, 1.0, 1.0])]
    return trained(student, start, pixels, targets, [2, 2], optimizer, epochs)


def expect_accuracies(returned, want, mistakes=()):
    """The list that train_model returned must hold these accuracies."""
    expect(
        isinstance(returned, list | tuple),
        expected="a list of accuracies",
        got=describe(returned),
        why="your function ended without a return" if returned is None else "this is no list",
        next="start with an empty list, append one accuracy in each epoch, return the list",
    )
    expect_close(
        returned,
        torch.tensor(want),
        words="one accuracy on the validation images for each epoch",
        mistakes=mistakes,
        next="measure after the training part of each epoch, on valid_dl, and append what you get",
        kinds="sequence",
        atol=1e-4,
    )


STEPS = "which three calls belong to each batch, and in which order?"
CLEAR = "the gradients of all batches have piled up: they are not cleared between the batches"
ONE_STEP = "the optimizer has stepped once in an epoch, and not once for each batch"
OTHER_LOSS = "this is what another loss than mnist_loss leads to"
EVERY = "how many batches does dl give, and how many of them are trained on?"


@exercise("train_model", points=0.75)
def test_train_model_worked_example(student):
    """train_model on the images with one pixel from the text, gradient descent with learning rate 4, three epochs"""
    told = one_pixel(student, (4.0, 0.0), 3)
    measured = "what is measured before an epoch is the work of the epoch before"
    expect_close(
        told["numbers"],
        torch.tensor([2.288258, -2.123688]),
        words="weight and bias of the model that was given, after three epochs of two batches each",
        mistakes=[
            Mistake(
                torch.tensor([-0.5, -2.0]),
                "the model is as it was at the start: no step has moved it",
                STEPS + " Is the gradient still there when the step is taken?",
            ),
            Mistake(
                torch.tensor([8.050701, -4.132557]),
                "the gradients of all batches have piled up: they are never cleared",
                "backward() adds to the gradient that is there already",
            ),
            Mistake(
                torch.tensor([3.011701, -2.116985]),
                CLEAR + ", only between the epochs",
                "backward() adds to the gradient that is there already",
            ),
            Mistake(torch.tensor([2.641746, -2.286964]), ONE_STEP, "which loop do the three calls belong to?"),
            Mistake(torch.tensor([0.718631, -2.16017]), "only the first batch of dl was trained on", EVERY),
            Mistake(torch.tensor([0.844776, -2.884065]), "only the last batch of dl was trained on", EVERY),
            Mistake(
                torch.tensor([0.517334, -2.624666]),
                "this is the model after one epoch, and three were asked for",
                "how often does the outer loop go round?",
            ),
            Mistake(
                torch.tensor([3.982145, -1.327816]),
                "the model was trained on the validation images, too",
                "valid_dl is for measuring: what must not happen there?",
            ),
            Mistake(
                torch.tensor([3.724008, -1.458541]),
                "gradients of the validation images were left over, and entered the next step",
                "what does measuring need: activations, or gradients as well?",
            ),
            Mistake(
                torch.tensor([1.860099, -1.324628]),
                OTHER_LOSS + ": the mean of the squared distances",
                "the notebook has a function for the loss",
            ),
            Mistake(torch.tensor([3.743993, -0.835749]), OTHER_LOSS, "the notebook has a function for the loss"),
            Mistake(
                torch.tensor([3.066776, -2.208583]),
                "this is what a sum over the images of a batch leads to",
                "mnist_loss takes the mean already",
            ),
            Mistake(
                torch.tensor([32.5, -14.0]),
                OTHER_LOSS + ": the sigmoid is missing in it",
                "the notebook has a function for the loss",
            ),
        ],
        next=STEPS,
    )
    expect_accuracies(
        told["returned"],
        [0.25, 0.75, 1.0],
        [
            Mistake(
                torch.tensor([0.25, 0.25, 0.75]),
                "each accuracy was measured before the epoch that it belongs to",
                measured,
            ),
            Mistake(
                torch.tensor([0.75, 0.75, 1.0]),
                "these are accuracies on the training images",
                "which of the two loaders holds images that training never sees?",
            ),
            Mistake(
                torch.tensor([0.25, 0.75, 0.75]),
                "0.5 was taken as the border between 3 and 7",
                "the model gives raw activations: which activation does the sigmoid turn into 0.5?",
            ),
            Mistake(
                torch.tensor([0.0, 1.0, 1.0]),
                "these are the accuracies of the last validation batch alone",
                "how many batches does valid_dl give?",
            ),
            Mistake(
                torch.tensor([0.5, 0.5, 1.0]),
                "these are the accuracies of the first validation batch alone",
                "how many batches does valid_dl give?",
            ),
            Mistake(
                torch.tensor([0.5, 0.0, 0.5, 1.0, 1.0, 1.0]),
                "these are the accuracies of single batches",
                "what is the accuracy of an epoch, when you have those of its batches?",
            ),
            Mistake(
                torch.tensor([0.5, 1.5, 2.0]),
                "these are sums over the validation batches, and not means",
                "an accuracy above 1 cannot be",
            ),
            Mistake(torch.tensor([25.0, 75.0, 100.0]), "these are percentages", "an accuracy is a share from 0 to 1"),
            Mistake(torch.tensor([1.0, 3.0, 4.0]), "these are counts of right answers", "a share of how many?"),
            Mistake(
                torch.tensor([1.0]),
                "this is the accuracy after the last epoch alone",
                "in which loop does the accuracy have to be measured?",
            ),
            Mistake(
                torch.tensor([1.0, 1.0, 1.0]),
                "this is the last accuracy three times",
                "measure at the end of each epoch, not at the end of them all",
            ),
            Mistake(
                torch.tensor([0.25, 0.25, 0.75, 1.0]),
                "the list begins with the accuracy before any training",
                "one accuracy for each epoch: measure only after training",
            ),
            Mistake(
                torch.tensor([0.75, 0.25, 0.0]),
                "these are the shares of wrong answers",
                "what does batch_accuracy count?",
            ),
        ],
    )


@exercise("train_model", points=0.5)
def test_one_epoch_of_three_batches(student):
    """train_model on five images with two pixels, in batches of 2, 2 and 1: one epoch"""
    pixels = [
        torch.tensor([[1.0, 2.0], [-1.0, 0.5], [2.0, -1.0], [0.5, 1.5], [-2.0, 1.0]]),
        torch.tensor([[1.0, 0.5], [-1.0, -2.0], [2.0, 1.0], [-0.5, -0.25]]),
    ]
    targets = [torch.tensor([1.0, 0.0, 0.0, 1.0, 1.0]), torch.tensor([1.0, 1.0, 1.0, 0.0])]
    told = trained(student, torch.tensor([0.5, -1.0, 0.25]), pixels, targets, [2, 2], (3.0, 0.0), 1)
    expect_close(
        told["numbers"],
        torch.tensor([0.409973, 0.341039, 0.847597]),
        words="the two weights and the bias after one epoch",
        mistakes=[
            Mistake(
                torch.tensor([2.001859, 1.490265, 0.830303]), CLEAR, "backward() adds to the gradient that is there"
            ),
            Mistake(torch.tensor([0.218409, 0.306045, 0.726733]), ONE_STEP, "which loop do the three calls belong to?"),
            Mistake(torch.tensor([1.0865, -0.644107, 0.182815]), "only the first batch of dl was trained on", EVERY),
            Mistake(
                torch.tensor([1.135784, -0.021866, 0.484692]), "the last batch, which is smaller, was left out", EVERY
            ),
            Mistake(torch.tensor([0.5, -1.0, 0.25]), "no step has moved the model", STEPS),
        ],
        next=STEPS,
    )
    expect_accuracies(told["returned"], [0.5])


@exercise("train_model", points=0.5)
def test_the_optimizer_that_is_given(student):
    """train_model with another optimizer: one that keeps half of its last move (momentum 0.5), two epochs"""
    told = one_pixel(student, (4.0, 0.5), 2)
    use_it = "every parameter has to be moved by the opt that was given, and by nothing else"
    expect_close(
        told["numbers"],
        torch.tensor([2.38487, -2.782148]),
        words="weight and bias as this optimizer moves them",
        mistakes=[
            Mistake(
                torch.tensor([1.218938, -2.514496]), "this is plain gradient descent: opt has not been used", use_it
            ),
            Mistake(torch.tensor([-0.5, -2.0]), "no step has moved the model", use_it),
            Mistake(
                torch.tensor([1.772328, -2.402332]),
                "the optimizer was made anew in each epoch, and has lost its memory",
                use_it,
            ),
            Mistake(torch.tensor([6.52671, -4.101055]), CLEAR, "backward() adds to the gradient that is there"),
            Mistake(torch.tensor([3.993087, -2.548264]), CLEAR, "backward() adds to the gradient that is there"),
        ],
        next=use_it,
    )
    expect_accuracies(told["returned"], [0.25, 0.75])


# ---------------------------------------------------------------------------------------------------------------- relu

BELOW = "what has to stand in the place of a number below 0?"
ABOVE = "a number above 0 stays as it is, however large"


@exercise("relu", points=0.25)
def test_relu_worked_example(student, device):
    """relu of (−2, −0.5, 0.25, 3)"""
    x = torch.tensor([-2.0, -0.5, 0.25, 3.0], device=device)
    expect_close(
        student.call("relu", x),
        torch.tensor([0.0, 0.0, 0.25, 3.0]),
        words="four numbers, with 0 in the place of the two below 0",
        mistakes=[
            Mistake(
                torch.tensor([2.0, 0.5, 0.25, 3.0]),
                "this is the absolute value: numbers below 0 were made positive",
                "ReLU does not flip a number, it replaces it",
            ),
            Mistake(
                torch.tensor([-2.0, -0.5, 0.0, 0.0]), "the numbers below 0 were kept, and those above 0 are gone", BELOW
            ),
            Mistake(torch.tensor([0.0, 0.0, 0.25, 1.0]), "the numbers above 1 were cut off, too", ABOVE),
            Mistake(
                torch.tensor([0.0, 0.0, 1.0, 1.0]), "this says where a number is above 0, and not which number", ABOVE
            ),
            Mistake(
                torch.tensor([False, False, True, True]),
                "this says where a number is above 0, and not which number",
                "how do you get from True and False to the numbers?",
            ),
            Mistake(torch.tensor([0.25, 3.0]), "the numbers below 0 were left out: the shape is another one", BELOW),
            Mistake(
                torch.tensor([-0.02, -0.005, 0.25, 3.0]),
                "this is the leaky ReLU: a little of the numbers below 0 is left",
                BELOW,
            ),
            Mistake(
                torch.tensor([0.119203, 0.377541, 0.562177, 0.952574]),
                "this is the sigmoid",
                "ReLU has one bend and straight pieces",
            ),
            Mistake(
                torch.tensor([0.126928, 0.474077, 0.825939, 3.048587]),
                "this is the softplus, a soft ReLU without a corner",
                BELOW,
            ),
            Mistake(torch.tensor([-0.864665, -0.393469, 0.25, 3.0]), "this is the ELU, a relative of ReLU", BELOW),
            Mistake(
                torch.tensor([-0.0455, -0.154269, 0.149677, 2.99595]), "this is the GELU, a relative of ReLU", BELOW
            ),
            Mistake(torch.tensor([2.0, 0.5, 0.0, 0.0]), "this is the ReLU of the numbers with the other sign", BELOW),
            Mistake(torch.tensor([-2.0, -0.5, 0.25, 3.0]), "the numbers are as they were", BELOW),
            Mistake(3.0, "this is the largest of the numbers", "ReLU looks at each number by itself"),
        ],
        kinds="tensor",
        next="what becomes of −2? What becomes of 3?",
    )


@exercise("relu", points=0.25)
def test_relu_of_other_shapes(student, device):
    """relu of a single number, shape (), and of a table"""
    for number, right in ((-1.5, 0.0), (40.0, 40.0), (0.001, 0.001)):
        expect_close(
            student.call("relu", torch.tensor(number, device=device)),
            torch.tensor(right),
            words=f"relu of {number:g} in a tensor of shape ()",
            atol=1e-7,
            kinds="tensor",
            mistakes=[Mistake(6.0, "the numbers above 6 were cut off", ABOVE)],
            next="does your function need more than one number, or a certain number of axes?",
        )
    table = torch.tensor([[5.0, -7.0, 0.5], [-0.25, 120.0, -90.0]], device=device)
    expect_close(
        student.call("relu", table),
        torch.tensor([[5.0, 0.0, 0.5], [0.0, 120.0, 0.0]]),
        words="a table of the same shape",
        mistakes=[
            Mistake(torch.tensor([5.0, 0.0, 0.5, 0.0, 120.0, 0.0]), "the table has become one row", "the shape stays"),
            Mistake(torch.tensor([[5.0, 0.0, 0.5], [0.0, 6.0, 0.0]]), "the numbers above 6 were cut off", ABOVE),
        ],
        kinds="tensor",
        next="every number by itself, the shape stays",
    )


@probe
def slopes(notebook, x, weights):
    """The gradient of a weighted sum of relu(x); False where the result no longer tracks gradients."""
    x = x.detach().clone().requires_grad_()
    result = notebook.relu(x)
    if not isinstance(result, torch.Tensor) or not result.requires_grad:
        return False
    torch.autograd.backward([result], [weights])
    return x.grad


@exercise("relu", points=0.25)
def test_relu_gradient(student, device):
    """the gradient that comes back through relu of (−2, −0.5, 0.25, 3), when 2, 3, 5, 7 are sent back"""
    x = torch.tensor([-2.0, -0.5, 0.25, 3.0], device=device)
    got = student.probe(slopes, x, torch.tensor([2.0, 3.0, 5.0, 7.0], device=device))
    expect(
        got is not False,
        expected="the result tracks gradients, as its input does",
        got="a result without a graph",
        why="the way back for the gradient is cut: by detach, .data, .item(), NumPy, no_grad or a new tensor",
        next="compute the result with operations of PyTorch on x itself",
    )
    expect_close(
        got,
        torch.tensor([0.0, 0.0, 5.0, 7.0]),
        words="5 and 7 come through unchanged, 2 and 3 do not come through",
        mistakes=[Mistake(torch.tensor([-2.0, -3.0, 5.0, 7.0]), "this is the gradient of the absolute value", BELOW)],
        next="the slope is 0 on the left and 1 on the right",
    )


# ------------------------------------------------------------------------------------------------------ quiz_one_layer


def expect_layer(got, weights, bias, w_mistakes=(), b_mistakes=()):
    """An answer to the quiz must be these weights and this bias."""
    expect(
        isinstance(got, list | tuple) and len(got) == 2,
        expected="two tensors, the weights and the bias",
        got=describe(got),
        why="your function ended without a return" if got is None else "",
        next="return both, with a comma between them",
    )
    expect_close(
        got[0],
        torch.tensor(weights),
        words="the weights of the one layer",
        mistakes=w_mistakes,
        next="multiply out: what stands next to xb in the end?",
        kinds="tensor",
    )
    expect_close(
        got[1],
        torch.tensor(bias),
        words="the bias of the one layer",
        mistakes=b_mistakes,
        next="what comes out when xb is all zeros? The first bias has to go through the second layer",
        kinds="tensor",
    )


THROUGH = "the first bias passes through the second layer: what does that do to it?"


@exercise("quiz_one_layer", points=0.25)
def test_quiz_worked_example(student, device):
    """quiz_one_layer for 3x + 1, then −2h + 5"""
    numbers = ([[3.0]], [1.0], [[-2.0]], [5.0])
    expect_layer(
        student.call("quiz_one_layer", *(torch.tensor(part, device=device) for part in numbers)),
        [[-6.0]],
        [3.0],
        [
            Mistake(
                torch.tensor([[1.0]]), "the weights were added", "3 times something, and −2 times that: how much is it?"
            ),
            Mistake(
                torch.tensor([3.0]),
                "this is the bias, and the weights were asked for first",
                "the weights come first, then the bias",
            ),
        ],
        [
            Mistake(
                torch.tensor([6.0]), "the two biases were added: the first did not go through the second layer", THROUGH
            ),
            Mistake(torch.tensor([5.0]), "this is the second bias alone", THROUGH),
            Mistake(torch.tensor([-2.0]), "the second bias is missing", "what does the second layer add at its end?"),
            Mistake(torch.tensor([16.0]), "the layers were taken in the other order", "which layer comes first?"),
        ],
    )


@exercise("quiz_one_layer", points=0.25)
def test_quiz_tables(student, device):
    """quiz_one_layer for layers with 2 inputs, 3 hidden activations and 2 outputs"""
    numbers = (
        [[1.0, 2.0, 0.0], [0.0, -1.0, 3.0]],
        [1.0, 0.0, -1.0],
        [[2.0, 1.0], [1.0, 1.0], [1.0, 0.0]],
        [10.0, 20.0],
    )
    expect_layer(
        student.call("quiz_one_layer", *(torch.tensor(part, device=device) for part in numbers)),
        [[4.0, 3.0], [2.0, -1.0]],
        [11.0, 21.0],
        [
            Mistake(
                torch.tensor([[4.0, 3.0], [2.0, -1.0]]).T,
                "rows and columns are swapped",
                "inputs are rows, outputs columns",
            )
        ],
        [
            Mistake(torch.tensor([10.0, 20.0]), "this is the second bias alone", THROUGH),
            Mistake(
                torch.tensor([1.0, 1.0]), "the second bias is missing", "what does the second layer add at its end?"
            ),
        ],
    )


# ---------------------------------------------------------------------------------------------------------- simple_net


@exercise("simple_net", points=0.5)
def test_simple_net_worked_example(student, device):
    """simple_net of two images with two pixels, three hidden activations, one output"""
    numbers = (
        [[1.0, 2.0], [0.0, -1.0]],
        [[1.0, 0.5, -1.0], [0.5, -1.0, 1.0]],
        [0.0, 0.0, -0.5],
        [[1.0], [-3.0], [-2.0]],
        [0.25],
    )
    column = "(B, n_out): a column, also where there is one output only"
    expect_close(
        student.call("simple_net", *(torch.tensor(part, device=device) for part in numbers)),
        torch.tensor([[1.25], [-2.75]]),
        words="one activation for each of the two images, shape (2, 1)",
        mistakes=[
            Mistake(
                torch.tensor([[5.75], [-0.25]]),
                "there is no bend: these are two linear layers, one after the other",
                "what has to happen to the hidden activations before the second layer?",
            ),
            Mistake(
                torch.tensor([[1.25], [0.0]]),
                "the activations of the output are bent, too",
                "in which place of the network does the ReLU stand?",
            ),
            Mistake(
                torch.tensor([[5.75], [0.0]]),
                "the ReLU stands behind the second layer",
                "in which place of the network does the ReLU stand?",
            ),
            Mistake(
                torch.tensor([[-3.25], [-5.25]]),
                "the hidden activations went through the absolute value",
                "ReLU does not flip a number, it replaces it",
            ),
            Mistake(
                torch.tensor([[1.0], [-3.0]]), "the second bias is missing", "what does a linear layer add at its end?"
            ),
            Mistake(
                torch.tensor([[0.25], [-2.75]]), "the first bias is missing", "what does a linear layer add at its end?"
            ),
            Mistake(torch.tensor([[1.25, -2.75]]), "the activations stand in a row, and not in a column", column),
            Mistake(torch.tensor([1.25, -2.75]), "the axis of the outputs is gone", column),
            Mistake(
                torch.tensor([[0.777300], [0.060087]]),
                "a sigmoid stands at the end",
                "mnist_loss has the sigmoid already",
            ),
            Mistake(
                torch.tensor([[-0.661398], [-1.930486]]),
                "a sigmoid stands between the layers, and no ReLU",
                "which function with one bend was asked for?",
            ),
            Mistake(
                torch.tensor([[0.25], [0.25]]),
                "no hidden activation came through",
                "which numbers does ReLU let through?",
            ),
        ],
        kinds="tensor",
        next="compare with the table, line by line: first layer, ReLU, second layer",
    )


@exercise("simple_net", points=0.25)
def test_simple_net_of_one_image(student, device):
    """simple_net of one image with three pixels, two hidden activations and two outputs"""
    numbers = (
        [[1.0, -1.0, 2.0]],
        [[2.0, 1.0], [1.0, 3.0], [-1.0, 1.5]],
        [0.5, 1.0],
        [[1.0, -1.0], [4.0, -2.0]],
        [-1.0, 0.75],
    )
    expect_close(
        student.call("simple_net", *(torch.tensor(part, device=device) for part in numbers)),
        torch.tensor([[7.0, -3.25]]),
        words="one row of two activations, shape (1, 2)",
        mistakes=[
            Mistake(
                torch.tensor([[6.5, -2.75]]),
                "there is no bend: these are two linear layers, one after the other",
                "what has to happen to the hidden activations before the second layer?",
            ),
            Mistake(
                torch.tensor([7.0, -3.25]),
                "the axis of the images is gone, because there is one image only",
                "one image is still a batch",
            ),
        ],
        next="let the sizes come from what is given: no 784, no 30, no 1 in the code",
    )


@probe
def net_gradients(notebook, given, weights):
    """The gradients of a weighted sum of simple_net's activations; False where they no longer track gradients."""
    xb, *parameters = [part.detach().clone() for part in given]
    parameters = [parameter.requires_grad_() for parameter in parameters]
    result = notebook.simple_net(xb, *parameters)
    if not isinstance(result, torch.Tensor) or not result.requires_grad:
        return False
    torch.autograd.backward([result], [weights])
    return [parameter.grad for parameter in parameters]


@exercise("simple_net", points=0.25)
def test_simple_net_gradients(student, device):
    """the gradients of all four parameters of simple_net in the worked example, when 1 and 10 are sent back"""
    numbers = (
        [[1.0, 2.0], [0.0, -1.0]],
        [[1.0, 0.5, -1.0], [0.5, -1.0, 1.0]],
        [0.0, 0.0, -0.5],
        [[1.0], [-3.0], [-2.0]],
        [0.25],
    )
    given = [torch.tensor(part, device=device) for part in numbers]
    got = student.probe(net_gradients, given, torch.tensor([[1.0], [10.0]], device=device))
    expect(
        got is not False,
        expected="the activations track gradients",
        got="activations without a graph",
        why="the way back for the gradient is cut: by detach, .data, .item(), NumPy, no_grad or a new tensor",
        next="use the parameters as they are given",
    )
    right = {
        "w1": [[1.0, 0.0, -2.0], [2.0, 30.0, -4.0]],
        "b1": [1.0, -30.0, -2.0],
        "w2": [[2.0], [10.0], [0.5]],
        "b2": [11.0],
    }
    for (name, want), gradient in zip(right.items(), got, strict=True):
        missing = gradient is None
        expect(
            not missing,
            expected=f"{name} gets a gradient",
            got="no gradient",
            why=f"{name} has no part in the result",
            next="use all four parameters as they are given",
        )
        expect_close(
            gradient, torch.tensor(want), words=f"the gradient of {name}", next="through which steps does it come back?"
        )
