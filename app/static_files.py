"""The files of `static` at their own addresses: compressed once, and 304 to who has them already."""

import os
from functools import lru_cache
from pathlib import Path

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from app.coding import VALIDATED, Asset, answer, media_type


@lru_cache(maxsize=256)
def read_asset(path: str, changed: int, size: int) -> Asset:
    """The file as it was then: `changed` in nanoseconds and `size` in bytes tell one content from another."""
    return Asset(media_type(path), Path(path).read_bytes())


class CompressedFiles(StaticFiles):
    """Where files lie, and what is none, StaticFiles decides; how one is sent, app/coding.py."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        # not yet the 304 of a tag that would be the same for every coding
        return FileResponse(full_path, status_code=status_code, stat_result=stat_result)

    async def get_response(self, path: str, scope: Scope) -> Response:
        found = await super().get_response(path, scope)
        if not isinstance(found, FileResponse):
            return found
        return await anyio.to_thread.run_sync(self.send_as_accepted, Path(found.path), Request(scope))

    @staticmethod
    def send_as_accepted(path: Path, request: Request) -> Response:
        told = path.stat()
        return answer(request, read_asset(str(path), told.st_mtime_ns, told.st_size), VALIDATED)
