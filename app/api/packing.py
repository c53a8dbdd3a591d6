"""A problem as a part of an address: JSON, its base64url, or that of its zlib form, as in links."""

import base64
import binascii
import zlib
from typing import Any

import orjson

from app.api.refusals import Refused

UNPACKED_LIMIT = 512 * 1024  # bytes; an explained problem has at most some 5 000 numbers


def unpack(text: str) -> bytes:
    """JSON from its own text or from base64url, zlib's form or not. Raises Refused."""
    if text.lstrip().startswith("{"):
        return text.encode()
    damaged = Refused(422, "problem is neither JSON nor the base64url of it: a part may be missing")
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        if raw.lstrip().startswith(b"{"):
            return raw
        unpacker = zlib.decompressobj()
        unpacked = unpacker.decompress(raw, UNPACKED_LIMIT + 1)
    except (ValueError, binascii.Error, zlib.error):
        raise damaged from None
    if len(unpacked) > UNPACKED_LIMIT:
        raise Refused(413, f"problem may have at most {UNPACKED_LIMIT} bytes when it is unpacked")
    if not unpacker.eof:
        raise damaged
    return unpacked


def flatten(packed: bytes) -> bytes:
    """The setup of a link as a body of the API; other JSON as it is."""
    try:
        setup = orjson.loads(packed)
    except orjson.JSONDecodeError:
        return packed
    if not (isinstance(setup, dict) and isinstance(setup.get("problem"), dict)):
        return packed
    own = ("learning_rate", "freeze_biases", "optimizer", "optimizer_state")
    return orjson.dumps({**setup["problem"], **{name: setup[name] for name in own if name in setup}})


def pack(value: Any) -> str:
    """JSON in zlib's form in base64url, as links hold it."""
    packed = zlib.compress(orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY), 9)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")
