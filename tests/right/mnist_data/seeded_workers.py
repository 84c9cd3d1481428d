import random
import numpy as np
import torch
import torchvision
from torchvision import transforms as T
from torchvision.transforms import functional as TF

SEED = 42
random.seed(SEED); np.random.seed(SEED); torch.manual_seed(SEED)
torch.backends.cudnn.deterministic = True
torch.backends.cudnn.benchmark = False

def seed_worker(worker_id):
    s = torch.initial_seed() % 2**32
    np.random.seed(s); random.seed(s)

g = torch.Generator(); g.manual_seed(SEED)

def make_transform():
    return T.Lambda(lambda im: TF.normalize(TF.to_tensor(im), [0.1307], [0.3081], inplace=True))

def make_loaders(root, batch_size=64):
    mk = lambda train: torchvision.datasets.MNIST(root=root, train=train, download=False, transform=make_transform())
    loader = torch.utils.data.DataLoader
    return (loader(mk(True), batch_size, shuffle=True, num_workers=2, worker_init_fn=seed_worker, generator=g, persistent_workers=True, prefetch_factor=4),
            loader(mk(False), batch_size, num_workers=2, worker_init_fn=seed_worker, pin_memory=torch.cuda.is_available()))
