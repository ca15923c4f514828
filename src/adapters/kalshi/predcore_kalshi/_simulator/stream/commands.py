"""Commands of a client, carried out."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence

from .channels import CHANNELS, Channel
from .choices import Choices
from .connection import Connection
from .errors import (
    AUTHENTICATION_REQUIRED,
    CHANNELS_REQUIRED,
    INVALID_PARAMETER,
    MARKET_LIMIT,
    MARKET_REQUIRED,
    ONE_SID_REQUIRED,
    SHARD_FACTOR_POSITIVE,
    SHARD_FACTOR_REQUIRED,
    SHARD_FACTOR_TOO_LARGE,
    SHARD_KEY_RANGE,
    SIDS_REQUIRED,
    TOO_MANY_REQUESTS,
    UNKNOWN_CHANNEL,
    UNKNOWN_COMMAND,
    UNKNOWN_SID,
    UNPROCESSABLE,
    CommandError,
)
from .params import Params, members
from .subscription import Subscription

__all__ = ["Commands"]

_MOST_SHARDS = 100


class Commands:
    """Carries out the commands of one connection."""

    def __init__(self, connection: Connection, choices: Choices) -> None:
        self._to = connection
        self._choices = choices

    def receive(self, text: str) -> None:
        """Carry out one frame, or say why not."""
        command_id: int | None = None
        try:
            command = members(_decoded(text))
            if command is None:
                raise CommandError(UNPROCESSABLE)
            command_id = _id_of(command.get("id"))
            if (code := self._to.refusal()) is not None:
                raise CommandError(code)
            match command.get("cmd"):
                case "subscribe":
                    self._subscribe(command_id, Params(command.get("params")))
                case "unsubscribe":
                    self._unsubscribe(command_id, Params(command.get("params")))
                case "update_subscription":
                    params = Params(command.get("params"))
                    on = self._one(params)
                    self._choices.update(on, command_id, params)
                case "list_subscriptions":
                    self._list(command_id)
                case _:
                    raise CommandError(UNKNOWN_COMMAND)
        except CommandError as error:
            self._to.refuse(error.code, command_id)

    def _subscribe(self, command_id: int | None, params: Params) -> None:
        channels = self._channels(params)
        tickers, ids = params.tickers(), params.market_ids()
        if tickers is not None and ids is not None:
            raise CommandError(INVALID_PARAMETER)
        for channel in channels:
            if channel.chosen_by == "required" and not tickers:
                raise CommandError(MARKET_REQUIRED)
            if ids is not None and not channel.by_id:
                raise CommandError(INVALID_PARAMETER)
        chosen = self._choices.markets(tickers, ids)
        if chosen is not None and any(
            self._choices.too_many(c, chosen) for c in channels
        ):
            raise CommandError(MARKET_LIMIT)
        shard = _shard(params)
        if params.text("user_filter") not in {None, "", "self"}:
            raise CommandError(INVALID_PARAMETER)
        for channel in channels:
            on = self._to.subscriptions.get(channel.name)
            opened = on is None
            on = on or self._to.open(channel)
            on.use_yes_price = params.flag("use_yes_price")
            on.skip_ticker_ack = params.flag("skip_ticker_ack")
            on.own_requests_only = params.text("user_filter") == "self"
            on.shard_factor, on.shard_key = shard
            msg = {"channel": channel.name, "sid": on.sid}
            self._to.reply("subscribed", command_id, msg=msg)
            self._choices.begin(on, params, chosen, opened=opened)

    def _channels(self, params: Params) -> list[Channel]:
        names = params.texts("channels")
        if not names:
            raise CommandError(CHANNELS_REQUIRED)
        found = [CHANNELS.get(name) for name in dict.fromkeys(names)]
        channels = [channel for channel in found if channel is not None]
        if len(channels) < len(found):
            raise CommandError(UNKNOWN_CHANNEL)
        private = any(channel.private for channel in channels)
        if private and not self._to.key.may("read"):
            raise CommandError(AUTHENTICATION_REQUIRED)
        return channels

    def _unsubscribe(self, command_id: int | None, params: Params) -> None:
        sids = params.sids("sids")
        if not sids:
            raise CommandError(SIDS_REQUIRED)
        for on in [self._of(sid) for sid in dict.fromkeys(sids)]:
            self._to.confirm("unsubscribed", on, command_id)
            self._to.close(on)

    def _list(self, command_id: int | None) -> None:
        held = self._to.subscriptions.values()
        msg = [{"channel": on.channel.name, "sid": on.sid} for on in held]
        self._to.reply("ok", command_id, msg=msg)

    def _one(self, params: Params) -> Subscription:
        sid, sids = params.integer("sid"), params.sids("sids")
        given: Sequence[int] = [*([] if sid is None else [sid]), *(sids or ())]
        if len(given) != 1:
            raise CommandError(ONE_SID_REQUIRED)
        on = self._of(given[0])
        if on.asked(time.monotonic_ns() // 10**9) > self._to.limits.commands:
            raise CommandError(TOO_MANY_REQUESTS)
        return on

    def _of(self, sid: int) -> Subscription:
        if (on := self._to.of_sid(sid)) is None:
            raise CommandError(UNKNOWN_SID)
        return on


def _decoded(text: str) -> object:
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        raise CommandError(UNPROCESSABLE) from None
    return value


def _id_of(value: object) -> int | None:
    """The id of a command; 0 is none."""
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise CommandError(INVALID_PARAMETER)
    return value or None


def _shard(params: Params) -> tuple[int, int]:
    factor, key = params.integer("shard_factor"), params.integer("shard_key")
    if factor is None and key is not None:
        raise CommandError(SHARD_FACTOR_REQUIRED)
    if factor is None:
        return 1, 0
    if factor <= 0:
        raise CommandError(SHARD_FACTOR_POSITIVE)
    if factor > _MOST_SHARDS:
        raise CommandError(SHARD_FACTOR_TOO_LARGE)
    if not 0 <= (key or 0) < factor:
        raise CommandError(SHARD_KEY_RANGE)
    return factor, key or 0
