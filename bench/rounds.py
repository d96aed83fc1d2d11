"""Measure contenders in interleaved rounds and lay the results out as a table of ratios."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Result:
    """What one contender did in each round, in `unit`; more is better for rates, less for times."""

    name: str
    unit: str
    values: tuple[float, ...]

    @property
    def middle(self) -> float:
        return median(self.values)


def interleaved(contenders: Mapping[str, Callable[[], float]], *, unit: str, rounds: int) -> list[Result]:
    """Run every contender once a round, in turning order so that none always comes first or always last."""
    measured: dict[str, list[float]] = {name: [] for name in contenders}
    names = list(contenders)
    for turn in range(rounds):
        shift = turn % len(names)
        for name in names[shift:] + names[:shift]:
            measured[name].append(contenders[name]())
    return [Result(name, unit, tuple(values)) for name, values in measured.items()]


def figure(value: float) -> str:
    """Return a number with three significant digits and thin groups: 12 300, 4.56, 0.0123."""
    if value >= 1000:
        return f"{round(value, 2 - len(str(int(value))) + 1):,.0f}".replace(",", " ")
    return f"{value:.3g}"


def table(title: str, results: list[Result], *, peer: str) -> str:
    """Return a Markdown table: lowest, median and highest of the rounds, and the median's ratio to the peer's."""
    beside = next(result for result in results if result.name == peer)
    unit = results[0].unit
    lines = [
        f"### {title}",
        "",
        f"| {unit} | lowest | median | highest | ratio to “{peer}” |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for result in results:
        shown = (min(result.values), result.middle, max(result.values))
        ratio = "1" if result is beside else figure(result.middle / beside.middle)
        lines.append(f"| {result.name} | {' | '.join(map(figure, shown))} | {ratio} |")
    return "\n".join([*lines, ""])
