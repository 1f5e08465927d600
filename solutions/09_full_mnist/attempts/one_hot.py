# %% mistake: a column for each label
# why: rows and columns are swapped
def one_hot(labels, n=10):
    return F.one_hot(labels, n).T

# %% mistake: one place too early
# why: one place too early
def one_hot(labels, n=10):
    return F.one_hot((labels - 1) % n, n)

# %% mistake: the label in the place of the 1
# why: the label itself was written
def one_hot(labels, n=10):
    return F.one_hot(labels, n) * labels[:, None]

# %% mistake: filled up to the label
# why: up to the label are 1
def one_hot(labels, n=10):
    return (torch.arange(n, device=labels.device) <= labels[:, None]).long()

# %% mistake: the wrong way round
# why: 0 and 1 are the wrong way round
def one_hot(labels, n=10):
    return (labels[:, None] != torch.arange(n, device=labels.device)).long()

# %% mistake: all labels in all rows
# why: all labels are in each of the rows
def one_hot(labels, n=10):
    table = torch.zeros(len(labels), n)
    table[:, labels] = 1
    return table

# %% mistake: all labels share one row
# why: all labels share one row
def one_hot(labels, n=10):
    row = torch.zeros(n)
    row[labels] = 1
    return row

# %% mistake: the labels
# why: these are the labels
def one_hot(labels, n=10):
    return labels

# %% mistake: an axis too many
# why: one axis too many
def one_hot(labels, n=10):
    return F.one_hot(labels[:, None], n)

# %% mistake: always ten
# why: 10 places whatever n is
def one_hot(labels, n=10):
    return F.one_hot(labels, 10)

# %% mistake: as many as the largest label asks for
# why: as long as the largest label asks for
def one_hot(labels, n=10):
    return F.one_hot(labels)

# %% mistake: as many as there are labels
def one_hot(labels, n=10):
    table = torch.zeros(len(labels), max(len(labels), int(labels.max()) + 1))
    table[torch.arange(len(labels)), labels] = 1
    return table

# %% mistake: rows of an identity that does not know n
# status: wrong
def one_hot(labels, n=10):
    return torch.eye(int(labels.max()) + 1)[labels]

# %% mistake: in the order of the labels
# why: the rows are sorted
def one_hot(labels, n=10):
    labels = labels.sort().values
    return F.one_hot(labels, n)

# %% mistake: the identity
def one_hot(labels, n=10):
    return torch.eye(n)

# %% mistake: a single label loses its table
# why: come out of its table
def one_hot(labels, n=10):
    return F.one_hot(labels, n).squeeze()

# %% mistake: whole rows are filled
def one_hot(labels, n=10):
    table = torch.zeros(len(labels), n)
    table[torch.arange(len(labels))] = 1
    return table

# %% mistake: rows and labels mixed up
# status: raised
def one_hot(labels, n=10):
    table = torch.zeros(len(labels), n)
    table[labels, torch.arange(len(labels))] = 1
    return table

# %% mistake: a square table
def one_hot(labels, n=10):
    table = torch.zeros(n, n)
    table[torch.arange(len(labels)) % n, labels] = 1
    return table

# %% mistake: the labels are used up
def one_hot(labels, n=10):
    result = F.one_hot(labels.clone(), n)
    labels.zero_()
    return result

# %% mistake: a list of lists
# why: this is another type of thing
def one_hot(labels, n=10):
    return [[int(label == k) for k in range(n)] for label in labels.tolist()]

# %% mistake: −1 and 1
def one_hot(labels, n=10):
    return 2 * F.one_hot(labels, n) - 1

# %% mistake: softened
def one_hot(labels, n=10):
    return F.one_hot(labels, n) * 0.9 + 0.01

# %% mistake: the example
def one_hot(labels, n=10):
    return F.one_hot(torch.tensor([3, 0, 9]), 10)

# %% mistake: repeated labels only once
def one_hot(labels, n=10):
    return F.one_hot(labels.unique(), n)

# %% mistake: the first label alone
def one_hot(labels, n=10):
    return F.one_hot(labels[:1], n).expand(len(labels), n)

# %% mistake: a table that is kept between calls
def one_hot(labels, n=10):
    if not hasattr(one_hot, "table"):
        one_hot.table = torch.zeros(1000, 20)
    one_hot.table[torch.arange(len(labels)), labels] = 1
    return one_hot.table[: len(labels), :n].clone()

# %% mistake: no return
# why: without a return
def one_hot(labels, n=10):
    F.one_hot(labels, n)

# %% mistake: text
def one_hot(labels, n=10):
    return str(F.one_hot(labels, n))

# %% mistake: the unfinished cell
# status: not attempted
def one_hot(labels, n=10):
    """A row of n numbers for each label, 1 at its place and 0 elsewhere: (N,) to (N, n)."""
    raise NotImplementedError()

# %% right: PyTorch's
def one_hot(labels, n=10):
    return F.one_hot(labels, n)

# %% right: a comparison
def one_hot(labels, n=10):
    return (labels.unsqueeze(1) == torch.arange(n, device=labels.device)).int()

# %% right: bools
def one_hot(labels, n=10):
    return labels[:, None] == torch.arange(n, device=labels.device)[None]

# %% right: rows of the identity
def one_hot(labels, n=10):
    return torch.eye(n, device=labels.device)[labels]

# %% right: scatter
def one_hot(labels, n=10):
    return torch.zeros(len(labels), n, device=labels.device).scatter_(1, labels.view(-1, 1), 1.0)

# %% right: a loop
def one_hot(labels, n=10):
    table = torch.zeros((labels.shape[0], n), dtype=torch.uint8)
    for row, label in enumerate(labels):
        table[row, label] = 1
    return table

# %% right: a tensor of lists
def one_hot(labels, n=10):
    return torch.tensor([[float(label == k) for k in range(n)] for label in labels.tolist()])

# %% right: double precision
def one_hot(labels, n=10):
    return torch.eye(n, dtype=torch.float64).index_select(0, labels.cpu())

# %% right: NumPy
def one_hot(labels, n=10):
    return np.eye(n)[labels.cpu().numpy()]

# %% mistake: without n
# status: raised
def one_hot(labels):
    return F.one_hot(labels, 10)

# %% mistake: counted from the end
def one_hot(labels, n=10):
    return F.one_hot(n - 1 - labels, n)

# %% mistake: several of one label add up over the rows
def one_hot(labels, n=10):
    return F.one_hot(labels, n).cumsum(0)

# %% mistake: softmax of the table
def one_hot(labels, n=10):
    return F.one_hot(labels, n).float().softmax(1)
