"""Random changes of the numbers and of the network."""

import copy
from typing import Any

from tests.page.edits import marks, put
from tests.page.reader import Reader
from tests.page.settings import architecture_of, open_settings

LAYERS, UNITS = 4, 4  # no larger, so that 200 changes stay quick
ACTIVATIONS = ("linear", "sigmoid", "tanh", "relu", "leaky_relu", "softplus")
LOSSES = ("mse", "squared_error", "half_squared_error")


class NetworkReader(Reader):
    """Edits weights, biases and the rate in the picture, and everything in the network's settings."""

    async def edit_number(self) -> None:
        given = [ref for ref in await marks(self.page) if ref.split(".")[0] in ("W", "b", "learning_rate")]
        ref = self.random.choice(given)
        value = abs(self.number()) / 10 if ref == "learning_rate" else self.number()
        await self.page.focus(f'#diagram [data-ref="{ref}"]')
        await self.page.keyboard.press("Enter")
        await self.page.keyboard.type(str(value))
        await self.page.keyboard.press("Enter")
        changed = copy.deepcopy(self.present)
        put(changed, ref, value)
        self.keep(**changed)

    async def change_units(self) -> None:
        wish = architecture_of(self.present["network"])
        l = self.random.randint(0, len(self.layers))
        place = wish if l == 0 else wish["layers"][l - 1]
        key = "inputs" if l == 0 else "units"
        more = place[key] == 1 or (place[key] < UNITS and self.random.random() < 0.5)
        place[key] += 1 if more else -1
        what = "inputs" if l == 0 else "outputs" if l == len(self.layers) else f"neurons of layer {l}"
        await self.press(f"{'More' if more else 'Fewer'} {what}", "network")
        self.reshape(wish)

    async def add_layer(self) -> None:
        if len(self.layers) == LAYERS:
            return
        wish = architecture_of(self.present["network"])["layers"]
        at = self.random.randint(1, len(wish))
        like: dict[str, Any] = {"units": 2, "activation": "tanh"}
        if len(wish) > 1:
            like = wish[at - 2] if at > 1 else wish[0]
        await open_settings(self.page)
        await self.page.select_option("#layer-place", str(at))
        await self.press("Add a layer", "network")
        wish.insert(at - 1, {**like, "keeps": 0})
        self.reshape({**architecture_of(self.present["network"]), "layers": wish})

    async def remove_layer(self) -> None:
        if len(self.layers) == 1:
            return
        l = self.random.randint(1, len(self.layers) - 1)
        wish = architecture_of(self.present["network"])
        del wish["layers"][l - 1]
        await self.press(f"Remove layer {l}", "network")
        self.reshape(wish)

    async def choose_activation(self) -> None:
        l = self.random.randint(1, len(self.layers))
        name = self.random.choice(ACTIVATIONS)
        await open_settings(self.page)
        await self.page.select_option(f"#activation-{l}", name)
        network = copy.deepcopy(self.present["network"])
        network["layers"][l - 1]["activation"] = name
        self.keep(network=network)

    async def choose_loss(self) -> None:
        name = self.random.choice(LOSSES)
        await open_settings(self.page)
        await self.page.select_option("#loss", name)
        self.keep(loss=name)

    async def draw(self) -> None:
        seed = self.random.randint(0, 10**6)
        await open_settings(self.page)
        await self.page.fill("#weights-seed", str(seed))
        await self.press("Draw new weights", "network")
        await self.page.fill("#weights-seed", "7")
        self.reshape(architecture_of(self.present["network"]), seed=seed, keep=None)
