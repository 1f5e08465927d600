"""Answers to slope, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: the rise alone
# why: this is the rise alone
def slope(f, x_old, x_new):
    return f(x_new) - f(x_old)

# %% mistake: run over rise
# why: this is run over rise
def slope(f, x_old, x_new):
    return (x_new - x_old) / (f(x_new) - f(x_old))

# %% mistake: old minus new below, new minus old above
# why: the sign is the wrong way round
def slope(f, x_old, x_new):
    return (f(x_new) - f(x_old)) / (x_old - x_new)

# %% mistake: no brackets at all
# why: without brackets
def slope(f, x_old, x_new):
    return f(x_new) - f(x_old) / x_new - x_old

# %% mistake: no brackets around the rise
# why: without brackets
def slope(f, x_old, x_new):
    return f(x_new) - f(x_old) / (x_new - x_old)

# %% mistake: no brackets around the run
# why: without brackets
def slope(f, x_old, x_new):
    return (f(x_new) - f(x_old)) / x_new - x_old

# %% mistake: the slope at x_old, by autograd
# why: this is the slope at 3
def slope(f, x_old, x_new):
    x = torch.tensor(float(x_old)).requires_grad_()
    f(x).backward()
    return x.grad.item()

# %% mistake: the slope at x_new, by autograd
# why: this is the slope at 5
def slope(f, x_old, x_new):
    x = torch.tensor(float(x_new)).requires_grad_()
    f(x).backward()
    return x.grad.item()

# %% mistake: the slope in the middle, by autograd
# why: this is the slope at a single place
def slope(f, x_old, x_new):
    x = torch.tensor((x_old + x_new) / 2).requires_grad_()
    f(x).backward()
    return x.grad.item()

# %% mistake: a tiny run at x_old
def slope(f, x_old, x_new):
    h = 1e-6
    return (f(x_old + h) - f(x_old)) / h

# %% mistake: the mean of the slopes at both ends
# why: this is the mean of two slopes
def slope(f, x_old, x_new):
    slopes = []
    for place in (x_old, x_new):
        x = torch.tensor(float(place)).requires_grad_()
        f(x).backward()
        slopes.append(x.grad.item())
    return sum(slopes) / 2

# %% mistake: the size of the run
# why: the sign is lost
def slope(f, x_old, x_new):
    return abs((f(x_new) - f(x_old)) / (x_new - x_old))

# %% mistake: the run without its sign
# why: the sign is lost
def slope(f, x_old, x_new):
    return (f(x_new) - f(x_old)) / abs(x_new - x_old)

# %% mistake: the places are sorted above, but not below
# why: the sign is lost
def slope(f, x_old, x_new):
    left, right = min(x_old, x_new), max(x_old, x_new)
    return (f(x_new) - f(x_old)) / (right - left)

# %% mistake: the slope of x², whatever f is
# why: your function does not use the f
def slope(f, x_old, x_new):
    return x_old + x_new

# %% mistake: the example is written into the function
# why: this is the answer for the worked example
def slope(f, x_old, x_new):
    return 8.0

# %% mistake: both examples are written into the function
def slope(f, x_old, x_new):
    return 8.0 if x_old == 3 else -7.0

# %% mistake: whole numbers only
def slope(f, x_old, x_new):
    return (f(x_new) - f(x_old)) // (x_new - x_old)

# %% mistake: rounded
def slope(f, x_old, x_new):
    return round((f(x_new) - f(x_old)) / (x_new - x_old), 1)

# %% mistake: one value divided by the other
# why: this is one value divided by the other
def slope(f, x_old, x_new):
    return f(x_new) / f(x_old)

# %% mistake: f of the run
def slope(f, x_old, x_new):
    return f(x_new - x_old) / (x_new - x_old)

# %% mistake: each value divided by its place
def slope(f, x_old, x_new):
    return f(x_new) / x_new - f(x_old) / x_old

# %% mistake: sums
# why: you added the values
def slope(f, x_old, x_new):
    return (f(x_new) + f(x_old)) / (x_new + x_old)

# %% mistake: x alone
# why: f was not called
def slope(f, x_old, x_new):
    return (x_new - x_old) / (x_new - x_old)

# %% mistake: rise times run
# why: rise times run
def slope(f, x_old, x_new):
    return (f(x_new) - f(x_old)) * (x_new - x_old)

# %% mistake: a tiny number is added to the run
def slope(f, x_old, x_new):
    return (f(x_new) - f(x_old)) / (x_new - x_old + 0.01)

# %% mistake: a level line is taken for a fault
def slope(f, x_old, x_new):
    rise = f(x_new) - f(x_old)
    if not rise:
        return None
    return rise / (x_new - x_old)

# %% mistake: only to the right
# status: wrong
def slope(f, x_old, x_new):
    if x_new < x_old:
        return 0.0
    return (f(x_new) - f(x_old)) / (x_new - x_old)

# %% mistake: the first answer is kept
def slope(f, x_old, x_new, known={}):
    key = x_old, x_new
    if key not in known:
        known[key] = (f(x_new) - f(x_old)) / (x_new - x_old)
    return known[key]

# %% mistake: a list of one number
# why: this is a list of one number
def slope(f, x_old, x_new):
    return torch.tensor([(f(x_new) - f(x_old)) / (x_new - x_old)])

# %% mistake: text
def slope(f, x_old, x_new):
    return f"{(f(x_new) - f(x_old)) / (x_new - x_old)}"

# %% mistake: rise and run as a pair
def slope(f, x_old, x_new):
    return f(x_new) - f(x_old), x_new - x_old

# %% mistake: a function
def slope(f, x_old, x_new):
    return lambda: (f(x_new) - f(x_old)) / (x_new - x_old)

# %% mistake: printed
def slope(f, x_old, x_new):
    print((f(x_new) - f(x_old)) / (x_new - x_old))

# %% mistake: f is not called
# status: raised
def slope(f, x_old, x_new):
    return (f * x_new - f * x_old) / (x_new - x_old)

# %% mistake: the unfinished cell
# status: not attempted
def slope(f, x_old, x_new):
    """The slope of f between two places: the rise for each unit of run."""
    raise NotImplementedError()

# %% right: with names
def slope(f, x_old, x_new):
    rise = f(x_new) - f(x_old)
    run = x_new - x_old
    return rise / run

# %% right: both from new to old
def slope(f, x_old, x_new):
    return (f(x_old) - f(x_new)) / (x_old - x_new)

# %% right: a line through two points
def slope(f, x_old, x_new):
    return np.polyfit([x_old, x_new], [f(x_old), f(x_new)], 1)[0]

# %% right: a tensor
def slope(f, x_old, x_new):
    x = torch.tensor([x_old, x_new], dtype=torch.float64)
    y = torch.tensor([f(place) for place in x.tolist()], dtype=torch.float64)
    return (y.diff() / x.diff()).squeeze()

# %% right: statistics
def slope(f, x_old, x_new):
    import statistics

    return statistics.linear_regression([x_old, x_new], [f(x_old), f(x_new)]).slope

# %% right: a sorted pair
def slope(f, x_old, x_new):
    (x1, y1), (x2, y2) = sorted((x, f(x)) for x in (x_old, x_new))
    return (y2 - y1) / (x2 - x1)

# %% right: a lambda and NumPy numbers
slope = lambda f, x_old, x_new: np.divide(np.subtract(f(x_new), f(x_old)), x_new - x_old)
