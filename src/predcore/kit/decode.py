"""Bytes to typed values, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar

from .._errors import BadResponse, PredcoreError
from .resting import Resting

__all__ = ["Decoder", "decoder", "mapping", "nothing"]

P = ParamSpec("P")
T = TypeVar("T")
U = TypeVar("U")

_PAGE = 1 << 16
"""Bytes from which the collector rests while an answer is decoded."""


class Decoder(Generic[T]):
    """Validates JSON bytes into ``shape``; built on first use.

    Raises ``BadResponse`` with the path of the first field that does not fit, and
    never returns half an object.
    """

    __slots__ = ("_decode", "_pick", "shape")

    def __init__(self, shape: Any, pick: Callable[[Any], T] | None = None) -> None:
        self.shape = shape
        self._pick = pick
        self._decode: Callable[[bytes], Any] | None = None

    def __repr__(self) -> str:
        return f"<Decoder of {getattr(self.shape, '__name__', self.shape)}>"

    def pick(self, get: Callable[[T], U]) -> Decoder[U]:
        """The same bytes, answered with a part of what they hold."""
        inner = self._pick
        if inner is None:
            return Decoder(self.shape, get)
        return Decoder(self.shape, lambda whole: get(inner(whole)))

    def __call__(self, body: bytes) -> T:
        decode = self._decode or self._build()
        if len(body) > _PAGE:
            with Resting():
                whole = decode(body)
        else:
            whole = decode(body)
        return whole if self._pick is None else self._pick(whole)

    def _build(self) -> Callable[[bytes], Any]:
        from .reading import reader

        self._decode = reader(self.shape)
        return self._decode


def decoder(shape: type[T]) -> Decoder[T]:
    """A decoder of ``shape``, typed."""
    return Decoder(shape)


class _Nothing(Decoder[None]):
    """Accepts no body, ``null``, or an object of which nothing is told."""

    def __init__(self) -> None:
        super().__init__(Mapping[str, Any] | None, lambda _: None)

    def __call__(self, body: bytes) -> None:
        return super().__call__(body) if body.strip() else None


nothing: Decoder[None] = _Nothing()
"""Decodes the answer of a write that has none: no body, or an object.

Anything else, a proxy's page among them, is no word of the venue's and is refused
with ``BadResponse``, which makes the write's outcome unknown.
"""


def mapping(convert: Callable[P, T]) -> Callable[P, T]:
    """Mark a pure function from native to unified objects.

    Values that are well-formed and yet impossible (a price of 1.2) are refused by the
    unified models; that is the venue's answer being wrong, so it is ``BadResponse``.
    So is a number that cannot be reckoned with, as ``1e999999999``.
    """

    @wraps(convert)
    def checked(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return convert(*args, **kwargs)
        except ValueError as error:
            if isinstance(error, PredcoreError):
                raise
            raise _refused(error) from error
        except ArithmeticError as error:
            raise BadResponse("a number that nothing can be made of") from error

    return checked


def _refused(error: ValueError) -> BadResponse:
    """What pydantic, which unified models are made with, says of a value."""
    errors = getattr(error, "errors", None)
    if errors is None:
        return BadResponse(str(error)[:300])
    found: list[dict[str, Any]] = errors(
        include_url=False, include_context=False, include_input=False
    )
    first = found[0]
    path = ".".join(str(part) for part in first["loc"])
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return BadResponse(f"{path}: {first['msg'][:200]}{more}", path=path)
