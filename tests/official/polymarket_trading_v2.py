"""Trades at Polymarket through its older client and prints what came of it, as JSON.

Run by the interpreter of that client's own environment, as
``python polymarket_trading_v2.py HOST KEY TYPE FUNDER TOKEN``. The client is
unmodified, and takes any host.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Any

clob: Any = import_module("py_clob_client_v2")
exceptions: Any = import_module("py_clob_client_v2.exceptions")


def main(host: str, key: str, kind: str, funder: str, token: str) -> None:
    """Write one JSON object to the standard output."""
    client = clob.ClobClient(
        host, 137, key=key, signature_type=int(kind), funder=funder
    )
    client.set_api_creds(client.create_or_derive_api_key())
    found = {**orders(client, token), **account(client, token)}
    json.dump(found, sys.stdout)


def orders(client: Any, token: str) -> dict[str, Any]:
    """Place, read and cancel."""

    def place(price: float, size: float) -> Any:
        terms = clob.OrderArgs(token_id=token, price=price, size=size, side="BUY")
        return client.create_and_post_order(terms)

    rested, taken = place(0.10, 10), place(0.70, 10)
    bought = client.create_and_post_market_order(
        clob.MarketOrderArgs(token_id=token, amount=10, side="BUY", price=0.70),
        order_type=clob.OrderType.FAK,
    )
    read = client.get_order(rested["orderID"])
    listed = client.get_open_orders()
    cancelled = client.cancel_orders([rested["orderID"], "0x12"])
    try:
        place(0.10, 1)
    except exceptions.PolyApiException as error:
        refused = str(error)
    else:
        refused = ""
    return {
        "rested": placed(rested),
        "taken": placed(taken),
        "bought": placed(bought),
        "hashes": len(taken["transactionsHashes"]),
        "read": [read["price"], read["original_size"], read["status"]],
        "listed": [order["id"] for order in listed] == [rested["orderID"]],
        "cancelled": [len(cancelled["canceled"]), cancelled["not_canceled"]],
        "refused": refused,
        "left": client.cancel_all()["canceled"],
    }


def placed(answer: Any) -> list[Any]:
    """What was said of an order."""
    return [answer["status"], answer["makingAmount"], answer["takingAmount"]]


def account(client: Any, token: str) -> dict[str, Any]:
    """What the wallet has and did."""
    shares = clob.BalanceAllowanceParams(
        asset_type=clob.AssetType.CONDITIONAL, token_id=token
    )
    client.update_balance_allowance(shares)
    beat = client.post_heartbeat()
    return {
        "shares": client.get_balance_allowance(shares)["balance"],
        "trades": [
            [trade["price"], trade["size"], trade["trader_side"]]
            for trade in client.get_trades()
        ],
        "keys": len(client.get_api_keys()["apiKeys"]),
        "closed_only": client.get_closed_only_mode()["closed_only"],
        "beat": client.post_heartbeat(beat["heartbeat_id"]) != beat,
        "notifications": client.get_notifications(),
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
