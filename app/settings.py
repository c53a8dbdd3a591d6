"""Settings from the environment, read once, frozen."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

PREFIX = "BACKPROP_"
LIMIT_PREFIX = "BACKPROP_LIMIT_"
ANY, NONE = "*", "none"
ORIGIN = re.compile(r"https?://([\w.-]+|\[[\da-fA-F:]+\])(:\d{1,5})?", re.ASCII)
SOURCE = re.compile(rf"https?://\*\.[\w.-]+(:\d{{1,5}})?|{ORIGIN.pattern}", re.ASCII)  # all hosts under one

T = TypeVar("T")


class SettingsError(ValueError):
    """A variable that cannot be used, in words."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Each field is the variable BACKPROP_<NAME>.

    `cors` and `frame_ancestors` are origins with spaces between them, or "*" for any, or "none".
    """

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    cors: str = ANY
    frame_ancestors: str = ANY

    def __post_init__(self) -> None:
        if not 0 < self.port < 65_536:
            raise SettingsError("the port must be between 1 and 65535")
        if not 0 < self.workers <= 64:
            raise SettingsError("the number of workers must be between 1 and 64")
        for name, form in (("cors", ORIGIN), ("frame_ancestors", SOURCE)):
            text = getattr(self, name)
            if text not in (ANY, NONE) and not (text.split() and all(map(form.fullmatch, text.split()))):
                raise SettingsError(
                    f"{PREFIX}{name.upper()} must be origins such as https://course.example "
                    f"with spaces between them, or {ANY} for any, or {NONE}"
                )

    @property
    def cors_origins(self) -> list[str]:
        """Whose pages may ask the API."""
        return [] if self.cors == NONE else self.cors.split()

    @property
    def frame_sources(self) -> str:
        """Whose pages may frame the embedded lesson, as the policy's frame-ancestors says it."""
        return "'none'" if self.frame_ancestors == NONE else " ".join(self.frame_ancestors.split())


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from `environment`; what it does not name keeps its default. Raises SettingsError."""
    return read_fields(Settings, PREFIX, environment)


def read_fields(kind: type[T], prefix: str, environment: Mapping[str, str] = os.environ) -> T:
    """A dataclass of texts and whole numbers, each field from the variable of its name after `prefix`."""
    found: dict[str, Any] = {}
    for field in fields(kind):  # type: ignore[arg-type]
        variable = prefix + field.name.upper()
        text = environment.get(variable, "").strip()
        if not text:
            continue
        if field.type is str:
            found[field.name] = text
        elif text.isascii() and text.isdigit() and len(text) < 19:
            found[field.name] = int(text)
        else:
            raise SettingsError(f"{variable} must be a whole number")
    return kind(**found)
