"""What the API is measured against: a bare FastAPI route that validates the same, returns as many bytes."""

import os
from typing import Annotated

from fastapi import Body, FastAPI
from pydantic import BaseModel

from app.api.schemas import UpdateProblem


class Answer(BaseModel):
    filling: str


FILLING = "x" * (int(os.environ["ANSWER_BYTES"]) - len('{"filling":""}'))
app = FastAPI()


@app.post("/bare")
async def bare(problem: Annotated[UpdateProblem, Body()]) -> Answer:
    return Answer(filling=FILLING)
