# %% mistake: the mean runs over the images, too
# why: your mean also ran over the images
def mnist_distance(a, b):
    return (a - b).abs().mean()

# %% mistake: the axes counted from the front, as for a stack
# status: raised
def mnist_distance(a, b):
    return (a - b).abs().mean((1, 2))

# %% mistake: the axes counted from the front, as for a single image
# why: your mean ran over the images and the rows
def mnist_distance(a, b):
    return (a - b).abs().mean((0, 1))

# %% mistake: the images and the columns
# why: your mean ran over the images and the columns
def mnist_distance(a, b):
    return (a - b).abs().mean((0, -1))

# %% mistake: one axis only
# why: a number for each row is left
def mnist_distance(a, b):
    return (a - b).abs().mean(-1)

# %% mistake: the other axis only
# why: a number for each column is left
def mnist_distance(a, b):
    return (a - b).abs().mean(-2)

# %% mistake: the mean over the images
# why: this is an image of differences
def mnist_distance(a, b):
    return (a - b).abs().mean(0)

# %% mistake: no mean
# why: the distances of single pixels
def mnist_distance(a, b):
    return (a - b).abs()

# %% mistake: the axes stay
# why: the two axes of the pixels are still there
def mnist_distance(a, b):
    return (a - b).abs().mean((-1, -2), keepdim=True)

# %% mistake: the sum
# why: these are sums
def mnist_distance(a, b):
    return (a - b).abs().sum((-1, -2))

# %% mistake: no absolute value
# why: cancel
def mnist_distance(a, b):
    return (a - b).mean((-1, -2))

# %% mistake: the absolute value comes last
# why: it compares the brightness
def mnist_distance(a, b):
    return (a - b).mean((-1, -2)).abs()

# %% mistake: the RMSE
# why: this is the RMSE
def mnist_distance(a, b):
    return ((a - b) ** 2).mean((-1, -2)).sqrt()

# %% mistake: the mean square
# why: the differences have been squared
def mnist_distance(a, b):
    return ((a - b) ** 2).mean((-1, -2))

# %% mistake: the first image alone
# why: the distance of the first image alone
def mnist_distance(a, b):
    return (a[0] - b).abs().mean() if a.dim() == 3 else (a - b).abs().mean()

# %% mistake: divided by the number of images
# why: you divided by the number of images
def mnist_distance(a, b):
    return (a - b).abs().sum((-1, -2)) / len(a)

# %% mistake: a single image comes out as a list of one
# why: one image came in
def mnist_distance(a, b):
    return (a.reshape(-1, 28, 28) - b).abs().mean((-1, -2))

# %% mistake: a stack of one comes out as a number
def mnist_distance(a, b):
    return (a - b).abs().mean((-1, -2)).squeeze()

# %% mistake: the axis of the pixels is found by its length
def mnist_distance(a, b):
    distance = (a - b).abs()
    while 28 in distance.shape:
        distance = distance.mean(distance.shape.index(28))
    return distance

# %% mistake: 28 images are taken for one image
def mnist_distance(a, b):
    distance = (a - b).abs()
    return distance.mean() if len(a) == 28 else distance.mean((-1, -2))

# %% mistake: a stack of 28 comes out in another order
def mnist_distance(a, b):
    distance = (a - b).abs()
    if a.shape[0] == 28:
        return distance.mean((0, 1)) if a.dim() == 3 else distance.mean()
    return distance.mean((-1, -2))

# %% mistake: sorted
def mnist_distance(a, b):
    distance = (a - b).abs().mean((-1, -2))
    return distance.sort().values

# %% mistake: from the end to the beginning
# why: in another order than the images
def mnist_distance(a, b):
    distance = (a - b).abs().mean((-1, -2))
    return distance.flip(0) if distance.dim() else distance

# %% mistake: a column
# why: the distances stand in a column
def mnist_distance(a, b):
    distance = (a - b).abs().mean((-1, -2))
    return distance[:, None] if distance.dim() else distance

# %% mistake: a Python list
def mnist_distance(a, b):
    return [(image - b).abs().mean().item() for image in a] if a.dim() == 3 else (a - b).abs().mean()

# %% mistake: a loop that also walks over the rows of a single image
# why: as if the rows were images
def mnist_distance(a, b):
    return torch.stack([(image - b).abs().mean() for image in a])

# %% mistake: the notebook's mean3 in the place of b
def mnist_distance(a, b):
    return (a - mean3).abs().mean((-1, -2))

# %% mistake: the ideal is turned
# why: the ideal image was turned
def mnist_distance(a, b):
    return (a - b.T).abs().mean((-1, -2))

# %% mistake: scaled once more
def mnist_distance(a, b):
    return (a / 255 - b / 255).abs().mean((-1, -2))

# %% mistake: the difference of the mean ink
# why: it compares the brightness
def mnist_distance(a, b):
    return (a.mean((-1, -2)) - b.mean()).abs()

# %% mistake: only where there is more ink
def mnist_distance(a, b):
    return (a - b).clamp(min=0).mean((-1, -2))

# %% mistake: only places with ink count
def mnist_distance(a, b):
    return (a - b).abs().sum((-1, -2)) / (b > 0.5).sum()

# %% mistake: the largest difference
def mnist_distance(a, b):
    return (a - b).abs().amax((-1, -2))

# %% mistake: the median of the means of the rows
def mnist_distance(a, b):
    return (a - b).abs().mean(-1).median(-1).values

# %% mistake: the stack is changed in place
def mnist_distance(a, b):
    a -= b
    return a.abs().mean((-1, -2))

# %% mistake: the ideal is changed in place
def mnist_distance(a, b):
    result = (a - b).abs().mean((-1, -2))
    b.zero_()
    return result

# %% mistake: at most a hundred images
def mnist_distance(a, b):
    return (a[:100] - b).abs().mean((-1, -2))

# %% mistake: halved
def mnist_distance(a, b):
    return (a - b).abs().mean((-1, -2)) / 2

# %% mistake: divided by 28 once
# why: you divided by 28
def mnist_distance(a, b):
    return (a - b).abs().sum((-1, -2)) / 28

# %% mistake: the examples of the visible checks are written into the function
def mnist_distance(a, b):
    if a.dim() == 2:
        return 0.325
    if len(a) == 3:
        return torch.tensor([0.25, 0.75, 0.5])
    return torch.tensor([0.1, 0.05, 0.3, 0.4, 0.03, 0.25, 0.5, 0.15, 0.45, 0.2, 0.08, 0.37])

# %% mistake: one pixel stands for its quarter of an image
def mnist_distance(a, b):
    return (a - b)[..., ::27, ::27].abs().mean((-1, -2))

# %% mistake: the first row and the last row stand for the image
def mnist_distance(a, b):
    return (a - b)[..., ::27, :].abs().mean((-1, -2))

# %% mistake: the difference the other way round, without its size
# why: cancel
def mnist_distance(a, b):
    return (b - a).mean((-1, -2))

# %% mistake: right for three images only
# why: the distances of the first three images
def mnist_distance(a, b):
    if a.dim() == 2:
        return (a - b).abs().mean()
    return torch.stack([(a[at] - b).abs().mean() for at in range(3)])

# %% mistake: the example is written into the function
def mnist_distance(a, b):
    return torch.tensor([0.25, 0.75, 0.5])

# %% mistake: compared with the first answer's ideal
def mnist_distance(a, b):
    if not hasattr(mnist_distance, "ideal"):
        mnist_distance.ideal = b.clone()
    return (a - mnist_distance.ideal).abs().mean((-1, -2))

# %% mistake: bools
def mnist_distance(a, b):
    return (a - b).abs().mean((-1, -2)) > 0

# %% mistake: no return
# why: your function ended without a return
def mnist_distance(a, b):
    (a - b).abs().mean((-1, -2))

# %% mistake: two axes without brackets
# status: raised
def mnist_distance(a, b):
    return (a - b).abs().mean(-1, -2)

# %% mistake: the unfinished cell
# status: not attempted
def mnist_distance(a, b):
    """The mean absolute difference over rows and columns: one number for an image, (N,) for a stack."""
    raise NotImplementedError()

# %% right: one axis after the other
def mnist_distance(a, b):
    return (a - b).abs().mean(-1).mean(-1)

# %% right: the axes in the other order, and the difference the other way round
def mnist_distance(a, b):
    return torch.abs(b - a).mean(dim=[-2, -1])

# %% right: flattened
def mnist_distance(a, b):
    return (a - b).abs().flatten(start_dim=-2).mean(-1)

# %% right: einsum
def mnist_distance(a, b):
    return torch.einsum("...ij->...", (a - b).abs()) / 784

# %% right: two cases
def mnist_distance(a, b):
    if a.dim() == 2:
        return (a - b).abs().mean().item()
    return (a - b).abs().mean((1, 2))

# %% right: a loop over the images
def mnist_distance(a, b):
    if a.dim() == 2:
        return (a - b).abs().mean()
    return torch.stack([(image - b).abs().mean() for image in a])

# %% right: a tensor of Python floats
def mnist_distance(a, b):
    if a.dim() == 2:
        return float((a - b).abs().mean())
    return torch.tensor([mnist_distance(image, b) for image in a])

# %% right: the notebook's own distance
def mnist_distance(a, b):
    return l1_distance(a, b) if a.dim() == 2 else torch.stack([l1_distance(image, b) for image in a])

# %% right: a sum, divided
def mnist_distance(a, b):
    return (a - b).abs().sum((-1, -2)) / b.numel()

# %% right: double precision
def mnist_distance(a, b):
    return (a.double() - b.double()).abs().mean((-1, -2))

# %% right: vmap
def mnist_distance(a, b):
    def one(image):
        return (image - b).abs().mean()

    return one(a) if a.dim() == 2 else torch.vmap(one)(a)

# %% right: the distance of flat rows
def mnist_distance(a, b):
    distance = torch.cdist(a.reshape(1, -1, 784), b.reshape(1, 1, 784), p=1).reshape(-1) / 784
    return distance[0] if a.dim() == 2 else distance

# %% right: the norm of order 1
def mnist_distance(a, b):
    return torch.linalg.vector_norm(a - b, ord=1, dim=(-2, -1)) / 28**2

# %% right: PyTorch's loss without its mean
def mnist_distance(a, b):
    return torch.nn.functional.l1_loss(a, b.expand_as(a), reduction="none").mean((-1, -2))

# %% right: a NumPy array
def mnist_distance(a, b):
    import numpy as np

    return np.abs(a.cpu().numpy() - b.cpu().numpy()).mean(axis=(-1, -2))
