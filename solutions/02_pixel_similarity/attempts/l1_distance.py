# %% mistake: no absolute value
# why: cancel
def l1_distance(a, b):
    return (a - b).mean()

# %% mistake: the absolute value comes last
# why: cancelled each other in your mean
def l1_distance(a, b):
    return (a - b).mean().abs()

# %% mistake: the sum
# why: this is the sum of the distances
def l1_distance(a, b):
    return (a - b).abs().sum()

# %% mistake: the RMSE
# why: this is the RMSE
def l1_distance(a, b):
    return ((a - b) ** 2).mean().sqrt()

# %% mistake: the mean of the squares
# why: the mean of the squares
def l1_distance(a, b):
    return ((a - b) ** 2).mean()

# %% mistake: the L2 norm
# why: this is the L2 norm
def l1_distance(a, b):
    return torch.linalg.vector_norm(a - b)

# %% mistake: no mean
# why: these are the distances of single pixels
def l1_distance(a, b):
    return (a - b).abs()

# %% mistake: the mean over the last axis
# why: these are distances of single rows
# status: wrong
def l1_distance(a, b):
    return (a - b).abs().mean(-1)

# %% mistake: the mean over two axes, also where there are three or one
# status: raised
def l1_distance(a, b):
    return (a - b).abs().mean((0, 1))

# %% mistake: the mean over the last two axes where there are three
def l1_distance(a, b):
    difference = (a - b).abs()
    return difference.mean((-1, -2)) if difference.dim() > 1 else difference.mean()

# %% mistake: divided by the number of rows
# why: you divided by the number of rows
def l1_distance(a, b):
    return (a - b).abs().sum() / len(a)

# %% mistake: divided by 784, whatever comes
def l1_distance(a, b):
    return (a - b).abs().sum() / 784

# %% mistake: divided by 784 where it is more than an example
def l1_distance(a, b):
    return (a - b).abs().sum() / (784 if a.numel() > 700 else a.numel())

# %% mistake: a list of one number
# why: a list of one number
def l1_distance(a, b):
    return (a - b).abs().mean().reshape(1)

# %% mistake: the axes stay
# why: a list of one number
def l1_distance(a, b):
    return (a - b).abs().mean(tuple(range(a.dim())), keepdim=True)

# %% mistake: the difference of the sizes
def l1_distance(a, b):
    return (a.abs() - b.abs()).abs().mean()

# %% mistake: the difference of the means
# why: cancelled each other in your mean
def l1_distance(a, b):
    return (a.mean() - b.mean()).abs()

# %% mistake: only where the first is larger
def l1_distance(a, b):
    return (a - b).clamp(min=0).mean()

# %% mistake: only up to 1
def l1_distance(a, b):
    return (a - b).abs().clamp(max=1).mean()

# %% mistake: the median
def l1_distance(a, b):
    return (a - b).abs().median()

# %% mistake: the largest difference
# why: the largest distance alone
def l1_distance(a, b):
    return (a - b).abs().max()

# %% mistake: one less than there are
# why: you divided by one less
def l1_distance(a, b):
    return (a - b).abs().sum() / (a.numel() - 1)

# %% mistake: the root of the mean
# why: the root of the mean distance
def l1_distance(a, b):
    return (a - b).abs().mean().sqrt()

# %% mistake: the first is changed in place
def l1_distance(a, b):
    a -= b
    return a.abs().mean()

# %% mistake: both are sorted in place
def l1_distance(a, b):
    result = (a - b).abs().mean()
    b.sub_(a).abs_()
    return result

# %% mistake: the pixels are compared in sorted order
def l1_distance(a, b):
    return (a.flatten().sort().values - b.flatten().sort().values).abs().mean()

# %% mistake: relative to the second
def l1_distance(a, b):
    return ((a - b) / b).abs().mean()

# %% mistake: a sum in the place of a difference
def l1_distance(a, b):
    return (a + b).abs().mean()

# %% mistake: cut to a whole number
def l1_distance(a, b):
    return int((a - b).abs().mean())

# %% mistake: rounded to two digits
def l1_distance(a, b):
    return round((a - b).abs().mean().item(), 2)

# %% mistake: the examples of the visible checks are written into the function
def l1_distance(a, b):
    return 1.75 if a.dim() == 1 else 0.3

# %% mistake: one pixel stands for its quarter of an image
def l1_distance(a, b):
    if a.dim() == 2 and a.shape[0] == 28:
        a, b = a[::27, ::27], b[::27, ::27]
    return (a - b).abs().mean()

# %% mistake: the mean over the first axis
# why: these are distances of single columns
def l1_distance(a, b):
    return (a - b).abs().mean(0)

# %% mistake: always divided by four
# why: you divided by 4
def l1_distance(a, b):
    return (a - b).abs().sum() / 4

# %% mistake: the example is written into the function
# why: the answer for the worked example
def l1_distance(a, b):
    return 1.75

# %% mistake: only the first axis of three counts
def l1_distance(a, b):
    return (a - b).abs().mean() if a.dim() < 3 else (a[0] - b[0]).abs().mean()

# %% mistake: not symmetric
def l1_distance(a, b):
    return (a - b).abs().mean() if a.mean() >= b.mean() else (a - b).mean()

# %% mistake: text
def l1_distance(a, b):
    return f"{(a - b).abs().mean():.4f}"

# %% mistake: no return
# why: your function ended without a return
def l1_distance(a, b):
    distance = (a - b).abs().mean()

# %% mistake: printed
# why: your function ended without a return
def l1_distance(a, b):
    print((a - b).abs().mean())

# %% mistake: abs is not called
# status: raised
def l1_distance(a, b):
    return (a - b).abs.mean()

# %% mistake: Python's abs of a float
# status: raised
def l1_distance(a, b):
    return abs(float(a) - float(b))

# %% right: PyTorch's own
def l1_distance(a, b):
    return torch.nn.functional.l1_loss(a, b)

# %% right: the other way round
def l1_distance(a, b):
    return torch.mean(torch.abs(b - a))

# %% right: a Python float
def l1_distance(a, b):
    return (a - b).abs().mean().item()

# %% right: Python's abs
def l1_distance(a, b):
    return abs(a - b).mean()

# %% right: the sum, divided
def l1_distance(a, b):
    return (a - b).abs().sum() / a.numel()

# %% right: a loop over Python numbers
def l1_distance(a, b):
    one, other = a.flatten().tolist(), b.flatten().tolist()
    return sum(abs(x - y) for x, y in zip(one, other)) / len(one)

# %% right: the larger minus the smaller
def l1_distance(a, b):
    return (torch.maximum(a, b) - torch.minimum(a, b)).mean()

# %% right: the root of the square of each
def l1_distance(a, b):
    return ((a - b) ** 2).sqrt().mean()

# %% right: the norm of order 1
def l1_distance(a, b):
    return torch.dist(a, b, p=1) / a.numel()

# %% right: double precision
def l1_distance(a, b):
    return (a.double() - b.double()).abs().mean()

# %% right: NumPy
def l1_distance(a, b):
    import numpy as np

    return np.abs(a.cpu().numpy() - b.cpu().numpy()).mean()

# %% right: mean of means
def l1_distance(a, b):
    distance = (a - b).abs()
    while distance.dim():
        distance = distance.mean(0)
    return distance
