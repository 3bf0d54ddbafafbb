"""Who is told how a call goes: what could not be read becomes an exception or a warning, progress a bar of tqdm."""

from __future__ import annotations

from typing import Any, Callable, Literal, Union

from recount.errors import InputError, InputWarning

Errors = Literal["raise", "warn", "ignore"]
Progress = Union[bool, Callable[[str, int, int], None]]
"""True: a bar, where tqdm is installed; or a function that is called with the step, how many are done, and how many there
are (0: nobody knows), some times a second."""


class Listener:
    """What the compiled part calls, on the thread that called it."""

    def __init__(self, errors: Errors, progress: Progress):
        if errors not in ("raise", "warn", "ignore"):
            raise ValueError(f'errors is "raise", "warn" or "ignore", not {errors!r}')
        self._errors = errors
        self._show = progress if callable(progress) else _bar() if progress else None

    def unread(self, input: str, reason: str) -> None:
        if self._errors == "raise":
            raise InputError(input, reason)
        if self._errors == "warn":
            import warnings

            warnings.warn(f"{input}: {reason}", InputWarning, stacklevel=4)

    def note(self, message: str) -> None:
        import logging

        logging.getLogger("recount").info(message)

    def advanced(self, step: str, done: int, all: int, share: float) -> None:
        if self._show:
            self._show(step, done, all)


def _bar() -> Any:
    """A function that shows one bar after another; None where tqdm is not installed."""
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return None
    shown: dict[str, Any] = {}

    def show(step: str, done: int, all: int) -> None:
        if step not in shown:
            for bar in shown.values():
                bar.close()
            shown.clear()
            shown[step] = tqdm(desc=step, total=all or None, unit="")
        bar = shown[step]
        bar.update(done - bar.n)
        if done == all:
            bar.close()

    return show
