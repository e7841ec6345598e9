"""Numbers in words: those that people write out, and a count with its noun."""

NUMBER_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
"""The numbers from nought to twenty as councils write them of things: no actions, one action."""

NUMBER_OF_WORD = {word: number for number, word in enumerate(NUMBER_WORDS)}


def count_words(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun: “1 action”, “3 actions”, “1,200 actions”."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
