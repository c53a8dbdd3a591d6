# The dependencies are installed in one stage, with pip's leftovers; the other takes only the result.
FROM python:3.12-slim AS dependencies
WORKDIR /build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY pyproject.toml README.md LICENSE ./
COPY .requirements .requirements
COPY app/__init__.py app/__init__.py
RUN python -m venv /venv \
    && /venv/bin/pip install -c .requirements/constraints.txt . \
    && /venv/bin/pip uninstall -y pip

FROM python:3.12-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 BACKPROP_HOST=0.0.0.0
# Freed memory is kept for the next request: given back at once, most of it would be asked for again at once,
# and training of a large network would take half as long again.
ENV MALLOC_TRIM_THRESHOLD_=67108864 MALLOC_MMAP_THRESHOLD_=33554432
WORKDIR /lesson
COPY --from=dependencies /venv /venv
COPY app app
COPY static static
COPY templates templates
RUN python -m compileall -q app
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ.get(\"BACKPROP_PORT\", 8000)}/healthz', timeout=2)"]
CMD ["python", "-m", "app"]
