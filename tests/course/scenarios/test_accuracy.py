"""The data set that trainings run through."""

import torch
from helpers import module_beside
from torch.utils.data import DataLoader

accuracy = module_beside("accuracy", "scenarios")


def test_a_loader_of_the_learners_own_over_the_data_set_works_as_over_any():
    images, labels = torch.rand(5, 1, 2, 2), torch.tensor([3, 1, 4, 1, 5])
    data = accuracy._ReadyBatches(images, labels)
    given = list(accuracy._loader(data, torch.tensor([4, 2, 0]), batch_size=2))
    own = list(DataLoader(data, batch_size=2))
    assert torch.equal(given[0][0], images[[4, 2]]) and given[1][1].tolist() == [3]
    assert torch.equal(torch.cat([x for x, _ in own]), images)
    assert [y.tolist() for _, y in own] == [[3, 1], [4, 1], [5]]
