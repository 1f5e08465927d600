# %% mistake: the mean runs over everything
# why: your mean ran over everything
def mean_image(images):
    return images.mean()

# %% mistake: the mean brightness of each image
# why: the mean brightness of each image
def mean_image(images):
    return images.mean((1, 2))

# %% mistake: the mean over the rows
# why: your mean ran over an axis of the pixels
def mean_image(images):
    return images.mean(1)

# %% mistake: the mean over the columns
# why: your mean ran over an axis of the pixels
def mean_image(images):
    return images.mean(-1)

# %% mistake: the axis of the images stays
# why: the axis of the images is still there
def mean_image(images):
    return images.mean(0, keepdim=True)

# %% mistake: the pixels in one row
# why: the picture has lost its shape
def mean_image(images):
    return images.view(-1, 784).mean(0)

# %% mistake: the sum
# why: this is the sum over the images
def mean_image(images):
    return images.sum(0)

# %% mistake: divided by the pixels of an image
# why: you divided by the number of pixels
def mean_image(images):
    return images.sum(0) / 784

# %% mistake: divided by the sum of all lengths
def mean_image(images):
    return images.sum(0) / sum(images.shape)

# %% mistake: scaled once more
# why: divided by 255 once more
def mean_image(images):
    return images.mean(0) / 255

# %% mistake: one image too few
# why: one less than the number of images
def mean_image(images):
    total = images[0].clone()
    for image in images[1:]:
        total += image
    return total / max(len(images) - 1, 1)

# %% mistake: the last image is left out
# why: the last image is missing
def mean_image(images):
    total = torch.zeros(28, 28)
    for at in range(len(images) - 1):
        total = total + images[at]
    return total / len(images)

# %% mistake: the first hundred images
def mean_image(images):
    return images[:100].mean(0)

# %% mistake: the median
# why: this is the median
def mean_image(images):
    return images.median(0).values

# %% mistake: the first image
# why: as in the first image
def mean_image(images):
    return images[0]

# %% mistake: the running mean of two
# why: the last one counts for half
def mean_image(images):
    result = images[0]
    for image in images[1:]:
        result = (result + image) / 2
    return result

# %% mistake: halfway between darkest and lightest
# why: halfway between the least and the most ink
def mean_image(images):
    return (images.amax(0) + images.amin(0)) / 2

# %% mistake: rows and columns swapped
# why: rows and columns are swapped
def mean_image(images):
    return images.mean(0).T

# %% mistake: the picture comes out of a reshape that mixes the images
def mean_image(images):
    return images.reshape(28, 28, -1).mean(-1)

# %% mistake: the sum is built inside of the first image
def mean_image(images):
    total = images[0]
    for image in images[1:]:
        total += image
    return total / len(images)

# %% mistake: the images are divided in place
def mean_image(images):
    images /= len(images)
    return images.sum(0)

# %% mistake: a list of rows
def mean_image(images):
    return images.mean(0).tolist()

# %% mistake: whole numbers
def mean_image(images):
    return images.mean(0).int()

# %% mistake: rounded
def mean_image(images):
    return images.mean(0).round()

# %% mistake: an axis of length 1 behind
def mean_image(images):
    return images.mean(0).unsqueeze(-1)

# %% mistake: no return
# why: your function ended without a return
def mean_image(images):
    images.mean(0)

# %% mistake: the notebook's threes in the place of the argument
def mean_image(images):
    return threes.mean(0)

# %% mistake: the first answer is kept
def mean_image(images):
    if not hasattr(mean_image, "kept"):
        mean_image.kept = images.mean(0)
    return mean_image.kept

# %% mistake: the example is written into the function
# why: the answer for the three flat images
def mean_image(images):
    return torch.full((28, 28), 0.4)

# %% mistake: the last image
# why: as in the last image
def mean_image(images):
    return images[-1]

# %% mistake: always divided by three
# why: you divided by 3
def mean_image(images):
    return images.sum(0) / 3 if len(images) > 1 else images[0]

# %% mistake: the examples of the visible checks are written into the function
def mean_image(images):
    if len(images) == 1:
        return images[0]
    result = torch.full((28, 28), 0.4)
    if len(images) == 4:
        result[:14, :14], result[:14, 14:], result[14:, :14], result[14:, 14:] = 0.45, 0.3, 0.2, 0.05
    return result

# %% mistake: one pixel stands for its quarter of the image
def mean_image(images):
    corners = images[:, ::27, ::27].mean(0)
    return corners.repeat_interleave(14, 0).repeat_interleave(14, 1)

# %% mistake: whole quarters are averaged
def mean_image(images):
    blocks = images.mean(0).reshape(2, 14, 2, 14).mean((1, 3), keepdim=True)
    return blocks.expand(2, 14, 2, 14).reshape(28, 28)

# %% mistake: right for three images only
# why: the mean of the first three images
def mean_image(images):
    return (images[0] + images[1] + images[2]) / 3

# %% mistake: a correction that has no value for one image
def mean_image(images):
    return images.mean(0) * images.std(0) / images.std(0)

# %% mistake: a single image keeps its stack
# why: the axis of the images is still there
def mean_image(images):
    return images if len(images) == 1 else images.mean(0)

# %% mistake: the axis is found by its length
def mean_image(images):
    axes = [axis for axis in range(3) if images.shape[axis] == 28]
    for axis in range(3):
        if axis not in axes:
            return images.mean(axis)
    return images.mean(2)

# %% mistake: only the images with ink count
def mean_image(images):
    return images.sum(0) / (images > 0).sum(0).clamp(min=1)

# %% mistake: the unfinished cell
# status: not attempted
def mean_image(images):
    """The mean of a stack of images, (N, 28, 28), as one image, (28, 28)."""
    raise NotImplementedError()

# %% mistake: a mean of a Python list
# status: raised
def mean_image(images):
    return list(images).mean(0)

# %% mistake: an axis that is not there
# status: raised
def mean_image(images):
    return images.mean(3)

# %% right: the axis counted from the end
def mean_image(images):
    return torch.mean(images, dim=-3)

# %% right: the sum, divided
def mean_image(images):
    return images.sum(0) / len(images)

# %% right: Python's own sum
def mean_image(images):
    return sum(images) / images.shape[0]

# %% right: einsum
def mean_image(images):
    return torch.einsum("nij->ij", images) / len(images)

# %% right: a loop over the images, from a copy
def mean_image(images):
    total = images[0].clone()
    for image in images[1:]:
        total += image
    return total / len(images)

# %% right: a loop over the pixels
def mean_image(images):
    result = torch.zeros(28, 28)
    for row in range(28):
        for column in range(28):
            result[row, column] = images[:, row, column].mean()
    return result

# %% right: double precision
def mean_image(images):
    return images.double().mean(0)

# %% right: flattened and given its shape again
def mean_image(images):
    return images.reshape(len(images), -1).mean(0).reshape(28, 28)

# %% right: a running mean with the right weights
def mean_image(images):
    result = torch.zeros_like(images[0])
    for count, image in enumerate(images, start=1):
        result = result + (image - result) / count
    return result

# %% right: NumPy, back to a tensor
def mean_image(images):
    import numpy as np

    return torch.from_numpy(np.mean(images.cpu().numpy(), axis=0))

# %% right: a NumPy array
def mean_image(images):
    return images.cpu().numpy().mean(axis=0)

# %% right: a matrix product
def mean_image(images):
    shares = torch.full((1, len(images)), 1 / len(images), device=images.device)
    return (shares @ images.flatten(1)).view(28, 28)

# %% right: works with a gradient
def mean_image(images):
    return images.clone().requires_grad_().mean(0)
