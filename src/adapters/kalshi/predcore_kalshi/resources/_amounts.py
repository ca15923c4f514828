"""Prices and counts as the venue wants them: texts, on its grid, never floats."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from predcore import InvalidRequest

__all__ = [
    "as_bid",
    "as_bids",
    "as_count",
    "as_dollars",
    "as_price",
    "as_size",
    "as_units",
    "exactly_one",
    "one_of",
]

_MOST = 10**12
_LONG = 2**63 - 1


def as_price(name: str, value: Decimal) -> str:
    """Dollars a contract, between 0 and 1; raises ``InvalidRequest``."""
    number = _exact(name, value, places=4)
    if not 0 < number < 1:
        raise InvalidRequest(f"{name} is between 0 and 1, got {value}")
    return f"{number:.4f}"


def as_bid(name: str, value: Decimal) -> str:
    """A price, or 0 for none; raises ``InvalidRequest``."""
    number = _exact(name, value, places=4)
    if not 0 <= number < 1:
        raise InvalidRequest(f"{name} is 0 or between 0 and 1, got {value}")
    return f"{number:.4f}"


def as_bids(yes_bid: Decimal, no_bid: Decimal) -> Mapping[str, str]:
    """A quote's two prices, which leave the other side something."""
    texts = {"yes_bid": as_bid("yes_bid", yes_bid), "no_bid": as_bid("no_bid", no_bid)}
    if not 0 < Fraction(yes_bid) + Fraction(no_bid) <= 1:
        raise InvalidRequest(
            f"yes_bid and no_bid add up to at most 1 and are not both 0, "
            f"got {yes_bid} and {no_bid}"
        )
    return texts


def as_dollars(name: str, value: Decimal, *, zero: bool = False) -> str:
    """An amount of money, more than 0 unless ``zero`` is one; raises
    ``InvalidRequest``."""
    number = _exact(name, value, places=4)
    _positive(name, number, _MOST, zero=zero)
    return f"{number:.4f}"


def as_count(
    name: str, value: Decimal | int, *, zero: bool = False, most: int = _MOST
) -> str:
    """Contracts in whole hundredths, more than 0 unless ``zero`` is one; raises
    ``InvalidRequest``."""
    number = _exact(name, value, places=2)
    _positive(name, number, most, zero=zero)
    return f"{number:.2f}"


def as_size(
    contracts_fp: Decimal | int | None, target_cost_dollars: Decimal | None
) -> Mapping[str, str | None]:
    """How much is asked for, as far as it is said; raises ``InvalidRequest``."""
    exact, target = contracts_fp, target_cost_dollars
    return {
        "contracts_fp": None if exact is None else as_count("contracts_fp", exact),
        "target_cost_dollars": None
        if target is None
        else as_dollars("target_cost_dollars", target),
    }


def as_units(name: str, value: int, *, most: int = _LONG) -> int:
    """Whole cents, contracts or such, more than 0; raises ``InvalidRequest``."""
    number = _exact(name, value, places=0)
    _positive(name, number, most)
    return int(number)


def one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    """A word the venue knows; raises ``InvalidRequest``."""
    if value not in known:
        raise InvalidRequest(f"{name} is one of {', '.join(known)}, got {value!r}")
    return value


def exactly_one(**given: object) -> None:
    """Refuse none and more than one; raises ``InvalidRequest``."""
    if sum(value is not None for value in given.values()) != 1:
        raise InvalidRequest(f"give exactly one of {', '.join(given)}")


def _positive(name: str, number: Decimal, most: int, *, zero: bool = False) -> None:
    if number < 0 or not (number or zero):
        raise InvalidRequest(f"{name} is more than 0, got {number}")
    if number > most:
        raise InvalidRequest(f"{name} is at most {most}, got {number}")


def _exact(name: str, value: object, *, places: int) -> Decimal:
    """A finite number with at most so many decimals, whatever the context."""
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise InvalidRequest(f"{name} is a Decimal, got the {type(value).__name__}")
    number = Decimal(value)
    if not number.is_finite():
        raise InvalidRequest(f"{name} is a number, got {number}")
    _, digits, exponent = number.as_tuple()
    text = "".join(map(str, digits))
    zeros = len(text) - len(text.rstrip("0"))
    if number and int(exponent) + zeros < -places:
        raise InvalidRequest(f"{name} has at most {places} decimals, got {value}")
    return number or Decimal(0)
