"""What is shown to a desk without a past was measured, and reads the same between the measured risks."""

import pytest

from kb_index.measured import measured_at


@pytest.mark.parametrize("risk", [0.01, 0.05, 0.12, 0.2, 0.33, 0.5])
def test_shares_are_shares(risk: float) -> None:
    """The three outcomes of each set make up the whole."""
    found = measured_at(risk)
    assert {one.set for one in found} == {"kb_sumo", "kb_aws"}
    for one in found:
        assert one.answered + one.clarify + one.no_answer == pytest.approx(1, abs=0.005)
        assert 0 <= one.unanswerable < one.n
        assert one.wrong is None or 0 <= one.wrong <= 1


def test_a_bolder_dial_answers_more() -> None:
    """Between two measured risks in proportion."""
    for name in range(2):
        answered = [measured_at(hundredth / 100)[name].answered for hundredth in range(1, 51)]
        assert answered == sorted(answered)
    low, middle, high = (measured_at(risk)[0].answered for risk in (0.3, 0.35, 0.4))
    assert middle == pytest.approx((low + high) / 2)
