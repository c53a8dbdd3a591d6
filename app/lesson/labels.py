"""Numbers on the edges of a picture: each on its own edge, where it is in nothing's way."""

from dataclasses import dataclass, replace

ROUNDS, TOUCH = 3, 10
Point = tuple[float, float]
Plate = tuple[float, float, float, float]  # x, y, width, height


@dataclass(frozen=True, slots=True)
class Edge:
    """A line; a weight has its number, of that size, `at` a point of it, from 0 at its start to 1."""

    start: Point
    end: Point
    ref: str = ""
    text: str = ""
    size: tuple[float, float] = (0.0, 0.0)
    at: float = 0.0

    @property
    def plate(self) -> Plate:
        """What is under the number."""
        width, height = self.size
        x, y = (a + (b - a) * self.at for a, b in zip(self.start, self.end, strict=True))
        return x - width / 2, y - height / 2, width, height


def place_labels(edges: list[Edge], walls: list[Plate], places: tuple[float, ...]) -> list[Edge]:
    """Each number at the one of `places` where it touches no other number, no wall, and few other edges.

    One after another, and again in the light of where the later ones came to stand. The first of equals wins.
    """
    choices = []
    for edge in edges:
        options = [replace(edge, at=at) for at in places]
        choices.append([(rank(option.plate, edge, edges, walls), option.plate, option) for option in options])
    placed: dict[int, tuple[Plate, Edge]] = {}
    for _ in range(ROUNDS):
        for index, ranked in enumerate(choices):
            others = [plate for k, (plate, _) in placed.items() if k != index]
            penalties = [n + TOUCH * sum(touch(plate, other) for other in others) for n, plate, _ in ranked]
            placed[index] = ranked[penalties.index(min(penalties))][1:]
    return [edge for _, edge in placed.values()]


def rank(plate: Plate, own: Edge, edges: list[Edge], walls: list[Plate]) -> int:
    """How much that does not move is in a number's way."""
    lines = sum(crosses(edge, plate) for edge in edges if edge is not own)
    return lines + TOUCH * sum(touch(plate, wall) for wall in walls)


def touch(one: Plate, other: Plate) -> bool:
    (x1, y1, width1, height1), (x2, y2, width2, height2) = one, other
    return x1 < x2 + width2 and x2 < x1 + width1 and y1 < y2 + height2 and y2 < y1 + height1


def crosses(edge: Edge, plate: Plate) -> bool:
    """Whether the edge passes under the plate: clipped to its width and to its height, something is left."""
    first, last = 0.0, 1.0
    for start, end, low, length in zip(edge.start, edge.end, plate[:2], plate[2:], strict=True):
        if start == end:
            if not low < start < low + length:
                return False
            continue
        near, far = sorted(((low - start) / (end - start), (low + length - start) / (end - start)))
        first, last = max(first, near), min(last, far)
    return first < last
