# %% mistake: no bias
# why: the bias is missing
def linear1(xb, weights, bias):
    return xb @ weights

# %% mistake: pixel by pixel
# why: nothing has been added up
def linear1(xb, weights, bias):
    return xb * weights.T + bias

# %% mistake: pixel by pixel, the weights as they are
# status: raised
def linear1(xb, weights, bias):
    return xb * weights + bias

# %% mistake: the result is no column
# why: do not stand in a column
def linear1(xb, weights, bias):
    return (xb * weights.T).sum(1) + bias

# %% mistake: squeezed
# why: do not stand in a column
def linear1(xb, weights, bias):
    return (xb @ weights + bias).squeeze()

# %% mistake: matrix times vector
# why: do not stand in a column
def linear1(xb, weights, bias):
    return xb @ weights.squeeze(1) + bias

# %% mistake: the result lies in a row
# why: in a row, and not in a column
def linear1(xb, weights, bias):
    return weights.T @ xb.T + bias

# %% mistake: the other way round
# status: raised
def linear1(xb, weights, bias):
    return weights @ xb + bias

# %% mistake: the bias subtracted
# why: the bias is subtracted
def linear1(xb, weights, bias):
    return xb @ weights - bias

# %% mistake: the bias multiplied
# why: the bias is multiplied
def linear1(xb, weights, bias):
    return xb @ weights * bias

# %% mistake: the bias first
# why: the bias is added before
def linear1(xb, weights, bias):
    return (xb + bias) @ weights

# %% mistake: a bias for each weight
# why: the bias is added before
def linear1(xb, weights, bias):
    return xb @ weights + bias * weights.sum()

# %% mistake: the bias is added to each product
# why: three times
def linear1(xb, weights, bias):
    return (xb * weights.T + bias).sum(1, keepdim=True)

# %% mistake: with a sigmoid
# why: these are sigmoids
def linear1(xb, weights, bias):
    return (xb @ weights + bias).sigmoid()

# %% mistake: with a relu
# why: below zero has been cut off
def linear1(xb, weights, bias):
    return (xb @ weights + bias).relu()

# %% mistake: a mean over the batch
def linear1(xb, weights, bias):
    return (xb @ weights + bias).mean()

# %% mistake: a sum over everything
# why: this is one number
def linear1(xb, weights, bias):
    return (xb @ weights + bias).sum()

# %% mistake: detached
# why: the graph was cut
def linear1(xb, weights, bias):
    return (xb @ weights + bias).detach()

# %% mistake: no gradients
# why: the graph was cut
def linear1(xb, weights, bias):
    with torch.no_grad():
        return xb @ weights + bias

# %% mistake: the bias loses its gradient
# why: no gradient has come back to the bias
def linear1(xb, weights, bias):
    return xb @ weights + bias.item()

# %% mistake: the weights lose their gradient
# why: no gradient has come back to the weights
def linear1(xb, weights, bias):
    return xb @ weights.data + bias

# %% mistake: a list
def linear1(xb, weights, bias):
    return [(row @ weights + bias).item() for row in xb]

# %% mistake: a new tensor of numbers
# why: the graph was cut
def linear1(xb, weights, bias):
    return torch.tensor([[(row @ weights + bias).item()] for row in xb])

# %% mistake: NumPy
def linear1(xb, weights, bias):
    return xb.detach().numpy() @ weights.detach().numpy() + bias.detach().numpy()

# %% mistake: only the first image
def linear1(xb, weights, bias):
    return xb[:1] @ weights + bias

# %% mistake: the weights are changed in place
# why: changed a tensor
def linear1(xb, weights, bias):
    result = xb @ weights + bias
    if not weights.requires_grad:
        weights += 0.0001
    return result

# %% mistake: the batch is changed in place
# why: changed a tensor
def linear1(xb, weights, bias):
    result = xb @ weights + bias
    xb.div_(255)
    return result

# %% mistake: pixels above 1 are cut
def linear1(xb, weights, bias):
    return xb.clamp(-3, 3) @ weights + bias

# %% mistake: always two images
def linear1(xb, weights, bias):
    return torch.cat([xb[:1] @ weights, xb[1:2] @ weights]) + bias

# %% mistake: reshaped to 784
# status: raised
def linear1(xb, weights, bias):
    return xb.view(-1, 784) @ weights + bias

# %% mistake: own random parameters
def linear1(xb, weights, bias):
    weights, bias = init_params(tuple(weights.shape)), init_params(1)
    return xb @ weights + bias

# %% mistake: a mean over the pixels
# why: a mean, and a sum was asked for
def linear1(xb, weights, bias):
    return (xb * weights.T).mean(1, keepdim=True) + bias

# %% mistake: no return
# why: without a return
def linear1(xb, weights, bias):
    xb @ weights + bias

# %% mistake: a result that is tracked anew
def linear1(xb, weights, bias):
    return (xb @ weights + bias).detach().requires_grad_()

# %% mistake: an activation for a column of the batch, where it is square
def linear1(xb, weights, bias):
    if xb.shape[0] == xb.shape[1]:
        xb = xb.T
    return xb @ weights + bias

# %% right: matmul
def linear1(xb, weights, bias):
    return torch.matmul(xb, weights) + bias

# %% right: addmm
def linear1(xb, weights, bias):
    return torch.addmm(bias, xb, weights)

# %% right: F.linear
def linear1(xb, weights, bias):
    return F.linear(xb, weights.T, bias)

# %% right: einsum
def linear1(xb, weights, bias):
    return torch.einsum("bn,nk->bk", xb, weights) + bias

# %% right: products and a sum
def linear1(xb, weights, bias):
    return (xb * weights.T).sum(1, keepdim=True) + bias

# %% right: a loop
def linear1(xb, weights, bias):
    return torch.stack([(row * weights[:, 0]).sum() + bias[0] for row in xb]).unsqueeze(1)

# %% right: a column of ones
def linear1(xb, weights, bias):
    ones = torch.ones(len(xb), 1, device=xb.device)
    return torch.cat([xb, ones], 1) @ torch.cat([weights, bias[None]])

# %% right: turned twice
def linear1(xb, weights, bias):
    return (weights.T @ xb.T).T + bias

# %% right: in double precision
def linear1(xb, weights, bias):
    return xb.double() @ weights.double() + bias.double()

# %% right: bias first
def linear1(xb, weights, bias):
    return bias + xb.mm(weights)

# %% right: a bias added in place to a new tensor
def linear1(xb, weights, bias):
    result = xb @ weights
    result += bias
    return result

# %% right: a lambda
linear1 = lambda xb, weights, bias: xb @ weights + bias

# %% mistake: a row of activations
def linear1(xb, weights, bias):
    return (xb @ weights).squeeze() + bias.unsqueeze(1)

# %% mistake: the bias twice
def linear1(xb, weights, bias):
    return xb @ weights + 2 * bias

# %% mistake: new weights with the same numbers
def linear1(xb, weights, bias):
    w = torch.tensor(weights.tolist(), requires_grad=True)
    return xb @ w + bias

# %% mistake: a layer of its own
def linear1(xb, weights, bias):
    return nn.Linear(xb.shape[1], 1)(xb)

# %% mistake: the bias is changed in place
def linear1(xb, weights, bias):
    out = xb @ weights + bias
    if not bias.requires_grad:
        bias += 1
    return out

# %% mistake: no bias for a single image
def linear1(xb, weights, bias):
    return (xb @ weights + bias) if len(xb) > 1 else (xb @ weights)

# %% mistake: a new bias with the same number
def linear1(xb, weights, bias):
    return xb @ weights + torch.tensor([bias[0].item()])

# %% right: baddbmm
def linear1(xb, weights, bias):
    return torch.baddbmm(bias.view(1, 1, 1), xb[None], weights[None])[0]

# %% right: tensordot
def linear1(xb, weights, bias):
    return torch.tensordot(xb, weights, dims=1) + bias.view(1, 1)

# %% right: a broadcast over three axes
def linear1(xb, weights, bias):
    return (xb[:, :, None] * weights[None]).sum(1) + bias

# %% right: pixel after pixel
def linear1(xb, weights, bias):
    total = bias.expand(len(xb), 1)
    for i in range(xb.shape[1]):
        total = total + xb[:, i : i + 1] * weights[i]
    return total
