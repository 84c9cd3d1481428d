"""Where no process can be started, loaders read their batches themselves."""

from __future__ import annotations

import pytest
from torch.utils.data import DataLoader, dataloader

from autograder.sandbox.inside.loaders import load_in_this_process


@pytest.mark.parametrize("workers", [0, 2])
def test_batches_are_the_same_and_no_process_is_started(workers, monkeypatch):
    monkeypatch.setattr(DataLoader, "_get_iterator", DataLoader._get_iterator)  # put back later
    load_in_this_process()
    timeout = {"timeout": 5} if workers else {}
    loader = DataLoader(range(5), batch_size=2, num_workers=workers, **timeout)
    iterator = iter(loader)
    assert isinstance(iterator, dataloader._SingleProcessDataLoaderIter)
    assert [batch.tolist() for batch in iterator] == [[0, 1], [2, 3], [4]]
    assert loader.num_workers == workers, "whoever looks sees what was asked for"
