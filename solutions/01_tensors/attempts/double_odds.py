"""Answers to double_odds, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: keeps the even numbers
# why: you kept the even numbers
def double_odds(xs):
    return [2 * x for x in xs if x % 2 == 0]

# %% mistake: doubles everything
# why: you kept all numbers
def double_odds(xs):
    return [x * 2 for x in xs]

# %% mistake: filters, and does not double
# why: they are not doubled
def double_odds(xs):
    return [x for x in xs if x % 2]

# %% mistake: squares
# why: you squared the odd ones
def double_odds(xs):
    return [x ** 2 for x in xs if x % 2]

# %% mistake: every other place of the list
# why: every other place
def double_odds(xs):
    return [2 * x for x in xs[::2]]

# %% mistake: odd places instead of odd numbers
# why: every other place
def double_odds(xs):
    return [2 * x for i, x in enumerate(xs) if i % 2 == 1]

# %% mistake: math.fmod, which is -1 for negative odd numbers
# why: the negative odd numbers are missing
import math

def double_odds(xs):
    return [2 * x for x in xs if math.fmod(x, 2) == 1]

# %% mistake: sorted
# why: in another order
def double_odds(xs):
    return sorted(2 * x for x in xs if x % 2)

# %% mistake: keeps the even ones undoubled
# why: kept the even ones, too
def double_odds(xs):
    return [2 * x if x % 2 else x for x in xs]

# %% mistake: the list is emptied on the way
def double_odds(xs):
    out = []
    while xs:
        x = xs.pop(0)
        if x % 2:
            out.append(2 * x)
    return out

# %% mistake: changes the list in place and returns it
def double_odds(xs):
    for x in list(xs):
        if x % 2 == 0:
            xs.remove(x)
    for i in range(len(xs)):
        xs[i] *= 2
    return xs

# %% mistake: prints and returns nothing
def double_odds(xs):
    print([2 * x for x in xs if x % 2])

# %% mistake: stops after the first odd number
# why: only the first odd number is there
def double_odds(xs):
    for x in xs:
        if x % 2:
            return [2 * x]

# %% mistake: drops repeated numbers
def double_odds(xs):
    return list(dict.fromkeys(2 * x for x in xs if x % 2))

# %% mistake: a set, so that order and repetition are lost
def double_odds(xs):
    return {2 * x for x in xs if x % 2}

# %% mistake: a generator and not a list
def double_odds(xs):
    return (2 * x for x in xs if x % 2)

# %% mistake: results pile up over the calls
def double_odds(xs, out=[]):
    for x in xs:
        if x % 2:
            out.append(2 * x)
    return out

# %% mistake: the example, written down
def double_odds(xs):
    return [14, 18, 6, 10]

# %% mistake: an index that starts at 1
# why: the 7 at the start is missing
def double_odds(xs):
    return [2 * xs[i] for i in range(1, len(xs)) if xs[i] % 2]

# %% mistake: fails on an empty list
# status: raised
def double_odds(xs):
    first = xs[0]
    return [2 * x for x in [first, *xs[1:]] if x % 2]

# %% mistake: None where nothing is to be kept
def double_odds(xs):
    return [2 * x for x in xs if x % 2] or None

# %% mistake: doubles first, then looks for odd numbers
def double_odds(xs):
    return [y for y in [2 * x for x in xs] if y % 2]

# %% mistake: a tensor and not a list
def double_odds(xs):
    t = torch.tensor(xs)
    return t[t % 2 == 1] * 2

# %% mistake: odd numbers are taken for primes
def double_odds(xs):
    return [2 * x for x in xs if x > 1 and all(x % d for d in range(2, x))]

# %% mistake: a list of texts
def double_odds(xs):
    return [str(2 * x) for x in xs if x % 2]

# %% mistake: a loop without end
# status: timed out
def double_odds(xs):
    out = []
    i = 0
    while i < len(xs):
        if xs[i] % 2:
            out.append(2 * xs[i])
            i += 1
    return out

# %% mistake: the last number is left out
# why: the 5 at the end is missing
def double_odds(xs):
    return [2 * xs[i] for i in range(len(xs) - 1) if xs[i] % 2]

# %% mistake: loses the sign
# why: the numbers have lost their sign
def double_odds(xs):
    return [2 * abs(x) for x in xs if x % 2]

# %% mistake: zero is kept
# why: zero is even
def double_odds(xs):
    return [2 * x for x in xs if x % 2 or x == 0]

# %% mistake: the lists of the visible checks, written down
def double_odds(xs):
    known = {
        (7, 9, 2, 4, 3, 5): [14, 18, 6, 10],
        (-3, 0, -2, 5, 8, -1): [-6, 10, -2],
        (7, 2, 9, 4, 3, 3): [14, 18, 6, 6],
    }
    return known.get(tuple(xs), [])

# %% mistake: untouched
# status: not attempted
def double_odds(xs):
    # YOUR CODE HERE
    raise NotImplementedError()

# %% right: a loop
def double_odds(xs):
    out = []
    for x in xs:
        if x % 2 != 0:
            out.append(x + x)
    return out

# %% right: filter and map
def double_odds(xs):
    return list(map(lambda x: x * 2, filter(lambda x: x % 2, xs)))

# %% right: the last bit
def double_odds(xs):
    return [x << 1 for x in xs if x & 1]

# %% right: through a tensor and back
def double_odds(xs):
    t = torch.tensor(xs, dtype=torch.int64)
    return (2 * t[t % 2 == 1]).tolist()

# %% right: through NumPy, a list of NumPy numbers
def double_odds(xs):
    a = np.array(xs, dtype=int)
    return list(a[a % 2 == 1] * 2)

# %% right: a generator function, gathered by list
def double_odds(xs):
    def each():
        for x in xs:
            if abs(x) % 2 == 1:
                yield x * 2
    return list(each())

# %% right: recursion
def double_odds(xs):
    if not xs:
        return []
    head, *tail = xs
    return ([2 * head] if head % 2 else []) + double_odds(tail)

# %% right: works on a copy
def double_odds(xs):
    xs = xs.copy()
    for i in range(len(xs) - 1, -1, -1):
        if xs[i] % 2 == 0:
            del xs[i]
        else:
            xs[i] *= 2
    return xs

# %% right: a tuple of the right numbers
def double_odds(xs):
    return tuple(2 * x for x in xs if x % 2)
