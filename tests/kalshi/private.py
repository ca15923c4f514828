"""Requests that want a signature, whatever the resources make of them."""

from __future__ import annotations

from predcore.kit import Request, decoder, wire

__all__ = ["BALANCE", "ORDER", "Done", "cancel"]


@wire
class Done:
    """An answer that is read and not looked at."""

    ok: bool = True


_done = decoder(Done)

BALANCE = Request(path="/portfolio/balance", parse=_done, signed=True)
ORDER = Request(
    path="/portfolio/events/orders",
    method="POST",
    body=b'{"ticker": "M"}',
    parse=_done,
    repeatable=False,
    signed=True,
)


def cancel(order_id: str) -> Request[Done]:
    """Take an order back."""
    return Request(
        path=f"/portfolio/events/orders/{order_id}",
        method="DELETE",
        parse=_done,
        repeatable=False,
        signed=True,
    )
