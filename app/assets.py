"""What the first view is made of, under an address that changes with any of it: browsers keep it for good."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from app.bundle import join_scripts, join_styles
from app.coding import KEPT, Asset, answer, media_type

STYLES = (
    "tokens",
    "base",
    "demo",
    "diagram",
    "why",
    "editing",
    "timeline",
    "article",
)  # of the first view, in order
# files that stand for themselves, by path under static/, and their names beside the joined ones
ALONE = {
    "js/early.js": "early.js",
    "vendor/lesson-math/lesson-math.woff2": "lesson-math.woff2",
    "favicon.svg": "favicon.svg",
}


@dataclass(frozen=True, slots=True)
class Bundle:
    """`assets` by name; `digest` changes with any of them."""

    digest: str
    assets: Mapping[str, Asset]


def make_bundle(static: Path, styles: tuple[str, ...], alone: Mapping[str, str]) -> Bundle:
    """All files. Raises BundleError for a module that cannot be joined."""
    texts = {**join_scripts(static), "page.css": join_styles(static, styles, alone)}
    contents = {name: text.encode() for name, text in texts.items()}
    contents |= {name: (static / path).read_bytes() for path, name in alone.items()}
    assets = {name: Asset(media_type(name), content) for name, content in contents.items()}
    tags = " ".join(f"{name} {asset.tag}" for name, asset in sorted(assets.items()))
    return Bundle(hashlib.sha256(tags.encode()).hexdigest()[:16], assets)


BUNDLE = make_bundle(Path(__file__).resolve().parent.parent / "static", STYLES, ALONE)
router = APIRouter(include_in_schema=False)


def address(name: str) -> str:
    return f"/bundle/{BUNDLE.digest}/{name}"


# in a thread (def, not async def): the first to ask waits until it is compressed, and nobody else does


@router.api_route("/bundle/{digest}/{name}", methods=["GET", "HEAD"])
def bundled(digest: str, name: str, request: Request) -> Response:
    asset = BUNDLE.assets.get(name)
    if asset is None or digest != BUNDLE.digest:
        raise HTTPException(404)
    return answer(request, asset, KEPT)
