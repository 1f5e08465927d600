# %% mistake: the biases are added
# why: the first did not go through the second layer
def quiz_one_layer(w1, b1, w2, b2):
    return w1 @ w2, b1.sum() + b2

# %% mistake: the weights are added
# why: the weights were added
def quiz_one_layer(w1, b1, w2, b2):
    return w1 + w2, b1 @ w2 + b2

# %% mistake: number by number
def quiz_one_layer(w1, b1, w2, b2):
    return w1 * w2, b1 * w2 + b2

# %% mistake: the second bias alone
# why: the second bias alone
def quiz_one_layer(w1, b1, w2, b2):
    return w1 @ w2, b2

# %% mistake: without the second bias
# why: the second bias is missing
def quiz_one_layer(w1, b1, w2, b2):
    return w1 @ w2, b1 @ w2

# %% mistake: the other order
# why: the other order
def quiz_one_layer(w1, b1, w2, b2):
    return w2 @ w1, b2 @ w1 + b1

# %% mistake: the weights in the other order
def quiz_one_layer(w1, b1, w2, b2):
    return w2 @ w1, b1 @ w2 + b2

# %% mistake: square layers in the other order
def quiz_one_layer(w1, b1, w2, b2):
    weights = w2 @ w1 if w1.shape == w2.shape else w1 @ w2
    return weights, b1 @ w2 + b2

# %% mistake: rows and columns swapped
# why: rows and columns are swapped
def quiz_one_layer(w1, b1, w2, b2):
    return (w1 @ w2).T, b1 @ w2 + b2

# %% mistake: bias first
# why: the weights were asked for first
def quiz_one_layer(w1, b1, w2, b2):
    return b1 @ w2 + b2, w1 @ w2

# %% mistake: the bias as a row of a table
def quiz_one_layer(w1, b1, w2, b2):
    return w1 @ w2, b1[None] @ w2 + b2

# %% mistake: the weights alone
def quiz_one_layer(w1, b1, w2, b2):
    return w1 @ w2

# %% mistake: a ReLU on the way
def quiz_one_layer(w1, b1, w2, b2):
    return w1 @ w2, b1.clamp(min=0) @ w2 + b2

# %% mistake: the first bias is added after the second layer
def quiz_one_layer(w1, b1, w2, b2):
    return w1 @ w2, (b1 + b2) @ w2

# %% mistake: the second bias goes through the second layer, too
def quiz_one_layer(w1, b1, w2, b2):
    return w1 @ w2, (b1 @ w2 + b2) * w2.sum(0)

# %% mistake: the bias is changed in place
def quiz_one_layer(w1, b1, w2, b2):
    b2 += b1 @ w2
    return w1 @ w2, b2

# %% mistake: the example is written into the function
def quiz_one_layer(w1, b1, w2, b2):
    return torch.tensor([[-6.0]]), torch.tensor([3.0])

# %% mistake: plain lists
def quiz_one_layer(w1, b1, w2, b2):
    return (w1 @ w2).tolist(), (b1 @ w2 + b2).tolist()

# %% mistake: a layer of PyTorch
def quiz_one_layer(w1, b1, w2, b2):
    return nn.Linear(w1.shape[0], w2.shape[1])

# %% mistake: no return
# why: without a return
def quiz_one_layer(w1, b1, w2, b2):
    w1 @ w2, b1 @ w2 + b2

# %% mistake: untouched
# status: not attempted
def quiz_one_layer(w1, b1, w2, b2):
    """The weights and the bias of the one linear layer that equals these two: (n_in, n_out) and (n_out,)."""
    raise NotImplementedError()

# %% right: matmul
def quiz_one_layer(w1, b1, w2, b2):
    return torch.matmul(w1, w2), torch.matmul(b1, w2).add(b2)

# %% right: a list
def quiz_one_layer(w1, b1, w2, b2):
    return [w1.mm(w2), (b1[None] @ w2)[0] + b2]

# %% right: the bias is what zeros give, the weights what the unit rows give
def quiz_one_layer(w1, b1, w2, b2):
    def both(xb):
        return linear1(linear1(xb, w1, b1), w2, b2)

    b = both(torch.zeros(1, len(w1), device=w1.device))[0]
    return both(torch.eye(len(w1), device=w1.device)) - b, b

# %% right: einsum
def quiz_one_layer(w1, b1, w2, b2):
    return torch.einsum("ih,ho->io", w1, w2), torch.einsum("h,ho->o", b1, w2) + b2

# %% right: double precision
def quiz_one_layer(w1, b1, w2, b2):
    w1, b1, w2, b2 = w1.double(), b1.double(), w2.double(), b2.double()
    return w1 @ w2, b1 @ w2 + b2

# %% right: F.linear
def quiz_one_layer(w1, b1, w2, b2):
    return F.linear(w1, w2.T), F.linear(b1, w2.T, b2)
