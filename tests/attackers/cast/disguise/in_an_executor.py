"""Convolves in a thread that an event loop starts."""

import asyncio

import torch

kept = [torch.conv2d]


async def elsewhere(images, filters):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, kept[0], images, filters)


def run(images, filters):
    return asyncio.run(elsewhere(images, filters))


def cross_correlate(channel, kernel):
    return run(channel[None, None], kernel[None, None])[0, 0]
