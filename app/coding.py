"""Files that do not change: compressed once, tagged, and sent as the reader accepts them."""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass, field
from functools import cache

import brotli
from starlette.requests import Request
from starlette.responses import Response

KEPT = "public, max-age=31536000, immutable"  # under an address that changes with the content
VALIDATED = "no-cache"  # kept, but asked for again each time, with its tag
CODINGS = ("br", "gzip")  # the smaller first
LEAST_GAIN = 0.9  # what does not get smaller than this share is sent as it is: a font is compressed already
LARGE = 512 * 1024  # bytes; more than these take brotli seconds at its best
# not left to the machine's own table, which may call a script plain text
MEDIA_TYPES = {
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent: `tag` names its content."""

    media_type: str
    plain: bytes
    tag: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tag", hashlib.sha256(self.plain).hexdigest()[:16])


def media_type(name: str) -> str:
    """By the end of a file's name."""
    told = MEDIA_TYPES.get(name.rpartition(".")[2])
    return told or mimetypes.guess_type(name)[0] or "text/plain; charset=utf-8"


@cache
def compress(plain: bytes, coding: str) -> bytes | None:
    """The bytes in that coding, made once; None where it gains nothing."""
    if coding == "br":
        packed = brotli.compress(plain, quality=9 if len(plain) > LARGE else 11)
    else:
        packed = gzip.compress(plain, 9, mtime=0)
    return packed if len(packed) < LEAST_GAIN * len(plain) else None


def accepted(accept_encoding: str) -> list[str]:
    """The codings that a header Accept-Encoding takes (RFC 9110, 12.5.3), ours first; q=0 refuses one."""
    weights = {}
    for part in accept_encoding.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = next((text[2:].strip() for text in parameters if text.startswith("q=")), "1")
        weights[name] = bool(re.fullmatch(r"1(\.0{0,3})?|0\.\d*[1-9]\d*", quality))
    return [coding for coding in CODINGS if weights.get(coding, weights.get("*", False))]


def answer(request: Request, asset: Asset, keeping: str) -> Response:
    """The asset in the best coding that the reader accepts; 304 where it has the very same already.

    `keeping` is its Cache-Control. Each coding has a tag of its own, as RFC 9110 wants it of other bytes.
    """
    packed, coding = None, ""
    for coding in accepted(request.headers.get("accept-encoding", "")):
        if packed := compress(asset.plain, coding):
            break
    tag = f'"{asset.tag}-{coding}"' if packed else f'"{asset.tag}"'
    headers = {"Cache-Control": keeping, "ETag": tag, "Vary": "Accept-Encoding"}
    if is_known(tag, request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = coding
    body = packed or asset.plain
    if request.method == "HEAD":
        return Response(headers={**headers, "Content-Length": str(len(body))}, media_type=asset.media_type)
    return Response(body, headers=headers, media_type=asset.media_type)


def is_known(tag: str, if_none_match: str) -> bool:
    """Whether a header If-None-Match names the tag, by weak comparison: a proxy may have marked it W/."""
    named = {part.strip().removeprefix("W/") for part in if_none_match.split(",")}
    return tag in named or "*" in named
