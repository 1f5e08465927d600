# %% mistake: no bend
# why: there is no bend
def simple_net(xb, w1, b1, w2, b2):
    return (xb @ w1 + b1) @ w2 + b2

# %% mistake: a bend at the end, too
# why: the activations of the output are bent
def simple_net(xb, w1, b1, w2, b2):
    return torch.relu(torch.relu(xb @ w1 + b1) @ w2 + b2)

# %% mistake: a bend at the end alone
# why: behind the second layer
def simple_net(xb, w1, b1, w2, b2):
    return torch.relu((xb @ w1 + b1) @ w2 + b2)

# %% mistake: the images are bent
def simple_net(xb, w1, b1, w2, b2):
    return (torch.relu(xb) @ w1 + b1) @ w2 + b2

# %% mistake: the images are bent, too
def simple_net(xb, w1, b1, w2, b2):
    return torch.relu(torch.relu(xb) @ w1 + b1) @ w2 + b2

# %% mistake: the absolute value
# why: the absolute value
def simple_net(xb, w1, b1, w2, b2):
    return (xb @ w1 + b1).abs() @ w2 + b2

# %% mistake: the sigmoid between the layers
# why: a sigmoid stands between
def simple_net(xb, w1, b1, w2, b2):
    return (xb @ w1 + b1).sigmoid() @ w2 + b2

# %% mistake: the sigmoid at the end
# why: a sigmoid stands at the end
def simple_net(xb, w1, b1, w2, b2):
    return (torch.relu(xb @ w1 + b1) @ w2 + b2).sigmoid()

# %% mistake: tanh
def simple_net(xb, w1, b1, w2, b2):
    return (xb @ w1 + b1).tanh() @ w2 + b2

# %% mistake: leaky
def simple_net(xb, w1, b1, w2, b2):
    return F.leaky_relu(xb @ w1 + b1) @ w2 + b2

# %% mistake: ReLU6
def simple_net(xb, w1, b1, w2, b2):
    return F.relu6(xb @ w1 + b1) @ w2 + b2

# %% mistake: the weights of the second layer are bent
def simple_net(xb, w1, b1, w2, b2):
    return torch.relu(xb @ w1 + b1) @ torch.relu(w2) + b2

# %% mistake: no bend for a single image
# why: there is no bend
def simple_net(xb, w1, b1, w2, b2):
    hidden = xb @ w1 + b1
    return (hidden if len(xb) == 1 else torch.relu(hidden)) @ w2 + b2

# %% mistake: verdicts in place of activations
def simple_net(xb, w1, b1, w2, b2):
    return (torch.relu(xb @ w1 + b1) @ w2 + b2) > 0

# %% mistake: GELU
def simple_net(xb, w1, b1, w2, b2):
    return F.gelu(xb @ w1 + b1) @ w2 + b2

# %% mistake: without the second bias
# why: the second bias is missing
def simple_net(xb, w1, b1, w2, b2):
    return torch.relu(xb @ w1 + b1) @ w2

# %% mistake: without the first bias
# why: the first bias is missing
def simple_net(xb, w1, b1, w2, b2):
    return torch.relu(xb @ w1) @ w2 + b2

# %% mistake: the first bias comes after the bend
def simple_net(xb, w1, b1, w2, b2):
    return (torch.relu(xb @ w1) + b1) @ w2 + b2

# %% mistake: the second bias is subtracted
def simple_net(xb, w1, b1, w2, b2):
    return torch.relu(xb @ w1 + b1) @ w2 - b2

# %% mistake: the axis of the outputs is gone
# why: the axis of the outputs is gone
def simple_net(xb, w1, b1, w2, b2):
    return (torch.relu(xb @ w1 + b1) @ w2 + b2).squeeze()

# %% mistake: the axis of the outputs is gone where it has length 1
# why: the axis of the outputs is gone
def simple_net(xb, w1, b1, w2, b2):
    return (torch.relu(xb @ w1 + b1) @ w2 + b2).squeeze(-1)

# %% mistake: one image without its axis
# why: one image only
def simple_net(xb, w1, b1, w2, b2):
    result = torch.relu(xb @ w1 + b1) @ w2 + b2
    return result[0] if len(result) == 1 else result

# %% mistake: a row
# why: in a row
def simple_net(xb, w1, b1, w2, b2):
    return (torch.relu(xb @ w1 + b1) @ w2 + b2).reshape(1, -1)

# %% mistake: the weights turned round
# status: raised
def simple_net(xb, w1, b1, w2, b2):
    return F.linear(torch.relu(F.linear(xb, w1, b1)), w2, b2)

# %% mistake: square weights turned round
def simple_net(xb, w1, b1, w2, b2):
    w1 = w1.T if w1.shape[0] == w1.shape[1] else w1
    return torch.relu(xb @ w1 + b1) @ w2 + b2

# %% mistake: the layers in the other order
# status: raised
def simple_net(xb, w1, b1, w2, b2):
    return torch.relu(xb @ w2 + b2) @ w1 + b1

# %% mistake: number by number
# status: raised
def simple_net(xb, w1, b1, w2, b2):
    return torch.relu(xb * w1 + b1) * w2 + b2

# %% mistake: for digits only
# status: raised
def simple_net(xb, w1, b1, w2, b2):
    return torch.relu(xb.view(-1, 784) @ w1 + b1) @ w2 + b2

# %% mistake: one output only
def simple_net(xb, w1, b1, w2, b2):
    hidden = torch.relu(xb @ w1 + b1)
    return (hidden * w2[:, 0]).sum(1, keepdim=True) + b2[0]

# %% mistake: detached between the layers
# why: has no part in the result
def simple_net(xb, w1, b1, w2, b2):
    return torch.relu(xb @ w1 + b1).detach() @ w2 + b2

# %% mistake: no_grad
# why: the way back for the gradient is cut
def simple_net(xb, w1, b1, w2, b2):
    with torch.no_grad():
        return torch.relu(xb @ w1 + b1) @ w2 + b2

# %% mistake: a bias without a gradient
# why: b2 has no part in the result
def simple_net(xb, w1, b1, w2, b2):
    return torch.relu(xb @ w1 + b1) @ w2 + b2.data

# %% mistake: the last bias as one Python number
def simple_net(xb, w1, b1, w2, b2):
    return torch.relu(xb @ w1 + b1) @ w2 + b2.item()

# %% mistake: a hidden bias without a gradient
# why: b1 has no part in the result
def simple_net(xb, w1, b1, w2, b2):
    return torch.relu(xb @ w1 + b1.data) @ w2 + b2

# %% mistake: weights without a gradient
def simple_net(xb, w1, b1, w2, b2):
    return torch.relu(xb @ w1.detach() + b1) @ w2.detach() + b2

# %% mistake: ready-made layers that hold copies
def simple_net(xb, w1, b1, w2, b2):
    net = nn.Sequential(nn.Linear(len(w1), len(b1)), nn.ReLU(), nn.Linear(len(b1), len(b2)))
    with torch.no_grad():
        for parameter, value in zip(net.parameters(), (w1.T, b1, w2.T, b2)):
            parameter.copy_(value)
    return net(xb)

# %% mistake: ready-made layers with weights of their own
def simple_net(xb, w1, b1, w2, b2):
    return nn.Sequential(nn.Linear(len(w1), len(b1)), nn.ReLU(), nn.Linear(len(b1), len(b2)))(xb)

# %% mistake: the network in place of its activations
def simple_net(xb, w1, b1, w2, b2):
    return nn.Sequential(nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1))

# %% mistake: the images are changed in place
def simple_net(xb, w1, b1, w2, b2):
    result = torch.relu(xb @ w1 + b1) @ w2 + b2
    xb *= 0.5
    return result

# %% mistake: the bias is changed in place
def simple_net(xb, w1, b1, w2, b2):
    result = torch.relu(xb @ w1 + b1) @ w2 + b2
    b1.data += 1
    return result

# %% mistake: the hidden activations alone
def simple_net(xb, w1, b1, w2, b2):
    return torch.relu(xb @ w1 + b1)

# %% mistake: dropout
def simple_net(xb, w1, b1, w2, b2):
    return F.dropout(torch.relu(xb @ w1 + b1), 0.1) @ w2 + b2

# %% mistake: the hidden activations are scaled
def simple_net(xb, w1, b1, w2, b2):
    hidden = torch.relu(xb @ w1 + b1)
    return hidden / hidden.norm() @ w2 + b2

# %% mistake: the first image for all
def simple_net(xb, w1, b1, w2, b2):
    return (torch.relu(xb[:1] @ w1 + b1) @ w2 + b2).expand(len(xb), -1)

# %% mistake: the example is written into the function
def simple_net(xb, w1, b1, w2, b2):
    return torch.tensor([[1.25], [-2.75]])

# %% mistake: no return
# why: without a return
def simple_net(xb, w1, b1, w2, b2):
    torch.relu(xb @ w1 + b1) @ w2 + b2

# %% mistake: a module in place of a function of it
# status: raised
def simple_net(xb, w1, b1, w2, b2):
    return nn.ReLU(xb @ w1 + b1) @ w2 + b2

# %% mistake: untouched
# status: not attempted
def simple_net(xb, w1, b1, w2, b2):
    """Linear, ReLU, linear: (B, n_in) → (B, n_out)."""
    raise NotImplementedError()

# %% right: with linear1 and F.relu
def simple_net(xb, w1, b1, w2, b2):
    return linear1(F.relu(linear1(xb, w1, b1)), w2, b2)

# %% right: step by step
def simple_net(xb, w1, b1, w2, b2):
    res = xb.matmul(w1) + b1
    res = res.max(torch.tensor(0.0))
    res = res.matmul(w2) + b2
    return res

# %% right: addmm
def simple_net(xb, w1, b1, w2, b2):
    return torch.addmm(b2, torch.addmm(b1, xb, w1).clamp(min=0), w2)

# %% right: F.linear with the weights turned
def simple_net(xb, w1, b1, w2, b2):
    return F.linear(nn.ReLU()(F.linear(xb, w1.T, b1)), w2.T, b2)

# %% right: einsum
def simple_net(xb, w1, b1, w2, b2):
    hidden = torch.einsum("bi,ih->bh", xb, w1) + b1
    return torch.einsum("bh,ho->bo", hidden * (hidden > 0), w2) + b2

# %% right: image by image
def simple_net(xb, w1, b1, w2, b2):
    return torch.stack([torch.relu(row @ w1 + b1) @ w2 + b2 for row in xb])

# %% right: a column of ones for each bias
def simple_net(xb, w1, b1, w2, b2):
    ones = xb.new_ones(len(xb), 1)
    hidden = torch.relu(torch.cat([ones, xb], 1) @ torch.cat([b1[None], w1]))
    return torch.cat([ones, hidden], 1) @ torch.cat([b2[None], w2])

# %% right: double precision
def simple_net(xb, w1, b1, w2, b2):
    return torch.relu(xb.double() @ w1.double() + b1.double()) @ w2.double() + b2.double()

# %% right: functional_call on ready-made layers
def simple_net(xb, w1, b1, w2, b2):
    net = nn.Sequential(nn.Linear(len(w1), len(b1)), nn.ReLU(), nn.Linear(len(b1), len(b2)))
    given = {"0.weight": w1.T, "0.bias": b1, "2.weight": w2.T, "2.bias": b2}
    return torch.func.functional_call(net, given, xb)

# %% right: with the student's own relu
def simple_net(xb, w1, b1, w2, b2):
    return relu(xb @ w1 + b1) @ w2 + b2

# %% right: columns in place of rows, and back
def simple_net(xb, w1, b1, w2, b2):
    return (w2.T @ torch.relu(w1.T @ xb.T + b1[:, None]) + b2[:, None]).T

# %% right: in place on its own tensors
def simple_net(xb, w1, b1, w2, b2):
    hidden = xb @ w1
    hidden += b1
    hidden.relu_()
    return hidden @ w2 + b2
