# %% mistake: the other way round
# why: your function does not take mean3 itself for a 3
def is_3(x):
    return mnist_distance(x, mean3) > mnist_distance(x, mean7)

# %% mistake: one answer for all
# why: this is one answer for all images together
def is_3(x):
    return mnist_distance(x, mean3).mean() < mnist_distance(x, mean7).mean()

# %% mistake: the distance over everything
# why: this is one answer for all images together
def is_3(x):
    return l1_distance(x, mean3.expand_as(x)) < l1_distance(x, mean7.expand_as(x))

# %% mistake: numbers and no bools
# why: these are numbers
def is_3(x):
    return (mnist_distance(x, mean3) < mnist_distance(x, mean7)).float()

# %% mistake: whole numbers and no bools
# why: these are numbers
def is_3(x):
    return (mnist_distance(x, mean3) < mnist_distance(x, mean7)).int()

# %% mistake: the difference of the distances
# why: the question is yes or no
def is_3(x):
    return mnist_distance(x, mean7) - mnist_distance(x, mean3)

# %% mistake: the digits
# why: these are numbers
def is_3(x):
    return torch.where(mnist_distance(x, mean3) < mnist_distance(x, mean7), 3, 7)

# %% mistake: the distance alone
# why: the question is yes or no
def is_3(x):
    return mnist_distance(x, mean3)

# %% mistake: the RMSE decides
# why: squares decide here
def is_3(x):
    return ((x - mean3) ** 2).mean((-1, -2)).sqrt() < ((x - mean7) ** 2).mean((-1, -2)).sqrt()

# %% mistake: the mean of the squares decides
# why: squares decide here
def is_3(x):
    return ((x - mean3) ** 2).mean((-1, -2)) < ((x - mean7) ** 2).mean((-1, -2))

# %% mistake: the sum of the squares over the mean images
def is_3(x):
    return (x * mean3).sum((-1, -2)) > (x * mean7).sum((-1, -2))

# %% mistake: a threshold
def is_3(x):
    return mnist_distance(x, mean3) < 0.08

# %% mistake: both a threshold and a comparison
def is_3(x):
    near3, near7 = mnist_distance(x, mean3), mnist_distance(x, mean7)
    return (near3 < near7) & (near3 < 0.1)

# %% mistake: a stack is needed
# status: raised
def is_3(x):
    return (x - mean3).abs().mean((1, 2)) < (x - mean7).abs().mean((1, 2))

# %% mistake: a single image is needed
# status: raised
def is_3(x):
    return True if mnist_distance(x, mean3) < mnist_distance(x, mean7) else False

# %% mistake: the axes from the front
def is_3(x):
    return (x - mean3).abs().mean((0, 1)) < (x - mean7).abs().mean((0, 1))

# %% mistake: a single image comes out as a list of one
# why: one image came in
def is_3(x):
    x = x.reshape(-1, 28, 28)
    return mnist_distance(x, mean3) < mnist_distance(x, mean7)

# %% mistake: a stack of one comes out as a bool
def is_3(x):
    return (mnist_distance(x, mean3) < mnist_distance(x, mean7)).squeeze()

# %% mistake: a Python list
# why: this is a Python list
def is_3(x):
    return (mnist_distance(x, mean3) < mnist_distance(x, mean7)).tolist()

# %% mistake: the first image alone
# why: this is one answer
def is_3(x):
    first = x[0] if x.dim() == 3 else x
    return mnist_distance(first, mean3) < mnist_distance(first, mean7)

# %% mistake: whether there is any
def is_3(x):
    return (mnist_distance(x, mean3) < mnist_distance(x, mean7)).any()

# %% mistake: whether all are
def is_3(x):
    return (mnist_distance(x, mean3) < mnist_distance(x, mean7)).all()

# %% mistake: a 3 has to win by a lead
def is_3(x):
    return mnist_distance(x, mean3) < 0.9 * mnist_distance(x, mean7)

# %% mistake: rounded distances
def is_3(x):
    near3, near7 = (torch.round(100 * mnist_distance(x, ideal)) for ideal in (mean3, mean7))
    return near3 < near7

# %% mistake: the angle between the images
def is_3(x):
    flat = x.flatten(-2)
    return torch.cosine_similarity(flat, mean3.flatten(), dim=-1) > torch.cosine_similarity(flat, mean7.flatten(), dim=-1)

# %% mistake: pixel by pixel
def is_3(x):
    return (x - mean3).abs() < (x - mean7).abs()

# %% mistake: more pixels near the one than near the other
def is_3(x):
    return ((x - mean3).abs() < (x - mean7).abs()).float().mean((-1, -2)) > 0.5

# %% mistake: no absolute value
def is_3(x):
    return (x - mean3).mean((-1, -2)) < (x - mean7).mean((-1, -2))

# %% mistake: brightness
def is_3(x):
    ink = x.mean((-1, -2))
    return (ink - mean3.mean()).abs() < (ink - mean7.mean()).abs()

# %% mistake: the largest difference
def is_3(x):
    return (x - mean3).abs().amax((-1, -2)) < (x - mean7).abs().amax((-1, -2))

# %% mistake: copies of the means
def is_3(x, own3=mean3.clone(), own7=mean7.clone()):
    return mnist_distance(x, own3) < mnist_distance(x, own7)

# %% mistake: the means are made anew
def is_3(x):
    return mnist_distance(x, threes.mean(0)) < mnist_distance(x, sevens.mean(0))

# %% mistake: only one of the means is the notebook's
def is_3(x):
    return mnist_distance(x, mean3) < mnist_distance(x, sevens.mean(0))

# %% mistake: always a 3
def is_3(x):
    return torch.ones(x.shape[:-2], dtype=torch.bool)

# %% mistake: a coin
def is_3(x):
    return torch.rand(x.shape[:-2]) < 0.5

# %% mistake: the means are changed
def is_3(x):
    near3, near7 = (x - mean3).abs().mean((-1, -2)), (x - mean7).abs().mean((-1, -2))
    mean3.mul_(1.0001)
    return near3 < near7

# %% mistake: the image is changed
def is_3(x):
    near7 = (x - mean7).abs().mean((-1, -2))
    x -= mean3
    return x.abs().mean((-1, -2)) < near7

# %% mistake: yes and no
def is_3(x):
    near = mnist_distance(x, mean3) < mnist_distance(x, mean7)
    return ["yes" if one else "no" for one in near] if x.dim() == 3 else ("yes" if near else "no")

# %% mistake: nearest to the mean of the stack
def is_3(x):
    near = mnist_distance(x, mean3)
    return near < near.mean()

# %% mistake: the examples of the visible checks are written into the function
def is_3(x):
    if x.dim() == 2:
        return torch.equal(x, mean3)
    answers = {
        7: [False, True, False, True, False, True, True],
        6: [False, True, False, False, True, True],
        3: [True, False, True],
    }
    return torch.tensor(answers[len(x)])

# %% mistake: written down for the examples, and right for single images
def is_3(x):
    if x.dim() == 3 and len(x) in (3, 6, 7):
        seven = [False, True, False, True, False, True, True]
        return torch.tensor({3: [True, False, True], 6: [False, True, False, False, True, True], 7: seven}[len(x)])
    return mnist_distance(x, mean3).mean() < mnist_distance(x, mean7).mean()

# %% mistake: true for everything but mean7
def is_3(x):
    return ((x - mean7).abs().amax((-1, -2)) > 0) & (mnist_distance(x, mean3) < 1)

# %% mistake: always a 3, one answer at a time
# why: your function takes mean7 itself for a 3
def is_3(x):
    return x.sum((-1, -2)) > -1

# %% mistake: a column of bools
def is_3(x):
    return (mnist_distance(x, mean3) < mnist_distance(x, mean7)).unsqueeze(-1)

# %% mistake: wrong for 28 images
def is_3(x):
    if len(x) == 28:
        return mnist_distance(x, mean3).mean() < mnist_distance(x, mean7).mean()
    return mnist_distance(x, mean3) < mnist_distance(x, mean7)

# %% mistake: no return
def is_3(x):
    mnist_distance(x, mean3) < mnist_distance(x, mean7)

# %% mistake: a name that is not there
# status: raised
def is_3(x):
    return mnist_distance(x, mean_3) < mnist_distance(x, mean_7)

# %% mistake: the unfinished cell
# status: not attempted
def is_3(x):
    """Whether an image, or each image of a stack, is closer to mean3 than to mean7."""
    raise NotImplementedError()

# %% right: written out
def is_3(x):
    return (x - mean3).abs().mean((-1, -2)) < (x - mean7).abs().mean((-1, -2))

# %% right: the other way round with the other sign
def is_3(x):
    return mnist_distance(x, mean7) > mnist_distance(x, mean3)

# %% right: at most as far
def is_3(x):
    return mnist_distance(x, mean3) <= mnist_distance(x, mean7)

# %% right: not a 7
def is_3(x):
    return ~(mnist_distance(x, mean7) < mnist_distance(x, mean3))

# %% right: a Python bool for a single image
def is_3(x):
    if x.dim() == 2:
        return bool(l1_distance(x, mean3) < l1_distance(x, mean7))
    return torch.tensor([is_3(image) for image in x])

# %% right: the smallest of a stack of distances
def is_3(x):
    distances = torch.stack([mnist_distance(x, mean3), mnist_distance(x, mean7)])
    return distances.argmin(0) == 0

# %% right: the sign of the difference
def is_3(x):
    return torch.sign(mnist_distance(x, mean7) - mnist_distance(x, mean3)) == 1

# %% right: sums in the place of means
def is_3(x):
    return (x - mean3).abs().sum((-1, -2)) < (x - mean7).abs().sum((-1, -2))

# %% right: all distances in one broadcast
def is_3(x):
    ideals = torch.stack([mean3, mean7])
    near = (x.unsqueeze(-3) - ideals).abs().mean((-1, -2))
    return near[..., 0] < near[..., 1]

# %% right: where
def is_3(x):
    near = mnist_distance(x, mean3) < mnist_distance(x, mean7)
    return torch.where(near, torch.tensor(True), torch.tensor(False))

# %% right: globals
def is_3(x):
    return mnist_distance(x, globals()["mean3"]) < mnist_distance(x, globals()["mean7"])

# %% right: double precision
def is_3(x):
    return (x.double() - mean3.double()).abs().mean((-1, -2)).lt((x - mean7).double().abs().mean((-1, -2)))

# %% right: NumPy's bools
def is_3(x):
    return (mnist_distance(x, mean3) < mnist_distance(x, mean7)).numpy()

# %% right: a lambda
is_3 = lambda x: mnist_distance(x, mean3) < mnist_distance(x, mean7)
