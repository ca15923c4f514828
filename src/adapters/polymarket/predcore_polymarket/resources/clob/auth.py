"""``/auth``: API keys, got with the private key, and what the account may do."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from predcore import (
    AuthenticationFailed,
    BadResponse,
    InvalidRequest,
    OutcomeUnknown,
    VenueError,
)
from predcore.kit import HTTP, Decoder, Request, decoder

from ..._api_key import ApiKey as Key
from ..._private import PrivateHTTP
from ...models.clob import auth as models
from .._private import PrivateResource

__all__ = ["ApiKey", "Auth", "BanStatus"]

_BUCKET = "clob.keys"
_LARGEST = 1 << 256


def _key(triple: models.ApiKeyTriple) -> Key:
    return Key(
        triple.api_key.get_secret_value(),
        triple.secret.get_secret_value(),
        triple.passphrase.get_secret_value(),
    )


_KEY = decoder(models.ApiKeyTriple)
_KEYS = decoder(models.ApiKeys)
_STATUS = decoder(models.BanStatus)
_OK: Decoder[Any] = Decoder(Any)


class Auth:
    """Who you are to the order books."""

    def __init__(self, private: HTTP | None) -> None:
        self._private = private

    @cached_property
    def api_key(self) -> ApiKey:
        """``/auth/api-key``, and what else there is about API keys."""
        return ApiKey(self._private)

    @cached_property
    def ban_status(self) -> BanStatus:
        """``/auth/ban-status``."""
        return BanStatus(self._private)


class ApiKey(PrivateResource):
    """API keys of the private key: one by nonce, and always the same."""

    async def create(self, *, nonce: int = 0) -> Key:
        """Have an API key made.

        Raises ``VenueError`` (``api_key_exists``) where there is one for the nonce,
        and ``OutcomeUnknown``; either way :meth:`derive` gives it.
        """
        request = Request(
            method="POST",
            path="/auth/api-key",
            parse=_KEY,
            repeatable=False,
            signed=True,
            bucket=_BUCKET,
        )
        return await self._attested(request, nonce)

    async def derive(self, *, nonce: int = 0) -> Key:
        """Get the API key of a nonce again.

        Raises ``VenueError`` (``no_api_key``) where none was made.
        """
        request = Request(
            path="/auth/derive-api-key", parse=_KEY, signed=True, bucket=_BUCKET
        )
        return await self._attested(request, nonce)

    async def derive_or_create(self, *, nonce: int = 0) -> Key:
        """Get the API key of a nonce, and have it made where there is none."""
        try:
            return await self.derive(nonce=nonce)
        except VenueError as refused:
            if refused.status != 400:
                raise
        try:
            return await self.create(nonce=nonce)
        except OutcomeUnknown:
            pass
        except VenueError as refused:
            if refused.status != 400:
                raise
        return await self.derive(nonce=nonce)

    async def list(self) -> tuple[str, ...]:
        """List the ids of the API keys."""
        found = await self._read("/auth/api-keys", _KEYS, bucket=_BUCKET)
        return found.api_keys

    async def delete(self) -> None:
        """Delete the API key that this client uses.

        One that was not given is made anew when something needs it.
        """
        await self._write("DELETE", "/auth/api-key", _OK, bucket=_BUCKET)
        self._holder.forget()

    async def _attested(self, request: Request[models.ApiKeyTriple], nonce: int) -> Key:
        if not 0 <= nonce < _LARGEST:
            raise InvalidRequest(f"a nonce is a whole number from 0, got {nonce}")
        triple = await self._holder.attested(request, nonce)
        try:
            return _key(triple)
        except InvalidRequest as error:
            said = str(error)
        said = f"{request.label}: answered with no API key: {said}"
        raise BadResponse(said) if request.repeatable else OutcomeUnknown(said)

    @property
    def _holder(self) -> PrivateHTTP:
        if isinstance(self._private, PrivateHTTP):
            return self._private
        raise AuthenticationFailed("this pipeline has no private key to sign with")


class BanStatus(PrivateResource):
    """What is forbidden."""

    async def get(self) -> models.BanStatus:
        """Fetch whether the account may only close what it has."""
        return await self._read(
            "/auth/ban-status/closed-only", _STATUS, bucket="clob.keys"
        )
