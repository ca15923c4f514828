"""Invented people: nobody here is anybody."""

from __future__ import annotations

from dataclasses import dataclass

from . import ids

__all__ = ["TRADERS", "Trader", "trader"]


@dataclass(frozen=True, slots=True)
class Trader:
    """Someone with a wallet; about half of them have chosen a ``name``.

    Attributes:
        address: of the wallet, where it does not follow from the pseudonym.
        holds: whether anybody wants to know what they have left.
    """

    number: int
    pseudonym: str
    name: str
    address: str = ""
    holds: bool = True

    @property
    def wallet(self) -> str:
        """The address their trades are public under."""
        return self.address.lower() or ids.wallet(self.pseudonym)

    @property
    def bio(self) -> str:
        """What they say about themselves."""
        return f"Trading since block {self.number * 1000}." if self.name else ""


TRADERS = (
    Trader(1, "Patient-Otter", "otterside"),
    Trader(2, "Brisk-Lantern", ""),
    Trader(3, "Quiet-Harbor", "harborlight"),
    Trader(4, "Copper-Finch", ""),
    Trader(5, "Distant-Meadow", "meadowlark7"),
    Trader(6, "Stubborn-Kettle", ""),
    Trader(7, "Velvet-Compass", "truenorth"),
    Trader(8, "Hasty-Thimble", ""),
    Trader(9, "Amber-Quarry", "quarryman"),
    Trader(10, "Gentle-Piston", ""),
    Trader(11, "Marble-Sparrow", "sparrow.eth"),
    Trader(12, "Crooked-Violin", ""),
)

_BY_WALLET = {trader.wallet: trader for trader in TRADERS}


def trader(wallet: str) -> Trader | None:
    """The trader of an address, in any case."""
    return _BY_WALLET.get(wallet.lower())
