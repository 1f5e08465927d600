# %% mistake: the digits in the order in which they first occur
# why: in the order in which the digits first occur
def digit_means(images, labels):
    means = {}
    for label in labels.tolist():
        if label not in means:
            means[label] = images[labels == label].mean(0)
    return torch.stack(list(means.values()))

# %% mistake: sums
# why: these are sums
def digit_means(images, labels):
    return torch.stack([images[labels == d].sum(0) for d in range(10)])

# %% mistake: sums by index_add, without the division
# why: these are sums
def digit_means(images, labels):
    return torch.zeros(10, 28, 28, device=images.device).index_add(0, labels, images)

# %% mistake: the last image of each digit
# why: only the last image is left
def digit_means(images, labels):
    means = torch.zeros(10, 28, 28, device=images.device)
    for image, label in zip(images, labels):
        means[label] = image
    return means

# %% mistake: the first image of each digit
# why: only the first image counts
def digit_means(images, labels):
    return torch.stack([images[labels == d][0] for d in range(10)])

# %% mistake: divided by all images
# why: by the number of all images
def digit_means(images, labels):
    return torch.stack([images[labels == d].sum(0) / len(images) for d in range(10)])

# %% mistake: divided by ten
# why: by ten, the number of digits
def digit_means(images, labels):
    return torch.stack([images[labels == d].sum(0) / 10 for d in range(10)])

# %% mistake: the first ten images
# why: these are the first ten images
def digit_means(images, labels):
    return images[:10].clone()

# %% mistake: one mean over all
# why: one mean over all images
def digit_means(images, labels):
    return images.mean(0)

# %% mistake: one number for each digit
# why: the mean brightness of each digit
def digit_means(images, labels):
    return torch.stack([images[labels == d].mean() for d in range(10)])

# %% mistake: rows of pixels
# why: in one long row
def digit_means(images, labels):
    return torch.stack([images[labels == d].mean(0) for d in range(10)]).reshape(10, 784)

# %% mistake: an axis too many
# why: one axis too many
def digit_means(images, labels):
    return torch.stack([images[labels == d].mean(0, keepdim=True) for d in range(10)])

# %% mistake: from 1 on
# why: the mean 0 is missing
def digit_means(images, labels):
    return torch.stack([images[labels == d].mean(0) for d in range(1, 10)])

# %% mistake: up to 8
# why: the mean 9 is missing
def digit_means(images, labels):
    return torch.stack([images[labels == d].mean(0) for d in range(9)])

# %% mistake: the label picks the row of images
# why: these are the first ten images
def digit_means(images, labels):
    return torch.stack([images[d] for d in range(10)])

# %% mistake: transposed
# why: rows and columns are swapped
def digit_means(images, labels):
    return torch.stack([images[labels == d].mean(0).T for d in range(10)])

# %% mistake: the median
# why: the median, and not the mean
def digit_means(images, labels):
    return torch.stack([images[labels == d].quantile(0.5, dim=0) for d in range(10)])

# %% mistake: the lower median
def digit_means(images, labels):
    return torch.stack([images[labels == d].median(0).values for d in range(10)])

# %% mistake: a running mean that forgets
def digit_means(images, labels):
    means = [None] * 10
    for image, label in zip(images, labels.tolist()):
        means[label] = image if means[label] is None else (means[label] + image) / 2
    return torch.stack(means)

# %% mistake: the labels are expected in order, an equal number of each
def digit_means(images, labels):
    return torch.stack([part.mean(0) for part in torch.tensor_split(images, 10)])

# %% mistake: sorted in place
def digit_means(images, labels):
    order = labels.argsort()
    images[:] = images[order]
    labels[:] = labels[order]
    return torch.stack([images[labels == d].mean(0) for d in range(10)])

# %% mistake: the sums are made in the images themselves
def digit_means(images, labels):
    rows = []
    for d in range(10):
        picked = (labels == d).nonzero().flatten()
        total = images[picked[0]]
        for at in picked[1:]:
            total += images[at]
        rows.append(total / len(picked))
    return torch.stack(rows)

# %% mistake: one image too few in each division
def digit_means(images, labels):
    return torch.stack([images[labels == d].sum(0) / max(1, int((labels == d).sum()) - 1) for d in range(10)])

# %% mistake: divided by 255
def digit_means(images, labels):
    return torch.stack([images[labels == d].mean(0) / 255 for d in range(10)])

# %% mistake: a dict
# why: this is another type of thing
def digit_means(images, labels):
    return {d: images[labels == d].mean(0) for d in range(10)}

# %% mistake: a list
# why: this is another type of thing
def digit_means(images, labels):
    return [images[labels == d].mean(0) for d in range(10)]

# %% mistake: kept from the first call
def digit_means(images, labels):
    if not hasattr(digit_means, "kept"):
        digit_means.kept = torch.stack([images[labels == d].mean(0) for d in range(10)])
    return digit_means.kept

# %% mistake: the notebook's digits
def digit_means(images, labels):
    return torch.stack([train_images[digits.train.labels == d].mean(0) for d in range(10)])

# %% mistake: a fixed number of images of each digit
def digit_means(images, labels):
    return torch.stack([images[labels == d][:5].mean(0) for d in range(10)])

# %% mistake: prints
# why: without a return
def digit_means(images, labels):
    print(torch.stack([images[labels == d].mean(0) for d in range(10)]).shape)

# %% mistake: zeros
def digit_means(images, labels):
    return torch.zeros(10, 28, 28)

# %% mistake: an axis of the pixels
def digit_means(images, labels):
    return torch.stack([images[labels == d].mean(1) for d in range(10)])

# %% mistake: the unfinished cell
# status: not attempted
def digit_means(images, labels):
    """The mean image of each digit from 0 to 9: (N, 28, 28) and (N,) to (10, 28, 28)."""
    raise NotImplementedError()

# %% right: sums and counts
def digit_means(images, labels):
    sums = torch.zeros(10, 28, 28, device=images.device).index_add_(0, labels, images)
    return sums / labels.bincount(minlength=10)[:, None, None]

# %% right: a matrix product with one-hot rows
def digit_means(images, labels):
    table = F.one_hot(labels, 10).float()
    return ((table.T @ images.flatten(1)) / table.sum(0)[:, None]).view(10, 28, 28)

# %% right: einsum
def digit_means(images, labels):
    table = (labels[:, None] == torch.arange(10, device=labels.device)).to(images.dtype)
    return torch.einsum("nd,nij->dij", table / table.sum(0), images)

# %% right: a loop with lists
def digit_means(images, labels):
    piles = [[] for _ in range(10)]
    for image, label in zip(images, labels):
        piles[int(label)].append(image)
    return torch.stack([sum(pile) / len(pile) for pile in piles])

# %% right: sorted by label, then split
def digit_means(images, labels):
    order = labels.argsort()
    parts = images[order].split(labels.bincount(minlength=10).tolist())
    return torch.stack([part.mean(dim=0) for part in parts])

# %% right: NumPy
def digit_means(images, labels):
    a, b = images.cpu().numpy(), labels.cpu().numpy()
    return np.stack([a[b == d].mean(axis=0) for d in range(10)])

# %% right: filled in, in double precision
def digit_means(images, labels):
    result = torch.empty(10, 28, 28, dtype=torch.float64)
    for d in labels.unique():
        result[d] = images[labels == d].double().mean(0)
    return result

# %% right: scatter_reduce
def digit_means(images, labels):
    flat = images.reshape(len(images), -1)
    target = torch.zeros(10, flat.shape[1], device=images.device)
    index = labels[:, None].expand_as(flat)
    return target.scatter_reduce(0, index, flat, "mean", include_self=False).reshape(10, 28, 28)

# %% mistake: the label as a row number
def digit_means(images, labels):
    return images[labels]

# %% mistake: as if each digit occurred equally often
def digit_means(images, labels):
    return torch.stack([images[labels == d].sum(0) for d in range(10)]) / (len(images) / 10)

# %% mistake: the mean of the first and the last image
def digit_means(images, labels):
    return torch.stack([(images[labels == d][0] + images[labels == d][-1]) / 2 for d in range(10)])

# %% mistake: rounded to ink and no ink
def digit_means(images, labels):
    return torch.stack([images[labels == d].mean(0).round() for d in range(10)])

# %% mistake: from 9 down to 0
def digit_means(images, labels):
    return torch.stack([images[labels == d].mean(0) for d in reversed(range(10))])
