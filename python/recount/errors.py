"""What can go wrong."""


class RecountError(Exception):
    """Nothing could be done; the message says what is wrong, where, and what to do."""


class InputError(RecountError):
    """An input could not be read."""

    def __init__(self, input: str, reason: str):
        super().__init__(f"{input}: {reason}")
        self.input = input
        """The file, with the place in it; of a text that was handed in, its number or id."""
        self.reason = reason
        """Why, in a sentence."""

    def __reduce__(self):
        return (InputError, (self.input, self.reason))


class InputWarning(UserWarning):
    """An input could not be read, and the others were (errors="warn")."""
