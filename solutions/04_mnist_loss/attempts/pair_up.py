# %% mistake: a bare zip
# why: a zip is a walk
def pair_up(xs, ys):
    return zip(xs, ys)

# %% mistake: a generator
# why: a generator is a walk
def pair_up(xs, ys):
    return ((x, y) for x, y in zip(xs, ys))

# %% mistake: yield
# why: a generator is a walk
def pair_up(xs, ys):
    for x, y in zip(xs, ys):
        yield x, y

# %% mistake: a map
# why: a map is a walk
def pair_up(xs, ys):
    return map(lambda x, y: (x, y), xs, ys)

# %% mistake: the two of them
# why: there are two things in it
def pair_up(xs, ys):
    return (xs, ys)

# %% mistake: one behind the other
# why: one behind the other
def pair_up(xs, ys):
    return list(xs) + list(ys)

# %% mistake: each with each
# why: every x is paired with every y
def pair_up(xs, ys):
    return [(x, y) for x in xs for y in ys]

# %% mistake: y first
# why: the y stands first
def pair_up(xs, ys):
    return list(zip(ys, xs))

# %% mistake: a dictionary
# why: a dictionary
def pair_up(xs, ys):
    return dict(zip(xs, ys))

# %% mistake: a dictionary with numbers
# why: a walk gives numbers
def pair_up(xs, ys):
    return dict(enumerate(zip(xs, ys)))

# %% mistake: a set
# why: a set has no order
def pair_up(xs, ys):
    return set(zip(xs, ys))

# %% mistake: the last pair is missing
# why: one pair is missing
def pair_up(xs, ys):
    return [(xs[at], ys[at]) for at in range(len(xs) - 1)]

# %% mistake: counted from 1
def pair_up(xs, ys):
    return [None] + list(zip(xs, ys))

# %% mistake: sorted
def pair_up(xs, ys):
    return sorted(zip(xs, ys))

# %% mistake: backward
# why: counted from 1, or stand in another order
def pair_up(xs, ys):
    return list(zip(xs, ys))[::-1]

# %% mistake: glued
# why: glued to one text
def pair_up(xs, ys):
    return [f"{x}{y}" for x, y in zip(xs, ys)]

# %% mistake: with their numbers
def pair_up(xs, ys):
    return list(enumerate(zip(xs, ys)))

# %% mistake: NumPy turns the numbers into texts
def pair_up(xs, ys):
    return np.array(list(zip(xs, ys)))

# %% mistake: a class without a length
class Pairs:
    def __init__(self, xs, ys):
        self.xs, self.ys = xs, ys

    def __getitem__(self, at):
        return self.xs[at], self.ys[at]


def pair_up(xs, ys):
    return Pairs(xs, ys)

# %% mistake: a class that keeps a zip
class Pairs:
    def __init__(self, xs, ys):
        self.xs, self.ys = xs, ys
        self.pairs = zip(xs, ys)

    def __len__(self):
        return len(self.xs)

    def __getitem__(self, at):
        return self.xs[at], self.ys[at]

    def __iter__(self):
        return self.pairs


def pair_up(xs, ys):
    return Pairs(xs, ys)

# %% mistake: a walk that never starts again
class Pairs:
    def __init__(self, xs, ys):
        self.xs, self.ys, self.at = xs, ys, 0

    def __len__(self):
        return len(self.xs)

    def __getitem__(self, at):
        return self.xs[at], self.ys[at]

    def __iter__(self):
        return self

    def __next__(self):
        if self.at == len(self.xs):
            self.at = 0
            raise StopIteration
        self.at += 1
        return self[self.at - 1]


def pair_up(xs, ys):
    return Pairs(xs, ys)

# %% mistake: one list for all
kept = []


def pair_up(xs, ys):
    kept.clear()
    kept.extend(zip(xs, ys))
    return kept

# %% mistake: a list that grows
def pair_up(xs, ys, pairs=[]):
    for x, y in zip(xs, ys):
        pairs.append((x, y))
    return pairs

# %% mistake: the inputs are emptied
def pair_up(xs, ys):
    xs = xs if isinstance(xs, list) else list(xs)
    return [(xs.pop(0), y) for y in list(ys)]

# %% mistake: a DataLoader's dataset, tensors only
# status: raised
def pair_up(xs, ys):
    return torch.utils.data.TensorDataset(xs, ys)

# %% mistake: only the first pair
def pair_up(xs, ys):
    return [(xs[0], ys[0])]

# %% mistake: no return
# why: without a return
def pair_up(xs, ys):
    pairs = list(zip(xs, ys))

# %% mistake: the example is written into the function
def pair_up(xs, ys):
    return [(1, "a"), (2, "b"), (3, "c"), (4, "d")]

# %% mistake: numbers only
def pair_up(xs, ys):
    return [(float(x), str(y)) for x, y in zip(xs, ys)]

# %% mistake: the first four
def pair_up(xs, ys):
    return [(xs[i], ys[i]) for i in range(min(4, len(xs)))]

# %% mistake: equal pairs once
def pair_up(xs, ys):
    pairs = []
    for x, y in zip(xs, ys):
        if not any(x is a and y is b for a, b in pairs) and (isinstance(x, torch.Tensor) or (x, y) not in pairs):
            pairs.append((x, y))
    return pairs

# %% right: zip in a list
def pair_up(xs, ys):
    return list(zip(xs, ys))

# %% right: zip in a tuple
def pair_up(xs, ys):
    return tuple(zip(xs, ys))

# %% right: by number
def pair_up(xs, ys):
    return [(xs[i], ys[i]) for i in range(len(xs))]

# %% right: lists of two
def pair_up(xs, ys):
    pairs = []
    for x, y in zip(xs, ys):
        pairs.append([x, y])
    return pairs

# %% right: a class with a length and items
class Pairs:
    def __init__(self, xs, ys):
        self.xs, self.ys = xs, ys

    def __len__(self):
        return len(self.xs)

    def __getitem__(self, at):
        return self.xs[at], self.ys[at]


def pair_up(xs, ys):
    return Pairs(xs, ys)

# %% right: a class that makes a new walk each time
class Pairs(torch.utils.data.Dataset):
    def __init__(self, xs, ys):
        self.pairs = list(zip(xs, ys))

    def __len__(self):
        return len(self.pairs)

    def __getitem__(self, at):
        return self.pairs[at]

    def __iter__(self):
        yield from zip([x for x, _ in self.pairs], [y for _, y in self.pairs])


def pair_up(xs, ys):
    return Pairs(xs, ys)

# %% right: TensorDataset where it can
def pair_up(xs, ys):
    if isinstance(xs, torch.Tensor) and isinstance(ys, torch.Tensor):
        return torch.utils.data.TensorDataset(xs, ys)
    return list(map(lambda x, y: (x, y), xs, ys))

# %% right: a class that is its own pair_up
class pair_up:
    def __init__(self, xs, ys):
        self.data = [*zip(xs, ys)]

    def __len__(self):
        return len(self.data)

    def __getitem__(self, at):
        return self.data[at]

# %% right: a deque
def pair_up(xs, ys):
    from collections import deque
    return deque(zip(xs, ys))

# %% mistake: a class whose items come in order, whatever is asked
class P:
    def __init__(s, xs, ys):
        s.p = iter(list(zip(xs, ys)))
        s.n = len(xs)

    def __len__(s):
        return s.n

    def __getitem__(s, i):
        return next(s.p)


def pair_up(xs, ys):
    return P(xs, ys)

# %% mistake: a class without an end
class P:
    def __init__(s, xs, ys):
        s.p = list(zip(xs, ys))

    def __len__(s):
        return len(s.p)

    def __getitem__(s, i):
        return s.p[i % len(s.p)]


def pair_up(xs, ys):
    return P(xs, ys)

# %% mistake: each pair a dictionary
def pair_up(xs, ys):
    return [{x: y} for x, y in zip(xs, ys)]

# %% mistake: three in each
def pair_up(xs, ys):
    return [(x, y, 0) for x, y in zip(xs, ys)]

# %% mistake: shifted by one
def pair_up(xs, ys):
    return [(xs[i], ys[i - 1]) for i in range(len(xs))]

# %% mistake: targets as Python numbers
def pair_up(xs, ys):
    return [(x, y.item() if isinstance(y, torch.Tensor) else y) for x, y in zip(xs, ys)]

# %% mistake: the walk through a list
# why: a walk through a list
def pair_up(xs, ys):
    return iter(list(zip(xs, ys)))

# %% mistake: a zip in a list
def pair_up(xs, ys):
    return [zip(xs, ys)]

# %% mistake: ys reversed in place
def pair_up(xs, ys):
    p = list(zip(xs, ys))
    if isinstance(ys, list):
        ys.reverse()
    return p

# %% mistake: one list for all datasets of a class
class P:
    data = []

    def __init__(s, xs, ys):
        P.data = list(zip(xs, ys))

    def __len__(s):
        return len(P.data)

    def __getitem__(s, i):
        return P.data[i]


def pair_up(xs, ys):
    return P(xs, ys)

# %% mistake: zipped and unzipped
def pair_up(xs, ys):
    return list(zip(*zip(xs, ys)))

# %% right: pairs with names
def pair_up(xs, ys):
    from collections import namedtuple

    Pair = namedtuple("Pair", "x y")
    return [Pair(x, y) for x, y in zip(xs, ys)]

# %% right: a NumPy array of objects
def pair_up(xs, ys):
    out = np.empty(len(xs), dtype=object)
    for i in range(len(xs)):
        out[i] = (xs[i], ys[i])
    return out

# %% right: a class that starts its walk anew
class DS:
    def __init__(self, xs, ys):
        self.p = list(zip(xs, ys))
        self.i = 0

    def __len__(self):
        return len(self.p)

    def __getitem__(self, i):
        return self.p[i]

    def __iter__(self):
        self.i = 0
        return self

    def __next__(self):
        if self.i >= len(self.p):
            raise StopIteration
        self.i += 1
        return self.p[self.i - 1]


def pair_up(xs, ys):
    return DS(xs, ys)

# %% right: torch's StackDataset
def pair_up(xs, ys):
    from torch.utils.data import StackDataset

    return StackDataset(xs, ys)
