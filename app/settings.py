"""Settings from the environment, read once, frozen."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields

PREFIX = "BACKPROP_"


class SettingsError(ValueError):
    """A variable that cannot be used, in words."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Each field is the variable BACKPROP_<NAME>."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1

    def __post_init__(self) -> None:
        if not 0 < self.port < 65_536:
            raise SettingsError("the port must be between 1 and 65535")
        if not 0 < self.workers <= 64:
            raise SettingsError("the number of workers must be between 1 and 64")


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from `environment`; what it does not name keeps its default. Raises SettingsError."""
    found: dict[str, str | int] = {}
    for field in fields(Settings):
        variable = PREFIX + field.name.upper()
        text = environment.get(variable, "").strip()
        if not text:
            continue
        if field.type is str:
            found[field.name] = text
        elif text.isascii() and text.isdigit():
            found[field.name] = int(text)
        else:
            raise SettingsError(f"{variable} must be a whole number")
    return Settings(**found)  # type: ignore[arg-type]
