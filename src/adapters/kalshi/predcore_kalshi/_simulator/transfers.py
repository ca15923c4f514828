"""Money between shards and subaccounts of one account."""

from __future__ import annotations

from decimal import Decimal

from predcore.sim.exchange import Wallet

from .call import Call, forbidden
from .ledger import SHARDS
from .refusals import not_found, refused
from .rejections import rejecting
from .wire import Json, dollars, identifier, unix

__all__ = [
    "between_shards",
    "between_subaccounts",
    "get",
    "listed",
    "subaccount_transfers",
]

_INSTANCES = ("event_contract", "margined")


def between_shards(call: Call) -> Json:
    """Move centi-cents from one shard to another, at once."""
    body = call.body
    call.unlocked()
    source = body.required("source", body.choice("source", *_INSTANCES))
    target = body.required("destination", body.choice("destination", *_INSTANCES))
    amount = body.required("amount", body.integer("amount", least=1))
    shards = [
        body.integer(f"{end}_exchange_shard", least=0, most=100) or 0
        for end in ("source", "destination")
    ]
    numbers = [
        body.integer(f"{end}_subaccount", least=0, most=63) or 0
        for end in ("source", "destination")
    ]
    client_id = body.uuid("client_transfer_id")
    if client_id is not None and any(numbers):
        raise refused(400, "invalid_parameters", "client_transfer_id: primary only")
    if source != "event_contract" or target != "event_contract":
        raise forbidden("no margined account")
    if not set(shards) <= set(SHARDS):
        raise refused(400, "invalid_parameters", "there is no such exchange shard")
    _unused(call, client_id)
    dollars_moved = Decimal(amount).scaleb(-4)
    _move(
        call,
        Wallet(call.account, numbers[0], shards[0]),
        Wallet(call.account, numbers[1], shards[1]),
        dollars_moved,
        client_id,
    )
    rows = call.ledger.shard_transfers
    row: Json = {
        "transfer_id": identifier("shard transfer", call.account, len(rows)),
        "source": source,
        "destination": target,
        "source_exchange_shard": shards[0],
        "destination_exchange_shard": shards[1],
        "amount": dollars(dollars_moved),
        "status": "complete",
        "created_ts": unix(call.floor.now),
    }
    rows.append(row if client_id is None else {**row, "client_transfer_id": client_id})
    return {"transfer_id": row["transfer_id"]}


def listed(call: Call) -> Json:
    """A page of transfers between shards, newest first."""
    return call.page("transfers", call.ledger.shard_transfers[::-1], most=500)


def get(call: Call) -> Json:
    """One transfer between shards."""
    for row in call.ledger.shard_transfers:
        if row["transfer_id"] == call.query.path["transfer_id"]:
            return {"transfer": row}
    raise not_found()


def between_subaccounts(call: Call) -> Json:
    """Move cents from one subaccount to another, on one shard."""
    body = call.body
    call.unlocked()
    client_id = body.required("client_transfer_id", body.uuid("client_transfer_id"))
    amount = body.required("amount_cents", body.integer("amount_cents", least=1))
    source, target = (
        body.required(f"{end}_subaccount", body.integer(f"{end}_subaccount"))
        for end in ("from", "to")
    )
    shard = body.integer("exchange_index", least=0) or 0
    _unused(call, client_id)
    _move(
        call,
        Wallet(call.account, source, shard),
        Wallet(call.account, target, shard),
        Decimal(amount).scaleb(-2),
        client_id,
    )
    call.ledger.subaccount_transfers.append(
        {
            "transfer_id": client_id,
            "from_subaccount": source,
            "to_subaccount": target,
            "amount_cents": amount,
            "created_ts": unix(call.floor.now),
            "exchange_index": shard,
        }
    )
    return {}


def subaccount_transfers(call: Call) -> Json:
    """A page of transfers between subaccounts, newest first."""
    return call.page("transfers", call.ledger.subaccount_transfers[::-1], most=1000)


def _unused(call: Call, client_id: str | None) -> None:
    if client_id is not None and client_id in call.ledger.transfer_ids:
        raise refused(409, "transfer_already_exists")


def _move(
    call: Call,
    source: Wallet,
    target: Wallet,
    amount: Decimal,
    client_id: str | None,
) -> None:
    for wallet in (source, target):
        if wallet.subaccount not in {0, *call.ledger.subaccounts}:
            raise refused(404, "user_not_found", "there is no such subaccount")
    if source == target:
        raise refused(400, "invalid_parameters", "source and destination are the same")
    with rejecting():
        call.exchange.accounts.transfer(source, target, amount)
    if client_id is not None:
        call.ledger.transfer_ids.append(client_id)
