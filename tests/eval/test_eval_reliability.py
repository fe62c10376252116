"""A confidence is measured by the chrF that came out."""

from __future__ import annotations

import pytest

from eval.reliability import bins, rank_correlation, reliability, sentence_chrf


def test_a_confidence_that_is_the_chrf_has_no_gap() -> None:
    sure = [i / 100 for i in range(100)]
    found = reliability(sure, [100 * c for c in sure])
    assert found["calibration_error"] == pytest.approx(0)
    assert found["confidence_rank"] == 1.0
    assert [b["sentences"] for b in found["reliability"]] == [10] * 10


def test_the_gap_is_the_mean_of_those_of_the_bins() -> None:
    sure = [i / 100 for i in range(100)]
    half_right = [100 * c + (20 if c >= 0.5 else 0) for c in sure]
    assert reliability(sure, half_right)["calibration_error"] == pytest.approx(0.1)


def test_bins_are_of_equal_count_and_rising() -> None:
    found = bins([0.9, 0.1, 0.5] * 7, [90, 10, 50] * 7)
    assert sum(b["sentences"] for b in found) == 21
    assert {b["sentences"] for b in found} == {2, 3}
    assert [b["confidence"] for b in found] == sorted(b["confidence"] for b in found)
    assert (found[0]["chrf"], found[-1]["chrf"]) == (0.1, 0.9)


def test_few_and_no_sentences() -> None:
    assert len(bins([0.5, 0.6], [50, 60])) == 2
    assert reliability([], [])["calibration_error"] is None


def test_rank_correlation_shares_ranks_of_ties() -> None:
    assert rank_correlation([0.1, 0.2, 0.3], [30, 20, 10]) == -1.0
    assert rank_correlation([0.5, 0.5, 0.9], [10, 20, 30]) == rank_correlation(
        [0.5, 0.5, 0.9], [20, 10, 30]
    )
    assert rank_correlation([0.5, 0.5], [10, 20]) == 0.0


def test_sentence_chrf() -> None:
    right, wrong = sentence_chrf(["It rains.", "xyz"], ["It rains.", "It rains."])
    assert right == pytest.approx(100)
    assert wrong < 10


def test_ties_share_their_rank() -> None:
    from scipy.stats import spearmanr

    confidences = [0.1, 0.5, 0.5, 0.5, 0.7, 0.7, 0.9, 0.2]
    quality = [30.0, 20.0, 70.0, 70.0, 90.0, 40.0, 90.0, 90.0]
    assert rank_correlation(confidences, quality) == round(spearmanr(confidences, quality)[0], 3)
