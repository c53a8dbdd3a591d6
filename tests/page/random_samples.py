"""Random changes of the samples."""

import httpx

from tests.page.reader import Reader
from tests.page.settings import architecture_of, open_settings

SAMPLES = 6


class SamplesReader(Reader):
    """Edits rows, adds and removes them, takes others from a data set or from text."""

    async def edit_row(self) -> None:
        row = self.random.randrange(len(self.present["x"]))
        x, y = ([self.number() for _ in self.present[key][row]] for key in "xy")
        await open_settings(self.page, "samples")
        for column, value in enumerate([*x, *y]):
            await self.page.fill(f'.samples [data-row="{row}"] [data-column="{column}"]', str(value))
        await self.page.keyboard.press("Enter")
        self.keep_rows({row: (x, y)})

    def keep_rows(self, rows: dict[int, tuple[list[float], list[float]]]) -> None:
        x, y = list(self.present["x"]), list(self.present["y"])
        for row, (inputs, targets) in rows.items():
            x[row], y[row] = inputs, targets
        self.keep(x=x, y=y)

    async def add_sample(self) -> None:
        if len(self.present["x"]) >= SAMPLES:
            return
        await self.press("Add a sample", "samples")
        x, y = ([*self.present[key], [0] * len(self.present[key][0])] for key in "xy")
        self.sample = len(x) - 1
        self.keep(x=x, y=y)

    async def duplicate(self) -> None:
        if len(self.present["x"]) >= SAMPLES:
            return
        await self.press(f"Duplicate sample {self.sample + 1}", "samples")
        x, y = (
            [*rows[: self.sample + 1], rows[self.sample], *rows[self.sample + 1 :]]
            for rows in (self.present["x"], self.present["y"])
        )
        self.sample += 1
        self.keep(x=x, y=y)

    async def remove_sample(self) -> None:
        if len(self.present["x"]) == 1:
            return
        await self.press(f"Remove sample {self.sample + 1}", "samples")
        x, y = ([row for i, row in enumerate(self.present[key]) if i != self.sample] for key in "xy")
        self.keep(x=x, y=y)

    async def choose_sample(self) -> None:
        self.sample = self.random.randrange(len(self.present["x"]))
        if len(self.present["x"]) > 1:
            await self.page.select_option("#sample", str(self.sample))

    def replace(self, x: list[list[float]], y: list[list[float]]) -> None:
        self.sample = 0
        wish = architecture_of(self.present["network"])
        wish["inputs"], wish["layers"][-1]["units"] = len(x[0]), len(y[0])
        if wish == architecture_of(self.present["network"]):
            self.keep(x=x, y=y)
        else:
            self.reshape(wish, x=x, y=y)

    async def use_dataset(self) -> None:
        id, seed = self.random.choice(("xor", "and", "circles", "moons", "sine")), self.random.randint(0, 99)
        await open_settings(self.page, "samples")
        await self.page.select_option("#dataset", id)
        await self.page.fill("#dataset-count", "5")
        await self.page.fill("#dataset-seed", str(seed))
        await self.press("Use these samples", "samples")
        drawn = httpx.get(f"{self.server}/api/datasets/{id}?count=5&seed={seed}").raise_for_status().json()
        self.replace(drawn["x"], drawn["y"])

    async def paste(self) -> None:
        inputs, outputs, count = (self.random.randint(1, most) for most in (3, 2, 4))
        rows = [[self.number() for _ in range(inputs + outputs)] for _ in range(count)]
        names = [*(f"x{i}" for i in range(inputs)), *(f"y{k}" for k in range(outputs))]
        await open_settings(self.page, "samples")
        lines = [";".join(names), *(";".join(str(n).replace(".", ",") for n in row) for row in rows)]
        await self.page.fill("#csv-text", "\n".join(lines))
        await self.press("Use these rows", "samples")
        self.replace([row[:inputs] for row in rows], [row[inputs:] for row in rows])
