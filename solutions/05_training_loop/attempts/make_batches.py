# %% mistake: a generator function
# why: your batches are used up
def make_batches(dataset, bs, shuffle=False):
    order = torch.randperm(len(dataset)).tolist() if shuffle else list(range(len(dataset)))
    for start in range(0, len(dataset), bs):
        rows = [dataset[at] for at in order[start : start + bs]]
        yield torch.stack([x for x, _ in rows]), torch.stack([y for _, y in rows])

# %% mistake: the last batch is dropped
# why: the last item is in no batch
def make_batches(dataset, bs, shuffle=False):
    return DataLoader(dataset, batch_size=bs, shuffle=shuffle, drop_last=True)

# %% mistake: never shuffles
# why: nothing is shuffled
def make_batches(dataset, bs, shuffle=False):
    return DataLoader(dataset, batch_size=bs)

# %% mistake: always shuffles
def make_batches(dataset, bs, shuffle=False):
    return DataLoader(dataset, batch_size=bs, shuffle=True)

# %% mistake: shuffle is turned round
def make_batches(dataset, bs, shuffle=False):
    return DataLoader(dataset, batch_size=bs, shuffle=not shuffle)

# %% mistake: a list that was shuffled once
# why: the items are in the same order in each loop
def make_batches(dataset, bs, shuffle=False):
    order = list(range(len(dataset)))
    if shuffle:
        random.shuffle(order)
    return [
        (torch.stack([dataset[at][0] for at in order[i : i + bs]]), torch.stack([dataset[at][1] for at in order[i : i + bs]]))
        for i in range(0, len(order), bs)
    ]

# %% mistake: a list of a shuffled loader
# why: the items are in the same order in each loop
def make_batches(dataset, bs, shuffle=False):
    return list(DataLoader(dataset, batch_size=bs, shuffle=shuffle))

# %% mistake: a class that shuffles once
# why: the items are in the same order in each loop
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.dataset, self.bs = dataset, bs
        self.order = torch.randperm(len(dataset)) if shuffle else torch.arange(len(dataset))

    def __iter__(self):
        for part in self.order.split(self.bs):
            yield torch.stack([self.dataset[i][0] for i in part]), torch.stack([self.dataset[i][1] for i in part])


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% mistake: the same seed at each loop
# why: the items are in the same order in each loop
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.dataset, self.bs, self.shuffle = dataset, bs, shuffle

    def __iter__(self):
        torch.manual_seed(42)
        order = torch.randperm(len(self.dataset)) if self.shuffle else torch.arange(len(self.dataset))
        for part in order.split(self.bs):
            yield torch.stack([self.dataset[i][0] for i in part]), torch.stack([self.dataset[i][1] for i in part])


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% mistake: the order of batches is shuffled, and not that of items
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.dataset, self.bs, self.shuffle = dataset, bs, shuffle

    def __iter__(self):
        parts = list(torch.arange(len(self.dataset)).split(self.bs))
        if self.shuffle:
            random.shuffle(parts)
        for part in parts:
            yield torch.stack([self.dataset[i][0] for i in part]), torch.stack([self.dataset[i][1] for i in part])


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% mistake: shuffled inside of each batch
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.dataset, self.bs, self.shuffle = dataset, bs, shuffle

    def __iter__(self):
        for part in torch.arange(len(self.dataset)).split(self.bs):
            if self.shuffle:
                part = part[torch.randperm(len(part))]
            yield torch.stack([self.dataset[i][0] for i in part]), torch.stack([self.dataset[i][1] for i in part])


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% mistake: batches shuffled, and the items inside of each
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.dataset, self.bs, self.shuffle = dataset, bs, shuffle

    def __iter__(self):
        parts = list(torch.arange(len(self.dataset)).split(self.bs))
        if self.shuffle:
            random.shuffle(parts)
            parts = sorted((part[torch.randperm(len(part))] for part in parts), key=len, reverse=True)
        for part in parts:
            yield torch.stack([self.dataset[i][0] for i in part]), torch.stack([self.dataset[i][1] for i in part])


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% mistake: the order is moved along
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.dataset, self.bs, self.shuffle = dataset, bs, shuffle

    def __iter__(self):
        order = torch.arange(len(self.dataset))
        if self.shuffle:
            order = order.roll(int(torch.randint(1, len(order) + 1, ())))
        for part in order.split(self.bs):
            yield torch.stack([self.dataset[i][0] for i in part]), torch.stack([self.dataset[i][1] for i in part])


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% mistake: drawn with putting back
# why: some items came twice
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.dataset, self.bs, self.shuffle = dataset, bs, shuffle

    def __iter__(self):
        n = len(self.dataset)
        order = torch.randint(0, n, (n,)) if self.shuffle else torch.arange(n)
        for part in order.split(self.bs):
            yield torch.stack([self.dataset[i][0] for i in part]), torch.stack([self.dataset[i][1] for i in part])


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% mistake: x and y shuffled apart
# why: x and y have been shuffled apart
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.x, self.y = torch.stack([x for x, _ in dataset]), torch.stack([y for _, y in dataset])
        self.bs, self.shuffle = bs, shuffle

    def __iter__(self):
        x, y = self.x, self.y
        if self.shuffle:
            x, y = x[torch.randperm(len(x))], y[torch.randperm(len(y))]
        yield from zip(x.split(self.bs), y.split(self.bs))


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% mistake: the dataset itself is shuffled
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.dataset, self.bs, self.shuffle = dataset, bs, shuffle

    def __iter__(self):
        if self.shuffle:
            random.shuffle(self.dataset)
        for i in range(0, len(self.dataset), self.bs):
            xs, ys = zip(*self.dataset[i : i + self.bs])
            yield torch.stack(xs), torch.stack(ys)


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% mistake: bs batches
# why: you made 2 batches
def make_batches(dataset, bs, shuffle=False):
    return DataLoader(dataset, batch_size=math.ceil(len(dataset) / bs), shuffle=shuffle)

# %% mistake: lists of pairs
def make_batches(dataset, bs, shuffle=False):
    return [dataset[i : i + bs] for i in range(0, len(dataset), bs)]

# %% mistake: lists, not stacked
# why: your batch holds single items
def make_batches(dataset, bs, shuffle=False):
    return [tuple(zip(*dataset[i : i + bs])) for i in range(0, len(dataset), bs)]

# %% mistake: an empty batch at the end
# why: after the last item comes one more batch
def make_batches(dataset, bs, shuffle=False):
    x, y = torch.stack([x for x, _ in dataset]), torch.stack([y for _, y in dataset])
    return [(x[i : i + bs], y[i : i + bs]) for i in range(0, len(x) + bs, bs)]

# %% mistake: an empty batch where bs divides the length
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.dataset, self.bs, self.shuffle = dataset, bs, shuffle

    def __iter__(self):
        n = len(self.dataset)
        order = torch.randperm(n) if self.shuffle else torch.arange(n)
        x, y = torch.stack([x for x, _ in self.dataset]), torch.stack([y for _, y in self.dataset])
        for i in range(n // self.bs + 1):
            part = order[i * self.bs : (i + 1) * self.bs]
            yield x[part], y[part]


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% mistake: an axis is lost in a batch of one
def make_batches(dataset, bs, shuffle=False):
    return [(xb.squeeze(), yb.squeeze()) for xb, yb in DataLoader(dataset, batch_size=bs, shuffle=shuffle)]

# %% mistake: targets in one row
def make_batches(dataset, bs, shuffle=False):
    def collate(rows):
        return torch.stack([x for x, _ in rows]), torch.cat([y for _, y in rows])

    return DataLoader(dataset, batch_size=bs, shuffle=shuffle, collate_fn=collate)

# %% mistake: an iterator
# why: your batches are used up
def make_batches(dataset, bs, shuffle=False):
    return iter(DataLoader(dataset, batch_size=bs, shuffle=shuffle))

# %% mistake: goes on where it was
# why: your batches go on where
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.dataset, self.bs, self.shuffle, self.at = dataset, bs, shuffle, 0
        self.order = list(range(len(dataset)))

    def __iter__(self):
        return self

    def __next__(self):
        if self.at == 0 and self.shuffle:
            random.shuffle(self.order)
        if self.at >= len(self.order):
            self.at = 0
            raise StopIteration
        rows = [self.dataset[i] for i in self.order[self.at : self.at + self.bs]]
        self.at += self.bs
        return torch.stack([x for x, _ in rows]), torch.stack([y for _, y in rows])


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% mistake: return inside of the loop
def make_batches(dataset, bs, shuffle=False):
    for batch in DataLoader(dataset, batch_size=bs, shuffle=shuffle):
        return [batch]

# %% mistake: a batch of one image more
def make_batches(dataset, bs, shuffle=False):
    x, y = torch.stack([x for x, _ in dataset]), torch.stack([y for _, y in dataset])
    return [(x[i : i + bs + 1], y[i : i + bs + 1]) for i in range(0, len(x), bs)]

# %% mistake: the small batch comes first
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.dataset, self.bs, self.shuffle = dataset, bs, shuffle

    def __iter__(self):
        n = len(self.dataset)
        order = torch.randperm(n) if self.shuffle else torch.arange(n)
        first = n % self.bs
        parts = ([order[:first]] if first else []) + list(order[first:].split(self.bs))
        for part in parts:
            yield torch.stack([self.dataset[i][0] for i in part]), torch.stack([self.dataset[i][1] for i in part])


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% mistake: the notebook's dataset
def make_batches(dataset, bs, shuffle=False):
    return DataLoader(dset, batch_size=bs, shuffle=shuffle)

# %% mistake: the notebook's bs
def make_batches(dataset, bs, shuffle=False):
    return DataLoader(dataset, batch_size=32, shuffle=shuffle)

# %% mistake: no return
# why: ended without a return
def make_batches(dataset, bs, shuffle=False):
    DataLoader(dataset, batch_size=bs, shuffle=shuffle)

# %% mistake: forwards and backwards in turn
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.dataset, self.bs, self.shuffle, self.loop = dataset, bs, shuffle, 0

    def __iter__(self):
        order = list(range(len(self.dataset)))
        if self.shuffle:
            self.loop += 1
            order = order[::-1] if self.loop % 2 else order[len(order) // 2 :] + order[: len(order) // 2]
        for i in range(0, len(order), self.bs):
            rows = [self.dataset[k] for k in order[i : i + self.bs]]
            yield torch.stack([x for x, _ in rows]), torch.stack([y for _, y in rows])


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% mistake: shuffled in the constructor, then moved along
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.dataset, self.bs, self.shuffle = dataset, bs, shuffle
        self.order = torch.randperm(len(dataset)) if shuffle else torch.arange(len(dataset))

    def __iter__(self):
        if self.shuffle:
            self.order = self.order.roll(1)
        for part in self.order.split(self.bs):
            yield torch.stack([self.dataset[i][0] for i in part]), torch.stack([self.dataset[i][1] for i in part])


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% mistake: the items lose their columns
def make_batches(dataset, bs, shuffle=False):
    return [
        (xb.reshape(-1, 2), yb) for xb, yb in DataLoader(dataset, batch_size=bs, shuffle=False)
    ]

# %% mistake: both halves are shuffled apart
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.dataset, self.bs, self.shuffle = dataset, bs, shuffle

    def __iter__(self):
        order = list(range(len(self.dataset)))
        if self.shuffle:
            half = len(order) // 2
            order = random.sample(order[:half], half) + random.sample(order[half:], len(order) - half)
        for i in range(0, len(order), self.bs):
            rows = [self.dataset[k] for k in order[i : i + self.bs]]
            yield torch.stack([x for x, _ in rows]), torch.stack([y for _, y in rows])


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% mistake: an object that keeps one generator
# why: your batches are used up
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.walk = (batch for batch in DataLoader(dataset, bs, shuffle=shuffle))

    def __iter__(self):
        return self.walk


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% mistake: shuffles at the end of a loop
# why: nothing is shuffled
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.dataset, self.bs, self.shuffle, self.order = dataset, bs, shuffle, list(range(len(dataset)))

    def __iter__(self):
        for i in range(0, len(self.order), self.bs):
            rows = [self.dataset[k] for k in self.order[i : i + self.bs]]
            yield torch.stack([x for x, _ in rows]), torch.stack([y for _, y in rows])
        if self.shuffle:
            random.shuffle(self.order)


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% mistake: a dataset smaller than a batch gives nothing
def make_batches(dataset, bs, shuffle=False):
    return DataLoader(dataset, bs, shuffle=shuffle, drop_last=len(dataset) < bs)

# %% mistake: endless
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.loader = DataLoader(dataset, bs, shuffle=shuffle)

    def __iter__(self):
        while True:
            yield from self.loader


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% mistake: a new sample for each batch
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.dataset, self.bs, self.shuffle = dataset, bs, shuffle

    def __iter__(self):
        n = len(self.dataset)
        for i in range(0, n, self.bs):
            size = min(self.bs, n - i)
            rows = random.sample(self.dataset, size) if self.shuffle else self.dataset[i : i + size]
            yield torch.stack([x for x, _ in rows]), torch.stack([y for _, y in rows])


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% mistake: the unfinished cell
# status: not attempted
def make_batches(dataset, bs, shuffle=False):
    """The items of a dataset in batches (xb, yb), to be walked through as often as you like."""
    raise NotImplementedError()

# %% right: a class with yield
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.dataset, self.bs, self.shuffle = dataset, bs, shuffle

    def __len__(self):
        return math.ceil(len(self.dataset) / self.bs)

    def __iter__(self):
        order = list(range(len(self.dataset)))
        if self.shuffle:
            random.shuffle(order)
        for start in range(0, len(order), self.bs):
            rows = [self.dataset[at] for at in order[start : start + self.bs]]
            yield torch.stack([x for x, _ in rows]), torch.stack([y for _, y in rows])


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% right: a class inside of the function, NumPy's permutation
def make_batches(dataset, bs, shuffle=False):
    class Walk:
        def __iter__(self):
            order = np.random.permutation(len(dataset)) if shuffle else np.arange(len(dataset))
            return iter([self.batch(order[i : i + bs]) for i in range(0, len(order), bs)])

        def batch(self, rows):
            return [torch.stack([dataset[i][part] for i in rows]) for part in (0, 1)]

    return Walk()

# %% right: an iterator that begins anew in __iter__
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.dataset, self.bs, self.shuffle = dataset, bs, shuffle

    def __iter__(self):
        self.order = torch.randperm(len(self.dataset)) if self.shuffle else torch.arange(len(self.dataset))
        self.at = 0
        return self

    def __next__(self):
        if self.at >= len(self.order):
            raise StopIteration
        part = self.order[self.at : self.at + self.bs]
        self.at += self.bs
        return torch.stack([self.dataset[i][0] for i in part]), torch.stack([self.dataset[i][1] for i in part])


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% right: a list when nothing is shuffled
def make_batches(dataset, bs, shuffle=False):
    loader = DataLoader(dataset, bs, shuffle=shuffle)
    return loader if shuffle else list(loader)

# %% right: a sampler
def make_batches(dataset, bs, shuffle=False):
    if shuffle:
        return DataLoader(dataset, batch_size=bs, sampler=SubsetRandomSampler(range(len(dataset))))
    return DataLoader(dataset, batch_size=bs)

# %% right: a generator of its own with a seed
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.x, self.y = torch.stack([x for x, _ in dataset]), torch.stack([y for _, y in dataset])
        self.bs, self.shuffle, self.random = bs, shuffle, torch.Generator().manual_seed(0)

    def __iter__(self):
        order = torch.randperm(len(self.x), generator=self.random) if self.shuffle else torch.arange(len(self.x))
        for part in order.split(self.bs):
            yield self.x[part], self.y[part]


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% right: only __getitem__
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.dataset, self.bs, self.shuffle = dataset, bs, shuffle

    def __getitem__(self, number):
        if number == 0:
            self.order = torch.randperm(len(self.dataset)) if self.shuffle else torch.arange(len(self.dataset))
        part = self.order[number * self.bs : (number + 1) * self.bs]
        if len(part) == 0:
            raise IndexError
        return torch.stack([self.dataset[i][0] for i in part]), torch.stack([self.dataset[i][1] for i in part])


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% right: a TensorDataset
def make_batches(dataset, bs, shuffle=False):
    xs, ys = zip(*dataset)
    return DataLoader(torch.utils.data.TensorDataset(torch.stack(xs), torch.stack(ys)), bs, shuffle)

# %% right: a copy of the dataset is shuffled
class Batches:
    def __init__(self, dataset, bs, shuffle):
        self.items, self.bs, self.shuffle = list(dataset), bs, shuffle

    def __iter__(self):
        if self.shuffle:
            random.shuffle(self.items)
        return (tuple(map(torch.stack, zip(*self.items[i : i + self.bs]))) for i in range(0, len(self.items), self.bs))


def make_batches(dataset, bs, shuffle=False):
    return Batches(dataset, bs, shuffle)

# %% right: a batch sampler
def make_batches(dataset, bs, shuffle=False):
    kinds = torch.utils.data
    order = kinds.RandomSampler(dataset) if shuffle else kinds.SequentialSampler(dataset)
    return DataLoader(dataset, batch_sampler=kinds.BatchSampler(order, bs, drop_last=False))

# %% right: a list with another way to be walked
def make_batches(dataset, bs, shuffle=False):
    class Walk(list):
        def __iter__(self):
            rows = random.sample(dataset, len(dataset)) if shuffle else dataset
            for i in range(0, len(rows), bs):
                yield [torch.stack(parts) for parts in zip(*rows[i : i + bs])]

    return Walk()
