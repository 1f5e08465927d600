"""Answers to stack_images, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: not divided
# why: the numbers still go from 0 to 255
def stack_images(images):
    return torch.stack(images).float()

# %% mistake: bytes are left
# why: the numbers still go from 0 to 255
def stack_images(images):
    return torch.stack(images)

# %% mistake: divided by 256
# why: you divided by 256
def stack_images(images):
    return torch.stack(images).float() / 256

# %% mistake: divided as whole numbers
# why: // divides whole numbers
def stack_images(images):
    return torch.stack(images) // 255

# %% mistake: divided, then turned back into bytes
# why: whole-number types drop them
def stack_images(images):
    return (torch.stack(images) / 255).to(torch.uint8)

# %% mistake: divided by the largest number of all
# why: by the largest number of these images
def stack_images(images):
    x = torch.stack(images).float()
    return x / x.max()

# %% mistake: each image divided by its own largest number
# why: each image was divided by its own largest number
def stack_images(images):
    return torch.stack([image.float() / image.max() for image in images])

# %% mistake: stretched from the smallest number to the largest
# why: you stretched the numbers of these images
def stack_images(images):
    x = torch.stack(images).float()
    return (x - x.min()) / (x.max() - x.min())

# %% mistake: glued, not stacked
# why: glued together
def stack_images(images):
    return torch.cat(images).float() / 255

# %% mistake: stacked along the last axis
# why: the new axis is the last one
def stack_images(images):
    return torch.stack(images, dim=-1).float() / 255

# %% mistake: stacked along axis 1
# why: the new axis is in the middle
def stack_images(images):
    return torch.stack(images, dim=1).float() / 255

# %% mistake: flattened to 784
# why: each image has become one row
def stack_images(images):
    return torch.stack(images).view(-1, 784).float() / 255

# %% mistake: an axis too many
# why: an axis of length 1 too many
def stack_images(images):
    return torch.stack(images).unsqueeze(1).float() / 255

# %% mistake: black and white swapped
# why: swapped
def stack_images(images):
    return 1 - torch.stack(images).float() / 255

# %% mistake: from -1 to 1
# why: go from -1 to 1
def stack_images(images):
    return torch.stack(images).float() / 127.5 - 1

# %% mistake: reversed
# why: reversed order
def stack_images(images):
    return torch.stack(images[::-1]).float() / 255

# %% mistake: a list of tensors
def stack_images(images):
    return [image.float() / 255 for image in images]

# %% mistake: a NumPy array
def stack_images(images):
    return np.stack([image.numpy() for image in images]) / 255

# %% mistake: only ever three images
def stack_images(images):
    return torch.stack([images[0], images[1], images[2]]).float() / 255

# %% mistake: one image loses its axis
def stack_images(images):
    return (torch.stack(images).float() / 255).squeeze()

# %% mistake: leaves the first image out
def stack_images(images):
    return torch.stack(images[1:]).float() / 255

# %% mistake: the images in the list are replaced
def stack_images(images):
    for i in range(len(images)):
        images[i] = images[i].float() / 255
    return torch.stack(images)

# %% mistake: the images in the list become floats
def stack_images(images):
    for i, image in enumerate(images):
        images[i] = image.float()
    return torch.stack(images) / 255

# %% mistake: the list is emptied
def stack_images(images):
    out = []
    while images:
        out.append(images.pop(0))
    return torch.stack(out).float() / 255

# %% mistake: the images piled up over the calls
pile = []

def stack_images(images):
    pile.extend(images)
    return torch.stack(pile).float() / 255

# %% mistake: divides twice
def stack_images(images):
    return torch.stack([image / 255 for image in images]) / 255

# %% mistake: black or white
# why: the grays are lost
def stack_images(images):
    return (torch.stack(images) > 127).float()

# %% mistake: divides only when a pixel is above 1, so that very pale images stay as they are
def stack_images(images):
    x = torch.stack(images).float()
    return x / 255 if x.max() > 1 else x

# %% mistake: overflow, the bytes are doubled before they become floats
def stack_images(images):
    return (torch.stack(images) * 2).float() / 510

# %% mistake: rounded to two digits
def stack_images(images):
    return (torch.stack(images) / 255 * 100).round() / 100

# %% mistake: mean instead of stack
# why: the three images have become one
def stack_images(images):
    return torch.stack(images).float().mean(0) / 255

# %% mistake: reshaped where the axes should have been moved
# why: a reshape does not move an axis
def stack_images(images):
    return torch.stack(images, dim=-1).reshape(len(images), 28, 28).float() / 255

# %% mistake: each image turned
# why: rows and columns of each image are swapped
def stack_images(images):
    return torch.stack([image.T for image in images]).float() / 255

# %% mistake: torch.tensor on a list of images
# status: raised
def stack_images(images):
    return torch.tensor(images).float() / 255

# %% mistake: mean and standard deviation
def stack_images(images):
    x = torch.stack(images).float() / 255
    return (x - x.mean()) / x.std()

# %% mistake: half precision loses digits
def stack_images(images):
    return torch.stack(images).half() / 255

# %% mistake: each image upside down
# why: stands on its head
def stack_images(images):
    return torch.stack(images).flip(1).float() / 255

# %% mistake: the grays of the visible checks, looked up
def stack_images(images):
    levels = {51: 0.2, 102: 0.4, 153: 0.6, 204: 0.8, 255: 1.0}
    out = torch.zeros(len(images), 28, 28)
    for place, image in enumerate(images):
        for gray, level in levels.items():
            out[place][image == gray] = level
    return out

# %% mistake: one gray for a whole image, its first
def stack_images(images):
    return torch.stack([torch.full((28, 28), image[0, 0].item() / 255) for image in images])

# %% mistake: rounded to tenths, which the visible checks cannot see
def stack_images(images):
    return (torch.stack(images) / 255).round(decimals=1)

# %% mistake: untouched
# status: not attempted
def stack_images(images):
    # YOUR CODE HERE
    raise NotImplementedError()

# %% right: divides each image first
def stack_images(images):
    return torch.stack([image.float() / 255 for image in images])

# %% right: bytes divided by 255 are floats
def stack_images(images):
    return torch.stack(images) / 255

# %% right: float64
def stack_images(images):
    return torch.stack(images).double().div(255)

# %% right: fills an empty tensor
def stack_images(images):
    out = torch.zeros(len(images), 28, 28)
    for i, image in enumerate(images):
        out[i] = image
    return out / 255.0

# %% right: cat with a new axis
def stack_images(images):
    return torch.cat([image[None] for image in images]).to(torch.float32) * (1 / 255)

# %% right: through NumPy and back
def stack_images(images):
    return torch.from_numpy(np.stack([image.numpy() for image in images]).astype(np.float32) / 255)

# %% right: cat and view
def stack_images(images):
    return torch.cat(images).view(-1, 28, 28).float() / 255

# %% right: in place, on its own tensor
def stack_images(images):
    x = torch.stack(images).float()
    x /= 255
    return x

# %% right: from nested lists
def stack_images(images):
    return torch.tensor([image.tolist() for image in images], dtype=torch.float32) / 255

# %% right: stacked along another axis, then moved
def stack_images(images):
    return torch.stack(images, dim=2).permute(2, 0, 1).float() / 255
