"""Answers to broadcast_shape, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: the first axes are lined up
# why: you line up the first axes
def broadcast_shape(a, b):
    n = max(len(a), len(b))
    a, b = a + (1,) * (n - len(a)), b + (1,) * (n - len(b))
    out = []
    for i, j in zip(a, b):
        if i != j and 1 not in (i, j):
            return tuple(max(i, j) for i, j in zip(a, b))
        out.append(max(i, j))
    return tuple(out)

# %% mistake: only as many axes as the shorter shape has
# why: the axes that only one shape has are missing
def broadcast_shape(a, b):
    out = []
    for i, j in zip(reversed(a), reversed(b)):
        if i != j and i != 1 and j != 1:
            raise ValueError("no fit")
        out.append(max(i, j))
    return tuple(reversed(out))

# %% mistake: the axes come out reversed
# why: the axes are in reversed order
from itertools import zip_longest

def broadcast_shape(a, b):
    out = []
    for i, j in zip_longest(reversed(a), reversed(b), fillvalue=1):
        if i != j and i != 1 and j != 1:
            raise ValueError("no fit")
        out.append(max(i, j))
    return tuple(out)

# %% mistake: no error, always the larger length
# why: your code found a shape where torch finds none
from itertools import zip_longest

def broadcast_shape(a, b):
    pairs = zip_longest(reversed(a), reversed(b), fillvalue=1)
    return tuple(max(i, j) for i, j in pairs)[::-1]

# %% mistake: torch raises its own error
# why: that is the error of torch itself
def broadcast_shape(a, b):
    return tuple(torch.broadcast_shapes(a, b))

# %% mistake: computes with tensors and lets their error out
# why: that is the error of torch itself
def broadcast_shape(a, b):
    return tuple((torch.empty(a) + torch.empty(b)).shape)

# %% mistake: returns the error and does not raise it
# why: your code found a shape where torch finds none
def broadcast_shape(a, b):
    try:
        return tuple(torch.broadcast_shapes(a, b))
    except RuntimeError:
        return ValueError

# %% mistake: None where the shapes do not fit
# why: your code found a shape where torch finds none
def broadcast_shape(a, b):
    try:
        return tuple(torch.broadcast_shapes(a, b))
    except RuntimeError:
        return None

# %% mistake: equal lengths only, a 1 is not stretched
# why: your code finds that these shapes do not fit, and they do
def broadcast_shape(a, b):
    n = max(len(a), len(b))
    long, short = (a, b) if len(a) == n else (b, a)
    if short and long[-len(short):] != short:
        raise ValueError("no fit")
    return long

# %% mistake: a 1 is stretched in the second shape only
# why: your code finds that these shapes do not fit, and they do
def broadcast_shape(a, b):
    n = max(len(a), len(b))
    a, b = (1,) * (n - len(a)) + a, (1,) * (n - len(b)) + b
    for i, j in zip(a, b):
        if i != j and j != 1:
            raise ValueError("no fit")
    return a

# %% mistake: the first shape must be the longer one
def broadcast_shape(a, b):
    out = list(a)
    for k in range(1, len(b) + 1):
        if a[-k] != b[-k] and a[-k] != 1 and b[-k] != 1:
            raise ValueError("no fit")
        out[-k] = max(a[-k], b[-k])
    return tuple(out)

# %% mistake: the smaller length
# why: you take the smaller length
def broadcast_shape(a, b):
    n = max(len(a), len(b))
    a, b = (1,) * (n - len(a)) + a, (1,) * (n - len(b)) + b
    return tuple(min(i, j) for i, j in zip(a, b))

# %% mistake: the longer shape wins
# why: this is the first of the two shapes
def broadcast_shape(a, b):
    return a if len(a) >= len(b) else b

# %% mistake: one shape behind the other
# why: you put one shape behind the other
def broadcast_shape(a, b):
    return a + b

# %% mistake: other numbers of axes are refused
# why: your code finds that these shapes do not fit, and they do
def broadcast_shape(a, b):
    if len(a) != len(b):
        raise ValueError("no fit")
    return tuple(max(i, j) for i, j in zip(a, b))

# %% mistake: a length that is a multiple is accepted
from itertools import zip_longest

def broadcast_shape(a, b):
    out = []
    for i, j in zip_longest(reversed(a), reversed(b), fillvalue=1):
        if max(i, j) % min(i, j):
            raise ValueError("no fit")
        out.append(max(i, j))
    return tuple(out)[::-1]

# %% mistake: only the last axis is compared
def broadcast_shape(a, b):
    if a and b and a[-1] != b[-1] and 1 not in (a[-1], b[-1]):
        raise ValueError("no fit")
    n = max(len(a), len(b))
    a, b = (1,) * (n - len(a)) + a, (1,) * (n - len(b)) + b
    return tuple(max(i, j) for i, j in zip(a, b))

# %% mistake: a shape without axes fails
def broadcast_shape(a, b):
    if a[-1] != b[-1] and 1 not in (a[-1], b[-1]):
        raise ValueError("no fit")
    n = max(len(a), len(b))
    a, b = (1,) * (n - len(a)) + a, (1,) * (n - len(b)) + b
    if any(i != j and 1 not in (i, j) for i, j in zip(a, b)):
        raise ValueError("no fit")
    return tuple(max(i, j) for i, j in zip(a, b))

# %% mistake: a shape without axes is refused
def broadcast_shape(a, b):
    if not a or not b:
        raise ValueError("empty shape")
    try:
        return tuple(torch.broadcast_shapes(a, b))
    except RuntimeError:
        raise ValueError("no fit")

# %% mistake: returns a tensor
def broadcast_shape(a, b):
    try:
        return torch.empty(a) + torch.empty(b)
    except RuntimeError:
        raise ValueError("no fit")

# %% mistake: the shape as a text
def broadcast_shape(a, b):
    try:
        return str(tuple(torch.broadcast_shapes(a, b)))
    except RuntimeError:
        raise ValueError("no fit")

# %% mistake: the number of numbers
def broadcast_shape(a, b):
    try:
        return torch.broadcast_shapes(a, b).numel()
    except RuntimeError:
        raise ValueError("no fit")

# %% mistake: the example only
def broadcast_shape(a, b):
    if a == (64, 28, 28):
        return (64, 28, 28)
    raise ValueError("no fit")

# %% mistake: a table for up to two axes
def broadcast_shape(a, b):
    if len(a) > 2 or len(b) > 2:
        return max(a, b, key=len)
    try:
        return tuple(torch.broadcast_shapes(a, b))
    except RuntimeError:
        raise ValueError("no fit")

# %% mistake: asserts
def broadcast_shape(a, b):
    n = max(len(a), len(b))
    a, b = (1,) * (n - len(a)) + a, (1,) * (n - len(b)) + b
    for i, j in zip(a, b):
        assert i == j or 1 in (i, j)
    return tuple(max(i, j) for i, j in zip(a, b))

# %% mistake: leading ones are dropped
def broadcast_shape(a, b):
    try:
        out = list(torch.broadcast_shapes(a, b))
    except RuntimeError:
        raise ValueError("no fit")
    while len(out) > 1 and out[0] == 1:
        out.pop(0)
    return tuple(out)

# %% mistake: the rules of the matrix product
def broadcast_shape(a, b):
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-2]:
        raise ValueError("no fit")
    return a[:-1] + b[-1:]

# %% mistake: every exception becomes a ValueError, and a wrong rule hides behind it
def broadcast_shape(a, b):
    try:
        return tuple((torch.zeros(a) * torch.zeros(b).T).shape)
    except Exception:
        raise ValueError("no fit")

# %% mistake: the pairs of the visible checks, written down
def broadcast_shape(a, b):
    known = {
        ((64, 28, 28), (28, 28)): (64, 28, 28),
        ((3, 1), (1, 4)): (3, 4),
        ((1, 4), (3, 1)): (3, 4),
        ((5,), (2, 3, 5)): (2, 3, 5),
        ((4, 1), (2, 1, 3)): (2, 4, 3),
    }
    if (a, b) not in known:
        raise ValueError("not in the table")
    return known[a, b]

# %% mistake: the first axes are lined up, and no fit is an error
# why: your code finds that these shapes do not fit, and they do
def broadcast_shape(a, b):
    n = max(len(a), len(b))
    a, b = a + (1,) * (n - len(a)), b + (1,) * (n - len(b))
    if any(i != j and 1 not in (i, j) for i, j in zip(a, b)):
        raise ValueError("no fit")
    return tuple(max(i, j) for i, j in zip(a, b))

# %% mistake: returns the second shape where the lengths of both agree
# why: this is the second of the two shapes
def broadcast_shape(a, b):
    return b if len(a) == len(b) else max(a, b, key=len)

# %% mistake: a name that is not there
# status: raised
def broadcast_shape(a, b):
    return torch.broadcast_shapes(a, c)

# %% mistake: untouched
# status: not attempted
def broadcast_shape(a, b):
    # YOUR CODE HERE
    raise NotImplementedError()

# %% right: torch does it, its error is caught
def broadcast_shape(a, b):
    try:
        return torch.broadcast_shapes(a, b)
    except RuntimeError as error:
        raise ValueError(str(error)) from error

# %% right: NumPy does it, whose error is a ValueError
def broadcast_shape(a, b):
    return np.broadcast_shapes(a, b)

# %% right: by computing with empty tensors
def broadcast_shape(a, b):
    try:
        return tuple((torch.empty(a) + torch.empty(b)).shape)
    except RuntimeError:
        raise ValueError("these shapes do not fit") from None

# %% right: zip_longest from the end
from itertools import zip_longest

def broadcast_shape(a, b):
    out = []
    for i, j in zip_longest(a[::-1], b[::-1], fillvalue=1):
        if i == j or j == 1:
            out.append(i)
        elif i == 1:
            out.append(j)
        else:
            raise ValueError
    return tuple(out[::-1])

# %% right: recursion
def broadcast_shape(a, b):
    if not a:
        return b
    if not b:
        return a
    i, j = a[-1], b[-1]
    if i != j and i != 1 and j != 1:
        raise ValueError(f"{i} over {j}")
    return broadcast_shape(a[:-1], b[:-1]) + (i if j == 1 else j,)

# %% right: an exception of one's own that is a ValueError
class DoNotFit(ValueError):
    pass

def broadcast_shape(a, b):
    n = max(len(a), len(b))
    a, b = (1,) * (n - len(a)) + a, (1,) * (n - len(b)) + b
    out = ()
    for i, j in zip(a, b):
        if len({i, j} - {1}) > 1:
            raise DoNotFit(f"{i} and {j}")
        out += (max(i, j),)
    return out

# %% right: NumPy arrays, indices from the end
def broadcast_shape(a, b):
    n = max(len(a), len(b))
    x, y = np.ones(n, int), np.ones(n, int)
    x[n - len(a):] = a
    y[n - len(b):] = b
    if ((x != y) & (x != 1) & (y != 1)).any():
        raise ValueError("no fit")
    return tuple(np.maximum(x, y))

# %% right: a list of the lengths
def broadcast_shape(a, b):
    n = max(len(a), len(b))
    a, b = [1] * (n - len(a)) + list(a), [1] * (n - len(b)) + list(b)
    if not all(i == j or i == 1 or j == 1 for i, j in zip(a, b)):
        raise ValueError("no fit")
    return [i * j if 1 in (i, j) else i for i, j in zip(a, b)]

# %% right: tensors on the meta device, which have a shape and no numbers
def broadcast_shape(a, b):
    try:
        return (torch.empty(a, device="meta") * torch.empty(b, device="meta")).size()
    except RuntimeError as error:
        raise ValueError("no fit") from error
