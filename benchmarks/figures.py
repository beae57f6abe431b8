"""Medians, percentiles and ratios, told in one line each."""

from collections.abc import Callable, Mapping
from statistics import median, quantiles


def interleaved(runs: int, measures: Mapping[str, Callable[[], float]]) -> dict[str, list[float]]:
    """Each measure once per round, so that a noisy moment hits all alike; the first round warms."""
    seen: dict[str, list[float]] = {name: [] for name in measures}
    for round_number in range(runs + 1):
        for name, measure in measures.items():
            value = measure()
            if round_number:
                seen[name].append(value)
    return seen


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20)[-1]


def tell(what: str, ours: list[float], peer: list[float], limit: float, by: str = "median") -> bool:
    """Print one figure as a ratio to its peer, and whether it holds.

    Args:
        what: what was measured.
        ours: our seconds.
        peer: the peer's seconds, from the same rounds.
        limit: the ratio not to be passed.
        by: ``median`` or ``p95``.
    """
    figure = median if by == "median" else p95
    ratio = figure(ours) / figure(peer)
    holds = ratio <= limit
    print(
        f"{what:<44} {figure(ours) * 1000:8.1f} ms  peer {figure(peer) * 1000:7.1f} ms"
        f"  ratio {ratio:5.2f}  limit {limit:4.1f}  {'holds' if holds else 'MISSED'}  ({by})"
    )
    return holds
