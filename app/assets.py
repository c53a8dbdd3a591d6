"""What the first view is made of.

Its style, and the script that runs before the first paint, stand in the page: a request for them would delay
the paint by a round trip. All else is under an address that changes with it, so browsers keep it for good.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from app.bundle import join_scripts, join_styles
from app.coding import KEPT, Asset, answer, media_type
from app.modules import REMARK

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
EARLY = "js/early.js"
# files that stand for themselves, by path under static/, and their names beside the joined ones
ALONE = {"vendor/lesson-math/lesson-math.woff2": "lesson-math.woff2", "favicon.svg": "favicon.svg"}


@dataclass(frozen=True, slots=True)
class Bundle:
    """`assets` by name; `digest` changes with any of them. `style` and `script` stand in the page."""

    digest: str
    assets: Mapping[str, Asset]
    style: str
    script: str


def make_bundle(static: Path, styles: tuple[str, ...], alone: Mapping[str, str], early: str) -> Bundle:
    """All files. Raises BundleError for a module that cannot be joined."""
    contents = {name: text.encode() for name, text in join_scripts(static).items()}
    contents |= {name: (static / path).read_bytes() for path, name in alone.items()}
    assets = {name: Asset(media_type(name), content) for name, content in contents.items()}
    tags = " ".join(f"{name} {asset.tag}" for name, asset in sorted(assets.items()))
    digest = hashlib.sha256(tags.encode()).hexdigest()[:16]
    beside = {path: f"/bundle/{digest}/{name}" for path, name in alone.items()}
    script = REMARK.sub("", (static / early).read_text(encoding="utf-8"))
    return Bundle(digest, assets, join_styles(static, styles, beside), script)


def name_by_hash(text: str) -> str:
    """What a content security policy calls an inline style or script that it lets pass."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


BUNDLE = make_bundle(Path(__file__).resolve().parent.parent / "static", STYLES, ALONE, EARLY)
# both as they stand between their tags
INLINE = {"style-src": name_by_hash(BUNDLE.style), "script-src": name_by_hash(BUNDLE.script)}
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
