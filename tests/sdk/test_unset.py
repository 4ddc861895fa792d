"""`UNSET` is one value, told apart from None wherever it travels."""

from __future__ import annotations

import copy
import pickle

from amplitude_sdk import UNSET


def test_it_is_the_same_value_after_copying_and_pickling() -> None:
    assert copy.copy(UNSET) is UNSET
    assert copy.deepcopy([UNSET])[0] is UNSET
    assert pickle.loads(pickle.dumps(UNSET)) is UNSET


def test_it_reads_as_itself_and_is_false_like_what_is_absent() -> None:
    assert repr(UNSET) == "UNSET"
    assert not UNSET
    assert UNSET is not None
