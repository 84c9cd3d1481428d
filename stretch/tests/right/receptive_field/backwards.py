"""From the last layer back to the image: n outputs read (n - 1) * stride + kernel inputs."""
def receptive_field(layers):
    rows = 1
    for kernel_size, stride in reversed(layers):
        rows = (rows - 1) * stride + kernel_size
    return rows
