# %% mistake: no shuffle
# why: nothing was shuffled
def split_indices(n, valid_pct=0.2, seed=42):
    cut = n - int(n * valid_pct)
    return list(range(cut)), list(range(cut, n))

# %% mistake: the first part, not shuffled
# why: nothing was shuffled
def split_indices(n, valid_pct=0.2, seed=42):
    cut = int(n * valid_pct)
    return list(range(cut, n)), list(range(cut))

# %% mistake: every fifth
def split_indices(n, valid_pct=0.2, seed=42):
    step = round(1 / valid_pct)
    valid = list(range(0, n, step))
    return [i for i in range(n) if i % step], valid

# %% mistake: every fifth, from a start of chance
def split_indices(n, valid_pct=0.2, seed=42):
    step = round(1 / valid_pct)
    start = random.Random(seed).randrange(step)
    valid = list(range(start, n, step))
    return [i for i in range(n) if i not in valid], valid

# %% mistake: neighbours, from a start of chance
def split_indices(n, valid_pct=0.2, seed=42):
    start = random.Random(seed).randrange(n)
    order = [(start + i) % n for i in range(n)]
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]

# %% mistake: the seed is not used
# why: your split does not follow from seed alone
def split_indices(n, valid_pct=0.2, seed=42):
    order = torch.randperm(n).tolist()
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]

# %% mistake: the seed is not used, NumPy
# why: your split does not follow from seed alone
def split_indices(n, valid_pct=0.2, seed=42):
    order = np.random.permutation(n)
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]

# %% mistake: always seed 42
# why: your split is the same for each seed
def split_indices(n, valid_pct=0.2, seed=42):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(42)).tolist()
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]

# %% mistake: the seed of one library, the chance of another
# why: your split does not follow from seed alone
def split_indices(n, valid_pct=0.2, seed=42):
    torch.manual_seed(seed)
    order = list(range(n))
    random.shuffle(order)
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]

# %% mistake: the seed is set after the shuffle
# why: your split does not follow from seed alone
def split_indices(n, valid_pct=0.2, seed=42):
    order = torch.randperm(n).tolist()
    torch.manual_seed(seed)
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]

# %% mistake: seed 0 counts as none
def split_indices(n, valid_pct=0.2, seed=42):
    if seed:
        random.seed(seed)
    order = random.sample(range(n), n)
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]

# %% mistake: one generator for all calls
# why: your split does not follow from seed alone
split_generator = torch.Generator().manual_seed(42)


def split_indices(n, valid_pct=0.2, seed=42):
    order = torch.randperm(n, generator=split_generator).tolist()
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]

# %% mistake: seeds modulo ten
def split_indices(n, valid_pct=0.2, seed=42):
    order = np.random.RandomState(seed % 10).permutation(n).tolist()
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]

# %% mistake: valid first
# why: have changed places
def split_indices(n, valid_pct=0.2, seed=42):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
    cut = int(n * valid_pct)
    return order[:cut], order[cut:]

# %% mistake: train has all
# why: all ten are for training
def split_indices(n, valid_pct=0.2, seed=42):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
    return order, order[: int(n * valid_pct)]

# %% mistake: one in both
# why: one of them is in both parts
def split_indices(n, valid_pct=0.2, seed=42):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
    cut = int(n * valid_pct)
    return order[cut - 1 :], order[:cut]

# %% mistake: one in none
# why: one of them is in no part
def split_indices(n, valid_pct=0.2, seed=42):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
    cut = int(n * valid_pct)
    return order[cut + 1 :], order[:cut]

# %% mistake: the last one is never there
# why: one of them is in no part
def split_indices(n, valid_pct=0.2, seed=42):
    order = torch.randperm(n - 1, generator=torch.Generator().manual_seed(seed)).tolist()
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]

# %% mistake: from 1 to n
# why: your indices go from 1 to 10
def split_indices(n, valid_pct=0.2, seed=42):
    order = (torch.randperm(n, generator=torch.Generator().manual_seed(seed)) + 1).tolist()
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]

# %% mistake: drawn with putting back
def split_indices(n, valid_pct=0.2, seed=42):
    g = torch.Generator().manual_seed(seed)
    cut = int(n * valid_pct)
    return torch.randint(0, n, (n - cut,), generator=g).tolist(), torch.randint(0, n, (cut,), generator=g).tolist()

# %% mistake: two shuffles
def split_indices(n, valid_pct=0.2, seed=42):
    g = torch.Generator().manual_seed(seed)
    cut = int(n * valid_pct)
    return torch.randperm(n, generator=g)[cut:].tolist(), torch.randperm(n, generator=g)[:cut].tolist()

# %% mistake: always 20 percent
def split_indices(n, valid_pct=0.2, seed=42):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
    return order[n // 5 :], order[: n // 5]

# %% mistake: each by a throw of its own
def split_indices(n, valid_pct=0.2, seed=42):
    rng = random.Random(seed)
    throws = [rng.random() < valid_pct for _ in range(n)]
    return [i for i in range(n) if not throws[i]], [i for i in range(n) if throws[i]]

# %% mistake: only the training part is shuffled
# why: nothing was shuffled
def split_indices(n, valid_pct=0.2, seed=42):
    cut = n - int(n * valid_pct)
    train, valid = list(range(cut)), list(range(cut, n))
    random.Random(seed).shuffle(train)
    return train, valid

# %% mistake: both parts are shuffled after the cut
# why: nothing was shuffled
def split_indices(n, valid_pct=0.2, seed=42):
    cut = n - int(n * valid_pct)
    train, valid = list(range(cut)), list(range(cut, n))
    rng = random.Random(seed)
    rng.shuffle(train)
    rng.shuffle(valid)
    return train, valid

# %% mistake: the shuffle returns None
# status: raised
def split_indices(n, valid_pct=0.2, seed=42):
    order = random.Random(seed).shuffle(list(range(n)))
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]

# %% mistake: percent
def split_indices(n, valid_pct=0.2, seed=42):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
    cut = int(n * valid_pct / 100)
    return order[cut:], order[:cut]

# %% mistake: one too many in valid
def split_indices(n, valid_pct=0.2, seed=42):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
    cut = int(n * valid_pct) + 1
    return order[cut:], order[:cut]

# %% mistake: a mask
def split_indices(n, valid_pct=0.2, seed=42):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed))
    is_valid = torch.zeros(n, dtype=torch.bool)
    is_valid[order[: int(n * valid_pct)]] = True
    return ~is_valid, is_valid

# %% mistake: floats
def split_indices(n, valid_pct=0.2, seed=42):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).float()
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]

# %% mistake: samplers
def split_indices(n, valid_pct=0.2, seed=42):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
    cut = int(n * valid_pct)
    return SubsetRandomSampler(order[cut:]), SubsetRandomSampler(order[:cut])

# %% mistake: group by group
def split_indices(n, valid_pct=0.2, seed=42):
    rng, step = random.Random(seed), round(1 / valid_pct)
    valid = [rng.choice(range(start, min(start + step, n))) for start in range(0, n, step)]
    return [i for i in range(n) if i not in valid], valid

# %% mistake: nothing is returned
# why: ended without a return
def split_indices(n, valid_pct=0.2, seed=42):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
    cut = int(n * valid_pct)
    print(order[cut:], order[:cut])

# %% mistake: the example
# status: wrong
def split_indices(n, valid_pct=0.2, seed=42):
    return [1, 9, 0, 5, 3, 8, 4, 7], [2, 6]

# %% mistake: the unfinished cell
# status: not attempted
def split_indices(n, valid_pct=0.2, seed=42):
    """The numbers 0 to n - 1 by chance in two parts: (train, valid)."""
    raise NotImplementedError()

# %% mistake: sets
def split_indices(n, valid_pct=0.2, seed=42):
    idx = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
    c = int(n * valid_pct)
    return set(idx[c:]), set(idx[:c])

# %% mistake: default seed None
def split_indices(n, valid_pct=0.2, seed=None):
    idx = np.random.default_rng(seed).permutation(n)
    c = int(n * valid_pct)
    return idx[c:], idx[:c]

# %% mistake: sorted by chance within first half
def split_indices(n, valid_pct=0.2, seed=42):
    r = random.Random(seed); h = n // 2
    v = r.sample(range(h), int(n * valid_pct))
    return [i for i in range(n) if i not in v], v

# %% mistake: column tensors
def split_indices(n, valid_pct=0.2, seed=42):
    idx = torch.randperm(n, generator=torch.Generator().manual_seed(seed))[:, None]
    c = int(n * valid_pct)
    return idx[c:], idx[:c]

# %% right: random.Random
def split_indices(n, valid_pct=0.2, seed=42):
    order = list(range(n))
    random.Random(seed).shuffle(order)
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]

# %% right: NumPy arrays
def split_indices(n, valid_pct=0.2, seed=42):
    order = np.random.default_rng(seed).permutation(n)
    cut = int(valid_pct * n)
    return order[cut:], order[:cut]

# %% right: tensors, the global seed, valid at the end
def split_indices(n, valid_pct=0.2, seed=42):
    torch.manual_seed(seed)
    order = torch.randperm(n)
    cut = int(n * (1 - valid_pct))
    return order[:cut], order[cut:]

# %% right: rounded up
def split_indices(n, valid_pct=0.2, seed=42):
    random.seed(seed)
    order = random.sample(range(n), k=n)
    cut = n - round(n * (1 - valid_pct))
    return tuple(order[cut:]), tuple(order[:cut])

# %% right: a choice, and the others in order
def split_indices(n, valid_pct=0.2, seed=42):
    np.random.seed(seed)
    valid = np.random.choice(n, size=round(n * valid_pct), replace=False)
    return np.setdiff1d(np.arange(n), valid), valid

# %% right: lists of 0-d tensors
def split_indices(n, valid_pct=0.2, seed=42):
    order = list(torch.randperm(n, generator=torch.Generator().manual_seed(seed)))
    cut = int(n * valid_pct)
    return [order[cut:], order[:cut]]

# %% right: a set helps
def split_indices(n, valid_pct=0.2, seed=42):
    valid = random.Random(seed).sample(range(n), int(n * valid_pct))
    chosen = set(valid)
    return [i for i in range(n) if i not in chosen], sorted(valid)

# %% right: random_split
def split_indices(n, valid_pct=0.2, seed=42):
    n_valid = int(n * valid_pct)
    parts = torch.utils.data.random_split(
        range(n), [n - n_valid, n_valid], generator=torch.Generator().manual_seed(seed)
    )
    return parts[0].indices, parts[1].indices

# %% right: RandomState shuffle
def split_indices(n, valid_pct=0.2, seed=42):
    idx = np.arange(n)
    np.random.RandomState(seed).shuffle(idx)
    c = round((1 - valid_pct) * n)
    return idx[:c].tolist(), idx[c:].tolist()

# %% right: manual seed, split
def split_indices(n, valid_pct=0.2, seed=42):
    torch.manual_seed(seed)
    c = math.ceil(n * valid_pct)
    return torch.randperm(n).split([n - c, c])

# %% right: sorted by random keys
def split_indices(n, valid_pct=0.2, seed=42):
    random.seed(seed)
    idx = sorted(range(n), key=lambda i: random.random())
    return idx[int(n * valid_pct):], idx[:int(n * valid_pct)]

# %% right: Subset of fractions
def split_indices(n, valid_pct=0.2, seed=42):
    g = torch.Generator().manual_seed(seed)
    a, b = torch.utils.data.random_split(list(range(n)), [1 - valid_pct, valid_pct], generator=g)
    return list(a), list(b)

# %% right: popping
def split_indices(n, valid_pct=0.2, seed=42):
    r, pool, valid = random.Random(seed), list(range(n)), []
    for _ in range(int(n * valid_pct)):
        valid.append(pool.pop(r.randrange(len(pool))))
    return pool, valid
