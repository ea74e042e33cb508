"""The colours hold on light and dark themes and for every kind of colour vision."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest

from bot.charts.drawing.style import (
    BAND,
    EDGE,
    GOAL,
    GROUND,
    INK,
    NOW,
    QUIET,
    channels,
    colour_of,
    contrast,
    ink_on,
)

pytestmark = pytest.mark.unit
# WCAG 2.2: 1.4.3 for words, 1.4.11 for shapes.
WORDS, SHAPES = 4.5, 3.0
# The grounds of messages: Slack and Discord, light and dark.
LIGHT, DARK = ("#FFFFFF", "#FBFBFB"), ("#1A1D21", "#313338", "#1A1A1E")
# CIE76 in CIELAB: about 2.3 can just be seen (Mahy et al. 1994); cells apart from each other want more.
APART = 8.0
SCALES = range(3, 8)
# Machado, Oliveira & Fernandes 2009, severity 1.0, on linear RGB.
VISION = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def seen(colour: str, vision: str) -> np.ndarray:
    """The colour in CIELAB (D65) as somebody with that vision sees it."""
    srgb = np.array(channels(colour)) / 255
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    linear = np.clip(VISION[vision] @ linear, 0, 1)
    to_xyz = np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
    xyz = to_xyz @ linear / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def apart(one: str, other: str, vision: str) -> float:
    return float(np.linalg.norm(seen(one, vision) - seen(other, vision)))


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("levels", SCALES)
def test_every_two_levels_can_be_told_apart(levels: int, vision: str) -> None:
    colours = [colour_of(level, levels) for level in range(1, levels + 1)]
    assert min(apart(one, other, vision) for one, other in combinations(colours, 2)) >= APART


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("levels", SCALES)
def test_a_higher_level_is_darker_for_everybody(levels: int, vision: str) -> None:
    light = [seen(colour_of(level, levels), vision)[0] for level in range(1, levels + 1)]
    assert all(lower > higher + 3 for lower, higher in pairwise(light))


@pytest.mark.parametrize("levels", SCALES)
def test_number_and_letter_are_read_on_every_level(levels: int) -> None:
    fills = [colour_of(level, levels) for level in range(1, levels + 1)]
    assert min(contrast(ink_on(fill), fill) for fill in fills) >= WORDS


def test_words_are_read_on_their_grounds() -> None:
    assert min(contrast(ink, ground) for ink in (INK, QUIET, GOAL) for ground in (GROUND, BAND)) >= WORDS


@pytest.mark.parametrize("vision", VISION)
def test_the_two_marks_are_seen_and_told_apart(vision: str) -> None:
    assert min(contrast(mark, GROUND) for mark in (NOW, GOAL)) >= SHAPES
    assert apart(NOW, GOAL, vision) >= 4 * APART


def test_the_picture_stands_out_from_light_and_dark_themes() -> None:
    assert min(contrast(EDGE, theme) for theme in LIGHT) >= SHAPES
    assert min(contrast(GROUND, theme) for theme in DARK) >= SHAPES
