"""Which credentials would be used, and what the venue lets them do."""

from __future__ import annotations

from predcore import AuthenticationFailed, InvalidRequest, PredcoreError
from predcore.kit import Limiter, Retry, clock_notes
from predcore.plugins import CredentialReport, Settings

from ._client import Polymarket
from ._credentials import Credentials
from ._open import native

__all__ = ["report"]

_HINT = (
    "set POLYMARKET_PRIVATE_KEY, POLYMARKET_WALLET_TYPE and POLYMARKET_FUNDER to trade"
)


async def report(settings: Settings) -> CredentialReport:
    """Load what ``settings`` would use and ask whether it may trade."""
    try:
        client = native(settings, limiter=Limiter({}), retry=Retry(attempts=2))
        async with client:
            return await _asked(client)
    except InvalidRequest as error:
        return CredentialReport(error=error)


async def _asked(client: Polymarket) -> CredentialReport:
    try:
        credentials = client.credentials()
    except AuthenticationFailed:
        return CredentialReport(hint=_HINT)
    found = _described(credentials)
    try:
        closed_only = (await client.clob.auth.ban_status.get()).closed_only
    except PredcoreError as error:
        return CredentialReport(found=found, error=error)
    permissions = ("close positions",) if closed_only else ("trade",)
    notes = [] if credentials.api_key is None else ["with the API key given"]
    notes += clock_notes(client.clock_offset)
    return CredentialReport(found=found, permissions=permissions, notes=tuple(notes))


def _described(credentials: Credentials) -> str:
    wallet = credentials.wallet
    kind = wallet.type.name.lower().replace("eoa", "EOA")
    key = f"key from {credentials.source}"
    return f"{kind} wallet {_short(wallet.funder)}, {key} ({_short(wallet.owner)})"


def _short(address: str) -> str:
    """Enough to know it again."""
    return f"{address[:6]}…{address[-4:]}"
