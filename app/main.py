"""The application: wires routers, handlers and static files, and nothing else."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware

from app import __version__, assets, pages, sheets
from app.api import (
    drawing,
    errors,
    examples,
    exchange,
    laboratory,
    openapi,
    pictures,
    routes,
    teaching,
    tours,
)
from app.faults import FaultAnswers
from app.headers import SecurityHeaders
from app.memory import settled_memory
from app.settings import Settings, read_settings
from app.static_files import CompressedFiles

ROOT = Path(__file__).resolve().parent.parent


def create_app(settings: Settings | None = None) -> FastAPI:
    settings = read_settings() if settings is None else settings
    app = FastAPI(
        title="Error backpropagation, step by step",
        version=__version__,
        summary="Forward pass, loss, deltas and gradients of a small network, every number explained.",
        docs_url=None,
        redoc_url=None,
        lifespan=settled_memory,
    )
    errors.install(app)
    # Every router has whole addresses; included, each would be matched twice. Pictures stand before the
    # formats that `exchange` takes by their name.
    parts = (
        routes,
        examples,
        laboratory,
        drawing,
        teaching,
        tours,
        pictures,
        exchange,
        pages,
        sheets,
        assets,
    )
    for part in parts:
        app.router.routes.extend(part.router.routes)
    app.mount("/static", CompressedFiles(directory=ROOT / "static"), name="static")
    openapi.install(app)
    # the last added is the outermost
    app.add_middleware(
        GZipMiddleware,
        minimum_size=1024,
        compresslevel=5,
        # a line of training is due when it is computed, not when a block of the compressor is full
        exclude_content_types=(*DEFAULT_EXCLUDED_CONTENT_TYPES, laboratory.NDJSON),
    )
    app.add_middleware(FaultAnswers)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.cors_origins,
        allow_methods=["GET", "POST"],
        allow_headers=["*"],
        expose_headers=["Content-Disposition"],  # the name of an exported file
    )
    app.add_middleware(SecurityHeaders, frame_sources=settings.frame_sources)
    return app


app = create_app()
