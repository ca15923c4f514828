"""The HTTP pipeline with an account behind it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from math import inf
from time import monotonic
from typing import TypeVar

import anyio

from predcore import AuthenticationFailed, VenueError
from predcore.kit import HTTP, Engine, Limiter, Reply, Request, Retry

from ._clock import Clock, is_expired
from ._credentials import Credentials, missing
from ._explain import explain
from ._tolls import Tolls

__all__ = ["Pipeline"]

T = TypeVar("T")

_PATIENCE = 3.0
"""Seconds that learning may hold up a request."""
_AGAIN = 60.0
"""Seconds until learning is tried again after it failed."""


class Pipeline(HTTP):
    """Signs, prices and explains what the resources send.

    Credentials are looked for when something first needs a signature, and the
    account's own budgets are asked for before it, but never before a cancel.

    Args:
        credentials: who asks; otherwise the environment is looked at.
        clock: the time to sign.
        limiter: the caller's own budgets; nothing is then asked for.
    """

    def __init__(
        self,
        base_url: str,
        *,
        engine: Engine,
        credentials: Credentials | None,
        clock: Clock,
        limiter: Limiter | None = None,
        retry: Retry | None = None,
        timeout: float = 10.0,
    ) -> None:
        self._tolls = Tolls(limiter)
        super().__init__(
            base_url,
            engine=engine,
            explain=self._explained,
            sign=self._proof,
            observe=clock.observe,
            limiter=self._tolls.limiter,
            retry=retry,
            timeout=timeout,
        )
        self._credentials = credentials
        self._clock = clock
        self._learn_at = 0.0

    async def send(self, request: Request[T]) -> T:
        """Send; a signed request without credentials is ``AuthenticationFailed``."""
        if not request.signed:
            return await super().send(request)
        self.credentials(request.label)
        priced = self._tolls.priced(request)
        if not priced.priority and self._ignorant():
            await self._learn()
            priced = self._tolls.priced(request)
        try:
            return await super().send(priced)
        except AuthenticationFailed as refused:
            if not (self._clock.correct and is_expired(refused)):
                raise
        # Refused, so nothing happened; and now the venue's time is known.
        return await super().send(priced)

    def credentials(self, what: str) -> Credentials:
        """The credentials; raises ``AuthenticationFailed`` naming ``what`` needs them,
        or ``InvalidRequest`` for credentials that are none."""
        if self._credentials is None:
            self._credentials = Credentials.from_environment()
        if self._credentials is None:
            raise missing(what)
        return self._credentials

    @property
    def clock_offset(self) -> timedelta | None:
        """The venue's time less ours."""
        offset = self._clock.offset
        return None if offset is None else timedelta(milliseconds=offset)

    def signed_headers(self, method: str, path: str) -> dict[str, str]:
        """Proof for a request that is sent elsewhere, good for seconds."""
        credentials = self.credentials(f"{method} {path}")
        return credentials.headers(self._clock.timestamp(), method, path)

    def _proof(self, method: str, path: str, body: bytes) -> Mapping[str, str]:
        del body
        return self.signed_headers(method, path)

    def _explained(self, reply: Reply) -> VenueError:
        return self._clock.explained(explain(reply))

    def _ignorant(self) -> bool:
        return not self._tolls.fixed and monotonic() >= self._learn_at

    async def _learn(self) -> None:
        """Ask what the account may do; without an answer the budgets stay.

        Nobody else waits for it: who comes meanwhile keeps to the lowest tier's.
        """
        self._learn_at = monotonic() + _AGAIN
        from ._learning import learn

        with anyio.move_on_after(_PATIENCE):
            if await learn(super().send, self._tolls):
                self._learn_at = inf
