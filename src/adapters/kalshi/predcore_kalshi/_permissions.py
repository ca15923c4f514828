"""Which API key would be used, and what the venue lets it do."""

from __future__ import annotations

from datetime import UTC, datetime

from predcore import InvalidRequest, PredcoreError
from predcore.kit import Limiter, Retry, clock_notes
from predcore.plugins import CredentialReport, Settings

from ._client import Kalshi
from ._credentials import Credentials
from .models.api_keys import ApiKey, ApiKeys

__all__ = ["report"]

_HINT = "set KALSHI_API_KEY_ID and KALSHI_PRIVATE_KEY_PATH to trade"


async def report(settings: Settings) -> CredentialReport:
    """Load the key that ``settings`` would use and look it up among the account's."""
    try:
        credentials = (
            Credentials.from_mapping(settings.credentials)
            if settings.credentials
            else Credentials.from_environment()
        )
    except InvalidRequest as error:
        return CredentialReport(error=error)
    if credentials is None:
        return CredentialReport(hint=_HINT)
    found = f"{credentials.kind} key from {credentials.source}"
    async with Kalshi(
        environment=settings.environment,
        credentials=credentials,
        urls=settings.urls,
        engine=settings.engine,
        transport=settings.transport,
        limiter=Limiter({}),
        retry=Retry(attempts=2),
        timeout=settings.timeout,
    ) as kalshi:
        try:
            keys = await kalshi.api_keys.list()
        except PredcoreError as error:
            return CredentialReport(found=found, error=error)
        notes = clock_notes(kalshi.clock_offset)
    for key in keys.api_keys:
        if credentials.is_key(key.api_key_id):
            notes = [*_limits(key, keys), *notes]
            return CredentialReport(
                found=found, permissions=key.scopes, notes=tuple(notes)
            )
    unlisted = "the venue takes it and does not list it"
    return CredentialReport(found=found, notes=(unlisted, *notes))


def _limits(key: ApiKey, keys: ApiKeys) -> list[str]:
    notes: list[str] = []
    if key.subaccount is not None:
        notes.append(f"only for subaccount {key.subaccount}")
    if key.fcm_subtrader_id is not None:
        notes.append("only for FIX sessions of one FCM subtrader")
    if keys.api_key_region_expiration_ts is not None:
        until = datetime.fromtimestamp(keys.api_key_region_expiration_ts, UTC)
        lapsed = until < datetime.now(UTC)
        what = "location attestation lapsed" if lapsed else "location attested until"
        notes.append(f"{what} {until:%Y-%m-%d}")
    return notes
