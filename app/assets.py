"""The joined scripts and styles of the page, under an address that changes with them: they are kept."""

from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from app.bundle import make_bundle

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
BUNDLE = make_bundle(Path(__file__).resolve().parent.parent / "static", STYLES)
KEPT = "public, max-age=31536000, immutable"

router = APIRouter(include_in_schema=False)


def address(name: str) -> str:
    return f"/bundle/{BUNDLE.digest}/{name}"


@router.api_route("/bundle/{digest}/{name}", methods=["GET", "HEAD"])
async def joined(digest: str, name: str, request: Request) -> Response:
    asset = BUNDLE.assets.get(name)
    if asset is None or digest != BUNDLE.digest:
        raise HTTPException(404)
    headers = {"Cache-Control": KEPT, "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(
            asset.packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=asset.media_type
        )
    return Response(asset.plain, headers=headers, media_type=asset.media_type)
