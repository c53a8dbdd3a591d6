"""What a file looks like that is imported as JSON."""

from pydantic import ConfigDict, Field

from app.api.schemas import EXAMPLE, UPDATE_EXAMPLE, Body, NetworkBody, UpdateProblem
from app.lesson.exports.setup import FORMAT


class SetupFile(UpdateProblem):
    """A problem as `/api/export/json` writes it, or a bare one."""

    model_config = ConfigDict(json_schema_extra={"example": {"format": FORMAT, **UPDATE_EXAMPLE}})

    format: str = Field(default=FORMAT, description="the version of the form, as the export writes it")


class NetworkFile(Body):
    """A network alone."""

    model_config = ConfigDict(json_schema_extra={"example": {"network": EXAMPLE["network"]}})

    network: NetworkBody


FILES: tuple[type[Body], ...] = (SetupFile, NetworkFile)
