"""A text that does not show."""

from __future__ import annotations

__all__ = ["Secret"]


class Secret:
    """A text that prints as asterisks; ``reveal()`` gives it away."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return "Secret('**********')"

    def __str__(self) -> str:
        return "**********"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __reduce__(self) -> str:
        raise TypeError("a secret is not pickled or copied; reveal() it to store it")

    def reveal(self) -> str:
        """The text itself."""
        return self._text

    @classmethod
    def __class_getitem__(cls, text: object) -> Secret:
        """What a response held, kept; raises ``ValueError`` for other than a text."""
        if not isinstance(text, str):
            raise ValueError("expected a text")
        return cls(text)
