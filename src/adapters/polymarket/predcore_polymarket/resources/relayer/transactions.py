"""``/submit``, ``/transaction`` and ``/transactions``."""

from __future__ import annotations

from predcore import NotFound
from predcore.kit import Decoder, Items, decoder

from ...models.relayer.submission import Submission
from ...models.relayer.transaction import RelayedTransaction, Submitted
from .._private import PrivateResource, compact

__all__ = ["Submit", "TransactionById", "Transactions"]

_SUBMITTED = decoder(Submitted)
_TRANSACTIONS: Decoder[tuple[RelayedTransaction, ...]] = Decoder(
    Items[RelayedTransaction]
)


class _OneOrMany(Decoder[tuple[RelayedTransaction, ...]]):
    """Reads an object as a list of one: the venue answers with either."""

    def __call__(self, body: bytes) -> tuple[RelayedTransaction, ...]:
        bare = body.strip()
        return super().__call__(b"[" + bare + b"]" if bare.startswith(b"{") else bare)


_FOUND = _OneOrMany(Items[RelayedTransaction])


class Submit(PrivateResource):
    """Hand a signed operation over."""

    async def create(self, submission: Submission) -> Submitted:
        """Have an operation sent to the chain, and learn the id to follow it by.

        At most 25 a minute. Raises ``OutcomeUnknown`` where no answer came.
        """
        return await self._write(
            "POST",
            "/submit",
            _SUBMITTED,
            compact(submission.to_json()),
            bucket="relayer.submit",
        )


class TransactionById(PrivateResource):
    """One operation."""

    async def get(self, transaction_id: str) -> RelayedTransaction:
        """Fetch an operation; raises ``NotFound``."""
        found = await self._read(
            "/transaction", _FOUND, {"id": transaction_id}, bucket="relayer"
        )
        if not found:
            raise NotFound(
                "GET /transaction: the relayer has no such transaction", status=200
            )
        return found[0]


class Transactions(PrivateResource):
    """Operations of whom the key belongs to."""

    async def list(self) -> tuple[RelayedTransaction, ...]:
        """Fetch the latest operations."""
        return await self._read("/transactions", _TRANSACTIONS, bucket="relayer")
