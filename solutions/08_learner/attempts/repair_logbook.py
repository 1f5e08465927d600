"""Repairs of Logbook, right and wrong. Each block takes the place of the answer cell."""

# %% mistake: only the title is repaired
class Logbook:
    rows = []

    def __init__(self, title):
        self.title = title

    def add(self, value):
        row = (len(self.rows), value)
        self.rows.append(row)

    def last(self):
        return row

# %% mistake: the rows are still shared
# why: emptied the first
class Logbook:
    rows = []

    def __init__(self, title):
        self.title = title
        self.rows.clear()

    def add(self, value):
        self.rows.append((len(self.rows), value))

    def last(self):
        return self.rows[-1]

# %% mistake: one list for all, as a default value
class Logbook:
    def __init__(self, title, rows=[]):
        self.title = title
        self.rows = rows

    def add(self, value):
        self.rows.append((len(self.rows), value))

    def last(self):
        return self.rows[-1]

# %% mistake: the title is kept in the class
# why: has taken the place of the first
class Logbook:
    def __init__(self, title):
        Logbook.title = title
        self.rows = []

    def add(self, value):
        self.rows.append((len(self.rows), value))

    def last(self):
        return self.rows[-1]

# %% mistake: add makes a new list
# why: the second row has taken the place of the first
class Logbook:
    def __init__(self, title):
        self.title = title
        self.rows = []

    def add(self, value):
        self.rows = [(0, value)]

    def last(self):
        return self.rows[-1]

# %% mistake: last returns the first
# why: this is the first row
class Logbook:
    def __init__(self, title):
        self.title = title
        self.rows = []

    def add(self, value):
        self.rows.append((len(self.rows), value))

    def last(self):
        return self.rows[0]

# %% mistake: last returns the second
class Logbook:
    def __init__(self, title):
        self.title = title
        self.rows = []

    def add(self, value):
        self.rows.append((len(self.rows), value))

    def last(self):
        return self.rows[1]

# %% mistake: last takes the row away
class Logbook:
    def __init__(self, title):
        self.title = title
        self.rows = []

    def add(self, value):
        self.rows.append((len(self.rows), value))

    def last(self):
        return self.rows.pop()

# %% mistake: last returns the value alone
# why: without its number
class Logbook:
    def __init__(self, title):
        self.title = title
        self.rows = []

    def add(self, value):
        self.rows.append((len(self.rows), value))

    def last(self):
        return self.rows[-1][1]

# %% mistake: last prints
# why: without a return
class Logbook:
    def __init__(self, title):
        self.title = title
        self.rows = []

    def add(self, value):
        self.rows.append((len(self.rows), value))

    def last(self):
        print(self.rows[-1])

# %% mistake: last returns a list
# why: a list that holds the row
class Logbook:
    def __init__(self, title):
        self.title = title
        self.rows = []

    def add(self, value):
        self.rows.append((len(self.rows), value))

    def last(self):
        return self.rows[-1:]

# %% mistake: a global row
class Logbook:
    def __init__(self, title):
        self.title = title
        self.rows = []

    def add(self, value):
        row = (len(self.rows), value)
        self.rows.append(row)

    def last(self):
        return max(self.rows, key=lambda row: row[1])

# %% mistake: counted from 1
# why: the text counts from 0
class Logbook:
    def __init__(self, title):
        self.title = title
        self.rows = []

    def add(self, value):
        self.rows.append((len(self.rows) + 1, value))

    def last(self):
        return self.rows[-1]

# %% mistake: all rows have the number 0
# why: both rows have the number 0
class Logbook:
    def __init__(self, title):
        self.title = title
        self.rows = []

    def add(self, value):
        number = 0
        self.rows.append((number, value))
        number += 1

    def last(self):
        return self.rows[-1]

# %% mistake: equal values are kept once
class Logbook:
    def __init__(self, title):
        self.title = title
        self.rows = []

    def add(self, value):
        if value not in [old for _, old in self.rows]:
            self.rows.append((len(self.rows), value))

    def last(self):
        return self.rows[-1]

# %% mistake: self is forgotten
# status: raised
class Logbook:
    def __init__(self, title):
        self.title = title
        rows = []

    def add(self, value):
        self.rows.append((len(self.rows), value))

    def last(self):
        return self.rows[-1]

# %% right: the row is kept, too
class Logbook:
    def __init__(self, title):
        self.title = title
        self.rows = []
        self.row = None

    def add(self, value):
        self.row = (len(self.rows), value)
        self.rows.append(self.row)

    def last(self):
        return self.row

# %% right: a new list each time, and a counter
class Logbook:
    rows = []

    def __init__(self, title):
        self.title = title
        self.count = 0

    def add(self, value):
        self.rows = self.rows + [(self.count, value)]
        self.count += 1

    def last(self):
        return self.rows[self.count - 1]

# %% right: values are kept and numbered when they are asked for
class Logbook:
    def __init__(self, title):
        self.title, self.values = title, []

    @property
    def rows(self):
        return list(enumerate(self.values))

    def add(self, value):
        self.values.append(value)
        return self

    def last(self):
        return len(self.values) - 1, self.values[-1]

# %% right: a dataclass, and rows that are lists
from dataclasses import dataclass, field

@dataclass
class Logbook:
    title: str
    rows: list = field(default_factory=list)

    def add(self, value):
        self.rows += [[len(self.rows), value]]

    def last(self):
        *_, row = self.rows
        return row

# %% right: a list itself
class Logbook(list):
    def __init__(self, title):
        super().__init__()
        self.title = title

    rows = property(list)

    def add(self, value):
        self.append((len(self), value))

    def last(self):
        return self[-1]
