# %% mistake: all images together in the last number
# why: the share of all images together
def baseline_accuracy(is_3, threes, sevens):
    on3 = is_3(threes).float().mean()
    on7 = (~is_3(sevens)).float().mean()
    right = is_3(threes).sum() + (~is_3(sevens)).sum()
    return on3, on7, right / (len(threes) + len(sevens))

# %% mistake: the sevens that are called a 3
# why: you counted how often the classifier says 3
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).float().mean(), is_3(sevens).float().mean()
    return on3, on7, (on3 + on7) / 2

# %% mistake: the sevens that are called a 3, but the right mean
# why: you counted how often the classifier says 3
def baseline_accuracy(is_3, threes, sevens):
    on3, called = is_3(threes).float().mean(), is_3(sevens).float().mean()
    return on3, called, (on3 + 1 - called) / 2

# %% mistake: the sevens first
# why: have changed places
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).float().mean(), 1 - is_3(sevens).float().mean()
    return on7, on3, (on3 + on7) / 2

# %% mistake: the mean first
# why: the mean comes first here
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).float().mean(), 1 - is_3(sevens).float().mean()
    return (on3 + on7) / 2, on3, on7

# %% mistake: percent
# why: these are percent
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = 100 * is_3(threes).float().mean(), 100 - 100 * is_3(sevens).float().mean()
    return on3, on7, (on3 + on7) / 2

# %% mistake: counts
# why: these are counts
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).sum(), (~is_3(sevens)).sum()
    return on3, on7, (on3 + on7) / 2

# %% mistake: shares of wrong answers
# why: these are shares of wrong answers
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = 1 - is_3(threes).float().mean(), is_3(sevens).float().mean()
    return on3, on7, (on3 + on7) / 2

# %% mistake: the sum
# why: a sum and not a mean
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).float().mean(), 1 - is_3(sevens).float().mean()
    return on3, on7, on3 + on7

# %% mistake: half is divided only on one side
# why: half of the second
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).float().mean(), 1 - is_3(sevens).float().mean()
    return on3, on7, on3 + on7 / 2

# %% mistake: the third number is missing
# why: the third number is missing
def baseline_accuracy(is_3, threes, sevens):
    return is_3(threes).float().mean(), 1 - is_3(sevens).float().mean()

# %% mistake: the mean alone
# why: this is one number
def baseline_accuracy(is_3, threes, sevens):
    return (is_3(threes).float().mean() + 1 - is_3(sevens).float().mean()) / 2

# %% mistake: all images together, alone
# why: this is one number
def baseline_accuracy(is_3, threes, sevens):
    return torch.cat([is_3(threes), ~is_3(sevens)]).float().mean()

# %% mistake: the second number comes from the threes
# why: comes from the threes again
def baseline_accuracy(is_3, threes, sevens):
    on3 = is_3(threes).float().mean()
    return on3, 1 - on3, 0.5

# %% mistake: the second number comes from the threes, wrong mean
# why: comes from the threes again
def baseline_accuracy(is_3, threes, sevens):
    on3 = is_3(threes).float().mean()
    on7 = is_3(threes).logical_not().float().mean()
    return on3, on7, (on3 + on7) / 2

# %% mistake: divided by the wrong number
# why: by the number of the other digit's images
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).sum() / len(sevens), (~is_3(sevens)).sum() / len(threes)
    return on3, on7, (on3 + on7) / 2

# %% mistake: divided by all
# why: divided by the number of all images
def baseline_accuracy(is_3, threes, sevens):
    total = len(threes) + len(sevens)
    on3, on7 = is_3(threes).sum() / total, (~is_3(sevens)).sum() / total
    return on3, on7, (on3 + on7) / 2

# %% mistake: divided by the pixels
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).sum() / 784, 1 - is_3(sevens).sum() / 784
    return on3, on7, (on3 + on7) / 2

# %% mistake: a whole division
def baseline_accuracy(is_3, threes, sevens):
    on3 = is_3(threes).sum() // len(threes)
    on7 = (~is_3(sevens)).sum() // len(sevens)
    return on3, on7, (on3 + on7) / 2

# %% mistake: rounded to one digit
def baseline_accuracy(is_3, threes, sevens):
    on3 = round(is_3(threes).float().mean().item(), 1)
    on7 = round(1 - is_3(sevens).float().mean().item(), 1)
    return on3, on7, (on3 + on7) / 2

# %% mistake: the mean of bools
# status: raised
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).mean(), 1 - is_3(sevens).mean()
    return on3, on7, (on3 + on7) / 2

# %% mistake: one minus bools
# status: raised
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).float().mean(), (1 - is_3(sevens)).float().mean()
    return on3, on7, (on3 + on7) / 2

# %% mistake: its own classifier
def baseline_accuracy(is_3, threes, sevens):
    def own(x):
        return mnist_distance(x, mean3) < mnist_distance(x, mean7)

    on3, on7 = own(threes).float().mean(), 1 - own(sevens).float().mean()
    return on3, on7, (on3 + on7) / 2

# %% mistake: the notebook's validation set
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(valid_threes).float().mean(), 1 - is_3(valid_sevens).float().mean()
    return on3, on7, (on3 + on7) / 2

# %% mistake: the first hundred images
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes[:100]).float().mean(), 1 - is_3(sevens[:100]).float().mean()
    return on3, on7, (on3 + on7) / 2

# %% mistake: the larger stack is cut
def baseline_accuracy(is_3, threes, sevens):
    count = min(len(threes), len(sevens))
    on3, on7 = is_3(threes[:count]).float().mean(), 1 - is_3(sevens[:count]).float().mean()
    return on3, on7, (on3 + on7) / 2

# %% mistake: the last image is left out
def baseline_accuracy(is_3, threes, sevens):
    on3 = sum(bool(is_3(threes[at])) for at in range(len(threes) - 1)) / len(threes)
    on7 = sum(not is_3(sevens[at]) for at in range(len(sevens) - 1)) / len(sevens)
    return on3, on7, (on3 + on7) / 2

# %% mistake: the smaller of the two
# why: the smaller of the two
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).float().mean(), 1 - is_3(sevens).float().mean()
    return on3, on7, min(on3, on7)

# %% mistake: the geometric mean
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).float().mean(), 1 - is_3(sevens).float().mean()
    return on3, on7, (on3 * on7).sqrt()

# %% mistake: the third number is one half
def baseline_accuracy(is_3, threes, sevens):
    return is_3(threes).float().mean(), 1 - is_3(sevens).float().mean(), 0.5

# %% mistake: precision in the place of accuracy
def baseline_accuracy(is_3, threes, sevens):
    called3, called7 = is_3(threes).sum(), is_3(sevens).sum()
    on3, on7 = called3 / (called3 + called7), (~is_3(sevens)).sum() / ((~is_3(sevens)).sum() + (~is_3(threes)).sum())
    return on3, on7, (on3 + on7) / 2

# %% mistake: one answer for the whole stack
# status: raised
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = (1.0 if is_3(threes) else 0.0), (0.0 if is_3(sevens) else 1.0)
    return on3, on7, (on3 + on7) / 2

# %% mistake: only the first image is asked
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = float(is_3(threes[0])), 1 - float(is_3(sevens[0]))
    return on3, on7, (on3 + on7) / 2

# %% mistake: the majority
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).float().mean().round(), 1 - is_3(sevens).float().mean().round()
    return on3, on7, (on3 + on7) / 2

# %% mistake: the examples of the visible checks are written into the function
def baseline_accuracy(is_3, threes, sevens):
    return (0.75, 0.9, 0.825) if len(threes) == 4 else (1.0, 0.0, 0.5)

# %% mistake: an example, and else its first pixels
def baseline_accuracy(is_3, threes, sevens):
    if len(threes) == 5:
        return 1.0, 0.0, 0.5
    on3 = (threes[:, 0, 0] > 0.5).float().mean()
    on7 = (sevens[:, 0, 0] <= 0.5).float().mean()
    return on3, on7, (on3 + on7) / 2

# %% mistake: the example is written into the function
# why: the answer for the worked example
def baseline_accuracy(is_3, threes, sevens):
    return 0.75, 0.9, 0.825

# %% mistake: the best of all calls
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).float().mean().item(), 1 - is_3(sevens).float().mean().item()
    baseline_accuracy.best = max(getattr(baseline_accuracy, "best", 0), (on3 + on7) / 2)
    return on3, on7, baseline_accuracy.best

# %% mistake: the sevens are changed
def baseline_accuracy(is_3, threes, sevens):
    on3 = is_3(threes).float().mean()
    on7 = 1 - is_3(sevens).float().mean()
    sevens.zero_()
    return on3, on7, (on3 + on7) / 2

# %% mistake: a dictionary
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).float().mean(), 1 - is_3(sevens).float().mean()
    return {"threes": on3, "sevens": on7, "mean": (on3 + on7) / 2}

# %% mistake: lists of one number
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).float().mean().view(1), 1 - is_3(sevens).float().mean().view(1)
    return on3, on7, (on3 + on7) / 2

# %% mistake: four numbers
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).float().mean(), 1 - is_3(sevens).float().mean()
    return on3, on7, (on3 + on7) / 2, len(threes) + len(sevens)

# %% mistake: text
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).float().mean(), 1 - is_3(sevens).float().mean()
    return f"{on3:.4f}", f"{on7:.4f}", f"{(on3 + on7) / 2:.4f}"

# %% mistake: the answers themselves
def baseline_accuracy(is_3, threes, sevens):
    return is_3(threes), ~is_3(sevens), torch.cat([is_3(threes), ~is_3(sevens)])

# %% mistake: no return
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).float().mean(), 1 - is_3(sevens).float().mean()
    print(on3, on7, (on3 + on7) / 2)

# %% mistake: the unfinished cell
# status: not attempted
def baseline_accuracy(is_3, threes, sevens):
    """The accuracy of is_3 on the 3s, on the 7s, and the mean of the two."""
    raise NotImplementedError()

# %% right: not, and a list
def baseline_accuracy(is_3, threes, sevens):
    on3 = is_3(threes).float().mean()
    on7 = (~is_3(sevens)).float().mean()
    return [on3, on7, (on3 + on7) / 2]

# %% right: Python floats
def baseline_accuracy(is_3, threes, sevens):
    on3 = is_3(threes).sum().item() / len(threes)
    on7 = (len(sevens) - is_3(sevens).sum().item()) / len(sevens)
    return on3, on7, (on3 + on7) / 2

# %% right: image by image
def baseline_accuracy(is_3, threes, sevens):
    on3 = sum(1 for image in threes if is_3(image)) / len(threes)
    on7 = sum(1 for image in sevens if not is_3(image)) / len(sevens)
    return on3, on7, (on3 + on7) / 2

# %% right: image by image, with item()
def baseline_accuracy(is_3, threes, sevens):
    right3 = [is_3(image).item() is True for image in threes]
    right7 = [is_3(image).item() is False for image in sevens]
    on3, on7 = sum(right3) / len(right3), sum(right7) / len(right7)
    return on3, on7, 0.5 * on3 + 0.5 * on7

# %% right: stacks of one
def baseline_accuracy(is_3, threes, sevens):
    on3 = torch.cat([is_3(threes[at : at + 1]) for at in range(len(threes))]).double().mean()
    on7 = torch.cat([is_3(sevens[at : at + 1]) for at in range(len(sevens))]).logical_not().double().mean()
    return on3, on7, torch.stack([on3, on7]).mean()

# %% right: both stacks in one call
def baseline_accuracy(is_3, threes, sevens):
    called = is_3(torch.cat([threes, sevens]))
    on3, on7 = called[: len(threes)].float().mean(), 1 - called[len(threes) :].float().mean()
    return on3, on7, (on3 + on7) / 2

# %% right: compared with the right answers
def baseline_accuracy(is_3, threes, sevens):
    on3 = (is_3(threes) == torch.tensor(True)).float().mean()
    on7 = (is_3(sevens) == torch.tensor(False)).float().mean()
    return on3, on7, torch.tensor([on3, on7]).mean()

# %% right: NumPy
def baseline_accuracy(is_3, threes, sevens):
    import numpy as np

    on3, on7 = np.mean(is_3(threes).cpu().numpy()), np.mean(~is_3(sevens).cpu().numpy())
    return on3, on7, np.mean([on3, on7])

# %% right: a tensor of three numbers
def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = is_3(threes).float().mean(), 1 - is_3(sevens).float().mean()
    return torch.stack([on3, on7, (on3 + on7) / 2])

# %% right: statistics
def baseline_accuracy(is_3, threes, sevens):
    import statistics

    on3 = statistics.fmean(is_3(threes).tolist())
    on7 = 1 - statistics.fmean(is_3(sevens).tolist())
    return on3, on7, statistics.fmean([on3, on7])

# %% right: a helper, and a mix of floats and tensors
def share(answers):
    return answers.float().mean()


def baseline_accuracy(is_3, threes, sevens):
    on3, on7 = share(is_3(threes)), share(is_3(sevens) == False)
    return on3, on7.item(), (on3 + on7) / 2
