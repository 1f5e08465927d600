"""Answers to quiz_forward, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: no bias
# why: the bias is missing
def quiz_forward(x, weight, bias):
    return x @ weight.T

# %% mistake: reshaped and not turned
# why: has been given another shape
def quiz_forward(x, weight, bias):
    product = x @ weight.reshape(weight.shape[1], weight.shape[0])
    return product if bias is None else product + bias

# %% mistake: view and not turned
# why: has been given another shape
def quiz_forward(x, weight, bias):
    product = x @ weight.view(-1, len(weight))
    return product if bias is None else product + bias

# %% mistake: not turned at all
# status: raised
def quiz_forward(x, weight, bias):
    product = x @ weight
    return product if bias is None else product + bias

# %% mistake: turned only where the shapes complain
# why: for a square one no error tells you
def quiz_forward(x, weight, bias):
    w = weight if weight.shape[0] == x.shape[1] else weight.T
    return x @ w if bias is None else x @ w + bias

# %% mistake: turned only after an error
# why: for a square one no error tells you
def quiz_forward(x, weight, bias):
    try:
        product = x @ weight
    except RuntimeError:
        product = x @ weight.T
    return product if bias is None else product + bias

# %% mistake: the bias is always added
# status: raised
def quiz_forward(x, weight, bias):
    return x @ weight.T + bias

# %% mistake: asks whether the bias is true
# status: raised
def quiz_forward(x, weight, bias):
    if bias:
        return x @ weight.T + bias
    return x @ weight.T

# %% mistake: asks whether the bias has anything in it that is not zero, and needs one
# status: raised
def quiz_forward(x, weight, bias):
    if bias.any():
        return x @ weight.T + bias
    return x @ weight.T

# %% mistake: the result turned around
# why: the result is turned around
def quiz_forward(x, weight, bias):
    product = x @ weight.T
    return (product if bias is None else product + bias).T

# %% mistake: the weight first
# why: each row got one number of the bias
def quiz_forward(x, weight, bias):
    product = x @ weight.T
    return product if bias is None else product + bias.reshape(-1, 1)

# %% mistake: weight times x
# status: raised
def quiz_forward(x, weight, bias):
    return weight @ x + bias

# %% mistake: number by number
# status: wrong
def quiz_forward(x, weight, bias):
    return x * weight + bias.sum()

# %% mistake: minus the bias
# why: taken away
def quiz_forward(x, weight, bias):
    product = x @ weight.T
    return product if bias is None else product - bias

# %% mistake: a ReLU at the end
def quiz_forward(x, weight, bias):
    product = x @ weight.T
    return (product if bias is None else product + bias).relu()

# %% mistake: nothing comes back
# why: ended without a return
def quiz_forward(x, weight, bias):
    print(x @ weight.T + (0 if bias is None else bias))

# %% mistake: a list comes back
def quiz_forward(x, weight, bias):
    product = x @ weight.T
    return (product if bias is None else product + bias).tolist()

# %% mistake: a new layer with numbers of its own
def quiz_forward(x, weight, bias):
    return nn.Linear(weight.shape[1], weight.shape[0], bias=bias is not None).to(x.device)(x)

# %% mistake: the weight is changed in place
def quiz_forward(x, weight, bias):
    weight *= 2
    product = (x @ weight.T) / 2
    return product if bias is None else product + bias

# %% mistake: turned in place
def quiz_forward(x, weight, bias):
    weight.t_()
    product = x @ weight
    return product if bias is None else product + bias

# %% mistake: the bias is set to zero where there is none, and elsewhere too
# why: the bias is missing
def quiz_forward(x, weight, bias):
    bias = torch.zeros(len(weight), device=x.device)
    return x @ weight.T + bias

# %% mistake: the first row of x alone
def quiz_forward(x, weight, bias):
    product = x[0] @ weight.T
    return product if bias is None else product + bias

# %% mistake: two outputs, always
def quiz_forward(x, weight, bias):
    b = torch.zeros(2, device=x.device) if bias is None else bias
    return torch.stack([x @ weight[0] + b[0], x @ weight[1] + b[1]], dim=1)

# %% mistake: the numbers of the example
def quiz_forward(x, weight, bias):
    return torch.tensor([[12.0, 22.0], [4.0, 25.0]])

# %% mistake: unfinished
# status: not attempted
def quiz_forward(x, weight, bias):
    raise NotImplementedError()

# %% right: the function that PyTorch has
def quiz_forward(x, weight, bias):
    return F.linear(x, weight, bias)

# %% right: einsum
def quiz_forward(x, weight, bias):
    out = torch.einsum("bi,oi->bo", x, weight)
    if bias is not None:
        out = out + bias
    return out

# %% right: broadcasting and a sum
def quiz_forward(x, weight, bias):
    if bias is None:
        bias = 0
    return (x[:, None, :] * weight[None]).sum(-1) + bias

# %% right: a loop over the rows
def quiz_forward(x, weight, bias):
    rows = [torch.stack([(row * w).sum() for w in weight]) for row in x]
    out = torch.stack(rows)
    return out if bias is None else out + bias

# %% right: the weight first, and turned back
def quiz_forward(x, weight, bias):
    out = (weight @ x.t()).t()
    if bias is None:
        return out
    out = out + bias.view(1, -1)
    return out

# %% right: in place on the own result
def quiz_forward(x, weight, bias):
    out = torch.matmul(x, torch.transpose(weight, 0, 1))
    if bias is not None:
        out += bias
    return out

# %% right: addmm
def quiz_forward(x, weight, bias):
    bias = torch.zeros(weight.size(0), device=x.device) if bias is None else bias
    return torch.addmm(bias, x, weight.permute(1, 0))
