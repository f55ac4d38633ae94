"""Seeded chance that gives the same draws on every machine: only `random()` and integers are used."""
import bisect
import random
from itertools import accumulate


class Chance:
    """One stream of draws. Rooms of the generator each have their own, so that a change in one
    leaves the others' draws alone."""

    def __init__(self, seed, room):
        number = 0
        for letter in room:
            number = number * 131 + ord(letter)
        self._random = random.Random(seed * 1_000_003 + number).random

    def below(self, n):
        """An integer from 0 up to, not including, `n`."""
        return int(self._random() * n)

    def between(self, low, high):
        """An integer from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def often(self, permille):
        """True in `permille` of a thousand cases."""
        return self.below(1000) < permille

    def one(self, items):
        return items[self.below(len(items))]

    def weighted(self, cumulative):
        """Index into a list of cumulated integer weights."""
        return bisect.bisect_right(cumulative, self.below(cumulative[-1]))

    def pick(self, weights):
        """Key of a dictionary of integer weights."""
        return list(weights)[self.weighted(list(accumulate(weights.values())))]

    def shuffled(self, items):
        items = list(items)
        for i in range(len(items) - 1, 0, -1):
            j = self.below(i + 1)
            items[i], items[j] = items[j], items[i]
        return items

    def some(self, items, count):
        """`count` different items, in the order they stood."""
        chosen = sorted(self.shuffled(range(len(items)))[:count])
        return [items[i] for i in chosen]

    def heavy_tail(self, count):
        """Integer weights for `count` people in a random order: a few say much, most say little."""
        weights = [10_000_000 // ((k + 10) * (k + 90)) for k in range(count)]
        return self.shuffled(weights)

    def digits(self, count):
        """A number of `count` digits, as text, that does not begin with 0."""
        return str(self.between(1, 9)) + "".join(str(self.below(10)) for _ in range(count - 1))

    def letters(self, count, alphabet="abcdefghijklmnopqrstuvwxyz0123456789"):
        return "".join(self.one(alphabet) for _ in range(count))
