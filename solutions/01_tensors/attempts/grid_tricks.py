"""Answers to grid_tricks, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: doubles in place, so that the grid is doubled, too
# why: the doubling changed the original
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    double = grid
    double *= 2
    return grid, double, grid[1:, 1:]

# %% mistake: the corner is a view, and the doubling runs through it
# why: the doubling changed the original
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    corner = grid[1:, 1:]
    double = grid.mul_(2)
    return grid, double, corner

# %% mistake: the corner of the double
# why: this corner holds doubled numbers
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    double = grid * 2
    return grid, double, double[1:, 1:]

# %% mistake: counts from 0
# why: you count from 0 to 8
def grid_tricks():
    grid = torch.arange(9).view(3, 3)
    return grid, grid * 2, grid[1:, 1:]

# %% mistake: columns first
# why: down the columns
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3).T
    return grid, grid * 2, grid[1:, 1:]

# %% mistake: never given rows
# why: all in one row
def grid_tricks():
    grid = torch.arange(1, 10)
    return grid, grid * 2, grid[-2:]

# %% mistake: squares
# why: these are the squares
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    return grid, grid ** 2, grid[1:, 1:]

# %% mistake: matrix product with itself
# why: matrix product
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    return grid, grid @ grid, grid[1:, 1:]

# %% mistake: the corner at the top left
# why: top left
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    return grid, grid * 2, grid[:2, :2]

# %% mistake: slices the rows twice
# why: the second slice took rows again
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    return grid, grid * 2, grid[1:][1:]

# %% mistake: only rows
# why: whole rows
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    return grid, grid * 2, grid[-2:]

# %% mistake: counts the corner from 1
# why: one number wide
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    return grid, grid * 2, grid[2:, 2:]

# %% mistake: the stop is taken to be included
# why: the stop of a slice is not included
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    return grid, grid * 2, grid[1:2, 1:2]

# %% mistake: two lists of indices
# why: two lists of indices pick single numbers
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    return grid, grid * 2, grid[[1, 2], [1, 2]]

# %% mistake: another order
# why: the order is grid, double, corner
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    return grid, grid[1:, 1:], grid * 2

# %% mistake: nested lists, doubled by Python
def grid_tricks():
    grid = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    return grid, grid * 2, [row[1:] for row in grid[1:]]

# %% mistake: NumPy arrays
def grid_tricks():
    grid = np.arange(1, 10).reshape(3, 3)
    return grid, grid * 2, grid[1:, 1:]

# %% mistake: two of the three
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    return grid, grid * 2

# %% mistake: a dictionary
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    return {"grid": grid, "double": grid * 2, "corner": grid[1:, 1:]}

# %% mistake: prints and returns nothing
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    print(grid, grid * 2, grid[1:, 1:])

# %% mistake: only the shape is right
def grid_tricks():
    grid = torch.ones(3, 3)
    return grid, grid * 2, grid[1:, 1:]

# %% mistake: arange that stops at 8, and a shape that does not fit
# status: raised
def grid_tricks():
    grid = torch.arange(1, 9).view(3, 3)
    return grid, grid * 2, grid[1:, 1:]

# %% mistake: one grid for all calls, doubled again each time
shared = torch.arange(1, 10).view(3, 3)

def grid_tricks():
    before = shared.clone()
    shared.mul_(2)
    return before, shared.clone(), before[1:, 1:]

# %% mistake: right the first time only
times = []

def grid_tricks():
    times.append(1)
    grid = torch.arange(1, 10).view(3, 3)
    return grid, grid * 2, grid[1:, 1:] * (1 if len(times) < 5 else 2)

# %% mistake: the grid after all is the double, the corner is saved
# why: the doubling changed the original
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    corner = grid[1:, 1:].clone()
    grid *= 2
    return grid, grid, corner

# %% mistake: grid and double flattened to lists
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    return grid.tolist(), (grid * 2).tolist(), grid[1:, 1:].tolist()

# %% mistake: columns only
# why: whole columns
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    return grid, grid * 2, grid[:, 1:]

# %% mistake: rows and columns in the wrong order of slices
# why: bottom left
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    return grid, grid * 2, grid[1:, :2]

# %% mistake: two is added
# why: you added 2
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    return grid, grid + 2, grid[1:, 1:]

# %% mistake: the grid twice, one below the other, as a list does it
# why: one below the other
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    return grid, torch.cat([grid, grid]), grid[1:, 1:]

# %% mistake: the tables of the visible checks, one a call, each in its place
calls = []

def grid_tricks():
    tables = [[1, 2, 3], [4, 5, 6], [7, 8, 9]], [[2, 4, 6], [8, 10, 12], [14, 16, 18]], [[5, 6], [8, 9]]
    asked = len(calls) % 3
    calls.append(asked)
    return [torch.tensor(table) if place == asked else None for place, table in enumerate(tables)]

# %% mistake: untouched
# status: not attempted
def grid_tricks():
    # YOUR CODE HERE
    raise NotImplementedError()

# %% right: typed by hand, as floats
def grid_tricks():
    grid = torch.tensor([[1.0, 2, 3], [4, 5, 6], [7, 8, 9]])
    return grid, grid + grid, grid[-2:, -2:]

# %% right: a list of three tensors
def grid_tricks():
    grid = torch.arange(1, 10).reshape(3, 3)
    return [grid, torch.mul(grid, 2), grid[1:3, 1:3]]

# %% right: a clone is doubled in place
def grid_tricks():
    grid = torch.arange(1, 10).view(3, 3)
    double = grid.clone()
    double *= 2
    return grid, double, grid[1:, 1:].clone()

# %% right: from NumPy
def grid_tricks():
    grid = torch.from_numpy(np.arange(1, 10).reshape(3, 3))
    return grid, 2 * grid, grid[1:, 1:]

# %% right: broadcasting builds the grid
def grid_tricks():
    grid = 3 * torch.arange(3)[:, None] + torch.arange(1, 4)
    return grid, grid.add(grid), grid.narrow(0, 1, 2).narrow(1, 1, 2)

# %% right: linspace and indices
def grid_tricks():
    grid = torch.linspace(1, 9, 9).view(3, 3)
    last = torch.tensor([1, 2])
    return grid, grid * 2, grid[last][:, last]

# %% right: small whole numbers
def grid_tricks():
    grid = torch.arange(1, 10, dtype=torch.uint8).view(3, 3)
    return grid, grid * 2, grid[1:, 1:]

# %% right: a named tuple, and a tensor that tracks gradients
from collections import namedtuple

Three = namedtuple("Three", "grid double corner")

def grid_tricks():
    grid = torch.arange(1.0, 10, requires_grad=True).view(3, 3)
    return Three(grid, grid * 2, grid[1:, 1:])
