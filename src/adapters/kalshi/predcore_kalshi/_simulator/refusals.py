"""The shapes in which Kalshi says no."""

from __future__ import annotations

__all__ = ["Refusal", "bad_request", "invalid", "not_found"]


class Refusal(Exception):
    """An answer that is not 200.

    Attributes:
        status: of the answer.
        body: its JSON.
    """

    def __init__(self, status: int, body: dict[str, object]) -> None:
        super().__init__(status, body)
        self.status = status
        self.body = body


def not_found() -> Refusal:
    """Nothing has that id."""
    return Refusal(404, {"error": {"code": "not_found", "message": "not found"}})


def bad_request(details: str) -> Refusal:
    """The request contradicts itself, or the rules of the endpoint."""
    body: dict[str, object] = {
        "code": "bad_request",
        "message": "bad request",
        "details": details,
    }
    return Refusal(400, body)


def invalid(operation: str, parameter: str, rule: str) -> Refusal:
    """A query parameter breaks a rule of the validator, in the validator's words."""
    field = "".join(part.capitalize() for part in parameter.split("_"))
    message = (
        f"Parameter validation failed for {operation}: "
        f"Key: '{operation}Params.{field}' "
        f"Error:Field validation for '{field}' failed on the '{rule}' tag"
    )
    return Refusal(400, {"msg": message})
