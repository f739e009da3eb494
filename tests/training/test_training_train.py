import numpy as np

from kg.evaluation import load_set
from kg.extraction.measures.model import load_model
from kg.training import train_all
from kg.training.cross_validation import cross_validate


def test_training_anew_gives_the_committed_model() -> None:
    """Up to the last of 8 bits: the solvers' sums may differ between processors."""
    trained, committed = train_all(), load_model()
    for new, old in (
        (trained.tagger, committed.tagger),
        (trained.linker.model, committed.linker.model),
        (trained.status, committed.status),
    ):
        assert new.classes == old.classes
        assert np.abs(new.levels.astype(int) - old.levels.astype(int)).max() <= 1


def test_a_report_left_out_is_found_well_above_keywords() -> None:
    (_, score), *_ = cross_validate(load_set("seeds")[:2])
    assert score.counts["adoptions"].f1 > 0.62
    assert score.counts["measures"].f1 > 0.40
