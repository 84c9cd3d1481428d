def receptive_field(layers):
    return 1 + sum(kernel_size - 1 for kernel_size, stride in layers)
