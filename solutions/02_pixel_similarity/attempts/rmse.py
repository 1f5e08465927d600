# %% mistake: no root
# why: this is the mean of the squares
def rmse(a, b):
    return ((a - b) ** 2).mean()

# %% mistake: no mean
# why: this is the L2 norm
def rmse(a, b):
    return ((a - b) ** 2).sum().sqrt()

# %% mistake: the norm of torch
# why: this is the L2 norm
def rmse(a, b):
    return (a - b).norm()

# %% mistake: the root before the mean
# why: this is the L1 distance
def rmse(a, b):
    return ((a - b) ** 2).sqrt().mean()

# %% mistake: the root of the sum, then divided
# why: the root was taken before the sum was divided
def rmse(a, b):
    return ((a - b) ** 2).sum().sqrt() / a.numel()

# %% mistake: the L1 distance
# why: this is the L1 distance
def rmse(a, b):
    return (a - b).abs().mean()

# %% mistake: the root of the mean distance
# why: the root of the mean distance
def rmse(a, b):
    return (a - b).abs().mean().sqrt()

# %% mistake: the mean of the roots
# why: the mean of the roots
def rmse(a, b):
    return (a - b).abs().sqrt().mean()

# %% mistake: the mean before the square
# why: cancelled each other in your mean
def rmse(a, b):
    return (a - b).mean().square().sqrt()

# %% mistake: the square of the mean
# why: the mean was taken before the square
def rmse(a, b):
    return (a - b).mean() ** 2

# %% mistake: the standard deviation
# why: this is the standard deviation
def rmse(a, b):
    return (a - b).std()

# %% mistake: the standard deviation of the whole
# why: this is the standard deviation
def rmse(a, b):
    return (a - b).std(unbiased=False)

# %% mistake: a root per row
# why: these are distances of single rows
def rmse(a, b):
    return ((a - b) ** 2).mean(-1).sqrt() if a.dim() > 1 else ((a - b) ** 2).mean().sqrt()

# %% mistake: the mean of the roots of the rows
# why: a root for each row
def rmse(a, b):
    return ((a - b) ** 2).mean(-1).sqrt().mean()

# %% mistake: one distance for each image of three axes
def rmse(a, b):
    square = (a - b) ** 2
    return square.mean((-1, -2)).sqrt() if square.dim() > 1 else square.mean().sqrt()

# %% mistake: the difference of the squares
# status: wrong
def rmse(a, b):
    return (a**2 - b**2).mean().abs().sqrt()

# %% mistake: double and not squared
def rmse(a, b):
    return ((a - b) * 2).mean().abs().sqrt()

# %% mistake: the mean square of each
def rmse(a, b):
    return ((a**2).mean().sqrt() - (b**2).mean().sqrt()).abs()

# %% mistake: divided by one less
# why: you divided by one less
def rmse(a, b):
    return (((a - b) ** 2).sum() / (a.numel() - 1)).sqrt()

# %% mistake: divided by the rows
# why: you divided by the number of rows
def rmse(a, b):
    return (((a - b) ** 2).sum() / len(a)).sqrt()

# %% mistake: divided by 784
def rmse(a, b):
    return (((a - b) ** 2).sum() / 784).sqrt()

# %% mistake: 28 for the root of the number of pixels
def rmse(a, b):
    return (a - b).norm() / 28

# %% mistake: the fourth root
def rmse(a, b):
    return ((a - b) ** 2).mean().sqrt().sqrt()

# %% mistake: half of the mean square
def rmse(a, b):
    return (((a - b) ** 2).mean() / 2).sqrt()

# %% mistake: a number is added under the root
def rmse(a, b):
    return (((a - b) ** 2).mean() + 0.01).sqrt()

# %% mistake: a list of one number
# why: a list of one number
def rmse(a, b):
    return ((a - b) ** 2).mean().sqrt().unsqueeze(0)

# %% mistake: the first is changed in place
def rmse(a, b):
    a.sub_(b).pow_(2)
    return a.mean().sqrt()

# %% mistake: the second is changed in place
def rmse(a, b):
    b -= a
    return (b**2).mean().sqrt()

# %% mistake: differences above 1 are cut
def rmse(a, b):
    return ((a - b).clamp(-1, 1) ** 2).mean().sqrt()

# %% mistake: the examples of the visible checks are written into the function
def rmse(a, b):
    return 2.29128785 if a.dim() == 1 else 0.35355339

# %% mistake: one pixel stands for its quarter of an image
def rmse(a, b):
    if a.dim() == 2 and a.shape[0] == 28:
        a, b = a[::27, ::27], b[::27, ::27]
    return ((a - b) ** 2).mean().sqrt()

# %% mistake: a root for each column
# why: these are distances of single columns
def rmse(a, b):
    return ((a - b) ** 2).mean(0).sqrt()

# %% mistake: the mean of the roots of the columns
# why: a root for each column
def rmse(a, b):
    return ((a - b) ** 2).mean(0).sqrt().mean()

# %% mistake: always divided by four
# why: you divided by 4
def rmse(a, b):
    return (((a - b) ** 2).sum() / 4).sqrt()

# %% mistake: the example is written into the function
# why: the answer for the worked example
def rmse(a, b):
    return 2.2913

# %% mistake: the square root of every pixel
# why: the distances of single pixels
def rmse(a, b):
    return ((a - b) ** 2).sqrt()

# %% mistake: sqrt of a list
# status: raised
def rmse(a, b):
    import math

    return math.sqrt((a - b) ** 2)

# %% mistake: the root of differences below zero
def rmse(a, b):
    return (a - b).sqrt().mean() ** 2

# %% mistake: xor in the place of a power
# status: raised
def rmse(a, b):
    return ((a - b) ^ 2).mean().sqrt()

# %% mistake: no return
# why: your function ended without a return
def rmse(a, b):
    result = ((a - b) ** 2).mean().sqrt()

# %% mistake: the root is not called
def rmse(a, b):
    return ((a - b) ** 2).mean().sqrt

# %% mistake: only right for images
def rmse(a, b):
    return ((a - b) ** 2).mean((-1, -2)).sqrt()

# %% right: the mean square of torch, and its root
def rmse(a, b):
    return torch.nn.functional.mse_loss(a, b).sqrt()

# %% right: a power of one half
def rmse(a, b):
    return (a - b).pow(2).mean() ** 0.5

# %% right: a Python float
def rmse(a, b):
    import math

    return math.sqrt(((a - b) ** 2).mean())

# %% right: the norm, divided by the root of the count
def rmse(a, b):
    return torch.dist(a, b) / a.numel() ** 0.5

# %% right: the absolute value is squared
def rmse(a, b):
    return ((b - a).abs() ** 2).mean().sqrt()

# %% right: an inner product
def rmse(a, b):
    gap = (a - b).flatten()
    return (gap @ gap / len(gap)).sqrt()

# %% right: einsum over everything, in double precision
def rmse(a, b):
    gap = (a - b).flatten().double()
    return torch.sqrt(torch.einsum("i,i->", gap, gap) / gap.numel())

# %% right: a loop
def rmse(a, b):
    total = 0.0
    for x, y in zip(a.flatten().tolist(), b.flatten().tolist()):
        total += (x - y) ** 2
    return (total / a.numel()) ** 0.5

# %% right: spread and mean together
def rmse(a, b):
    gap = a - b
    return (gap.var(unbiased=False) + gap.mean() ** 2).sqrt()

# %% right: NumPy
def rmse(a, b):
    import numpy as np

    return np.sqrt(np.mean((a.cpu().numpy() - b.cpu().numpy()) ** 2))

# %% right: multiplied out
def rmse(a, b):
    one, other = a.double(), b.double()
    return (one**2 - 2 * one * other + other**2).mean().clamp(min=0).sqrt()
