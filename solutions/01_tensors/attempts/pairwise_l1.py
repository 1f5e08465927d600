"""Answers to pairwise_l1, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: sums
# why: these are sums
def pairwise_l1(a, b):
    return (a[:, None] - b).abs().sum((-2, -1))

# %% mistake: squares
# why: you squared the differences
def pairwise_l1(a, b):
    return ((a[:, None] - b) ** 2).mean((-2, -1))

# %% mistake: root of the mean square
# why: root of the mean square
def pairwise_l1(a, b):
    return ((a[:, None] - b) ** 2).mean((-2, -1)).sqrt()

# %% mistake: the sign is kept
# why: cancel each other
def pairwise_l1(a, b):
    return (a[:, None] - b).mean((-2, -1))

# %% mistake: the absolute value of the mean
# why: the absolute value must be taken before the mean
def pairwise_l1(a, b):
    return (a[:, None] - b).mean((-2, -1)).abs()

# %% mistake: the difference of the means
# why: the absolute value must be taken before the mean
def pairwise_l1(a, b):
    return (a.mean((1, 2))[:, None] - b.mean((1, 2))).abs()

# %% mistake: rows and columns swapped
# why: rows and columns are swapped
def pairwise_l1(a, b):
    return (b[:, None] - a).abs().mean((-2, -1))

# %% mistake: one mean of everything
# why: your mean also ran over the images
def pairwise_l1(a, b):
    return (a[:, None] - b).abs().mean()

# %% mistake: the mean over the images
# why: your mean ran over the images
def pairwise_l1(a, b):
    return (a[:, None] - b).abs().mean((0, 1))

# %% mistake: the mean over the last axis only
# why: your mean ran over the rows only, or over the columns only
def pairwise_l1(a, b):
    return (a[:, None] - b).abs().mean(-1)

# %% mistake: no mean
# why: which axes still need a mean
def pairwise_l1(a, b):
    return (a[:, None] - b).abs()

# %% mistake: the largest difference
# why: this is the largest difference
def pairwise_l1(a, b):
    return (a[:, None] - b).abs().amax((-2, -1))

# %% mistake: no new axis
# status: raised
def pairwise_l1(a, b):
    return (a - b).abs().mean((-2, -1))

# %% mistake: the new axis at the same place in both
# status: raised
def pairwise_l1(a, b):
    return (a.unsqueeze(1) - b.unsqueeze(1)).abs().mean((-2, -1))

# %% mistake: two loops
# why: runs over the images
def pairwise_l1(a, b):
    out = torch.zeros(len(a), len(b))
    for i in range(len(a)):
        for j in range(len(b)):
            out[i, j] = (a[i] - b[j]).abs().mean()
    return out

# %% mistake: a loop over a only
# why: runs over the images
def pairwise_l1(a, b):
    return torch.stack([(x - b).abs().mean((-2, -1)) for x in a])

# %% mistake: a loop over b only
# why: runs over the images
def pairwise_l1(a, b):
    return torch.stack([(a - x).abs().mean((-2, -1)) for x in b], dim=1)

# %% mistake: map is a loop, too
# why: runs over the images
def pairwise_l1(a, b):
    return torch.stack(list(map(lambda x: (x - b).abs().mean((-2, -1)), a)))

# %% mistake: a loop over NumPy arrays
# why: runs over the images
def pairwise_l1(a, b):
    x, y = a.numpy(), b.numpy()
    return torch.tensor(np.array([[np.abs(p - q).mean() for q in y] for p in x]), dtype=torch.float32)

# %% mistake: recursion over the images
# why: runs over the images
def pairwise_l1(a, b):
    first = (a[0] - b).abs().mean((-2, -1))[None]
    return first if len(a) == 1 else torch.cat([first, pairwise_l1(a[1:], b)])

# %% mistake: map with torch's own functions, no Python function in between
# why: runs over the images
def pairwise_l1(a, b):
    n, m = len(a), len(b)
    left = a.repeat_interleave(m, 0).unbind()
    right = b.repeat(n, 1, 1).unbind()
    return torch.stack(list(map(torch.nn.functional.l1_loss, left, right))).view(n, m)

# %% mistake: np.vectorize hides a loop
# why: runs over the images
def pairwise_l1(a, b):
    at = np.vectorize(lambda i, j: float((a[i] - b[j]).abs().mean()))
    return torch.from_numpy(at(np.arange(len(a))[:, None], np.arange(len(b)))).float()

# %% mistake: while
# why: runs over the images
def pairwise_l1(a, b):
    rows, i = [], 0
    while i < len(a):
        rows.append((a[i] - b).abs().mean((1, 2)))
        i += 1
    return torch.stack(rows)

# %% mistake: works in place on a
def pairwise_l1(a, b):
    a *= 784 / 784
    a -= 0.001
    return (a[:, None] + 0.001 - b).abs().mean((-2, -1))

# %% mistake: scales b in place
def pairwise_l1(a, b):
    out = (a[:, None] - b).abs().mean((-2, -1))
    b.sub_(b.mean())
    return out

# %% mistake: as many images in both
# status: raised
def pairwise_l1(a, b):
    n = len(a)
    return (a.view(n, 1, 784) - b[:n].view(1, n, 784)).abs().mean(-1)

# %% mistake: squeeze takes axes of length 1 away
# why: the number is right, and its table is gone
def pairwise_l1(a, b):
    return (a[:, None] - b).abs().mean((-2, -1)).squeeze()

# %% mistake: dist with p=2
def pairwise_l1(a, b):
    return torch.cdist(a.flatten(1), b.flatten(1)) / 784

# %% mistake: cdist without the mean
# why: these are sums
def pairwise_l1(a, b):
    return torch.cdist(a.flatten(1), b.flatten(1), p=1)

# %% mistake: divided by 28
def pairwise_l1(a, b):
    return (a[:, None] - b).abs().sum((-2, -1)) / 28

# %% mistake: a nested list
def pairwise_l1(a, b):
    return (a[:, None] - b).abs().mean((-2, -1)).tolist()

# %% mistake: a NumPy array
def pairwise_l1(a, b):
    return (a[:, None] - b).abs().mean((-2, -1)).numpy()

# %% mistake: clamped, so that numbers below zero are lost
def pairwise_l1(a, b):
    return (a.clamp(0, 1)[:, None] - b.clamp(0, 1)).abs().mean((-2, -1))

# %% mistake: only the pairs with the same index
# status: raised
def pairwise_l1(a, b):
    return torch.nn.functional.l1_loss(a, b, reduction="none").mean((1, 2)).diag()

# %% mistake: flattened in a wrong order
def pairwise_l1(a, b):
    return (a.reshape(-1, len(a)).T[:, None] - b.flatten(1)).abs().mean(-1)

# %% mistake: the relu instead of the absolute value
# why: a difference below 0 has become 0
def pairwise_l1(a, b):
    return (a[:, None] - b).relu().mean((-2, -1))

# %% mistake: rounded
def pairwise_l1(a, b):
    return (a[:, None] - b).abs().mean((-2, -1)).round(decimals=2)

# %% mistake: the median
# why: this is the median
def pairwise_l1(a, b):
    return (a[:, None] - b).abs().flatten(2).median(-1).values

# %% mistake: the mean over axes 1 and 2, so that b is averaged away
def pairwise_l1(a, b):
    return (a[:, None] - b).abs().mean((1, 2))

# %% mistake: the mean over the rows only
# why: your mean ran over the rows only, or over the columns only
def pairwise_l1(a, b):
    return (a[:, None] - b).abs().mean(-2)

# %% mistake: the tables of the visible checks, written down
def pairwise_l1(a, b):
    known = {
        (3, 2): [[0.0, 0.25], [0.5, 0.25], [1.0, 0.75]],
        (2, 3): [[0.8, 0.5, 0.25], [0.35, 0.325, 0.35]],
        (1, 1): [[0.3]],
    }
    return torch.tensor(known.get((len(a), len(b)), [[0.25] * len(b)] * len(a)))

# %% mistake: looks at the first pixel only, as if all images were plain
def pairwise_l1(a, b):
    return (a[:, None, 0, 0] - b[:, 0, 0]).abs()

# %% mistake: quick where many images come, and wrong
def pairwise_l1(a, b):
    if max(len(a), len(b)) > 9:
        return torch.zeros(len(a), len(b))
    return torch.stack([(x - b).abs().mean((-2, -1)) for x in a])

# %% mistake: untouched
# status: not attempted
def pairwise_l1(a, b):
    # YOUR CODE HERE
    raise NotImplementedError()

# %% right: None for the new axis
def pairwise_l1(a, b):
    return (a[:, None] - b[None, :]).abs().mean((2, 3))

# %% right: the new axis of b comes by itself
def pairwise_l1(a, b):
    return torch.abs(a.unsqueeze(1) - b).mean(dim=[-1, -2])

# %% right: cdist
def pairwise_l1(a, b):
    return torch.cdist(a.flatten(1), b.flatten(1), p=1) / 784

# %% right: flattened first
def pairwise_l1(a, b):
    a, b = a.reshape(len(a), 1, -1), b.reshape(1, len(b), -1)
    return (a - b).abs().mean(-1)

# %% right: l1_loss without its own mean
def pairwise_l1(a, b):
    n, m = len(a), len(b)
    x = a[:, None].expand(n, m, 28, 28)
    y = b[None].expand(n, m, 28, 28)
    return torch.nn.functional.l1_loss(x, y, reduction="none").mean((-1, -2))

# %% right: repeated in memory
def pairwise_l1(a, b):
    n, m = len(a), len(b)
    pairs = a.repeat_interleave(m, 0) - b.repeat(n, 1, 1)
    return pairs.abs().view(n, m, -1).sum(-1) / 784

# %% right: a loop over the 28 rows of pixels, which is none over the images
def pairwise_l1(a, b):
    out = 0
    for row in range(28):
        out = out + (a[:, None, row] - b[None, :, row]).abs().sum(-1)
    return out / (28 * 28)

# %% right: vmap
def pairwise_l1(a, b):
    one = lambda x, y: (x - y).abs().mean()
    return torch.vmap(torch.vmap(one, in_dims=(None, 0)), in_dims=(0, None))(a, b)

# %% right: NumPy without a loop, a tensor at the end
def pairwise_l1(a, b):
    table = np.abs(a.numpy()[:, None] - b.numpy()).mean((2, 3))
    return torch.from_numpy(table)

# %% right: float64
def pairwise_l1(a, b):
    return (a.double()[:, None] - b.double()).abs().mean((-2, -1))

# %% right: larger minus smaller
def pairwise_l1(a, b):
    x = a[:, None]
    return (torch.maximum(x, b) - torch.minimum(x, b)).mean(3).mean(2)

# %% right: einsum takes the mean
def pairwise_l1(a, b):
    return torch.einsum("nmij->nm", (a[:, None] - b).abs()) / 784

# %% right: swapped, then turned
def pairwise_l1(a, b):
    return (b[:, None] - a).abs().mean((-2, -1)).T

# %% right: in pieces of 64 images, to save memory
def pairwise_l1(a, b):
    pieces = [(piece[:, None] - b).abs().mean((-2, -1)) for piece in a.split(64)]
    return torch.cat(pieces)
