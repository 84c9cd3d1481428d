"""What the reference writes out and learners may ask another file for.

A mistake there shows here when it is called; so changed, the reference tells how.
"""

from autograder.checks.mistakes import Call

CALLS = [
    Call(
        function="conv2d_matmul",
        base="conv2d_output_shape",
        edits=(
            (
                "    height = (images.shape[2] + 2 * padding - kh) // stride + 1\n"
                "    width = (images.shape[3] + 2 * padding - kw) // stride + 1\n",
                "    from output_shape import conv2d_output_shape\n\n"
                "    size = tuple(images.shape[2:])\n"
                "    height, width = conv2d_output_shape(size, (kh, kw), stride, padding)\n",
            ),
        ),
    ),
    Call(
        function="preprocess_image",
        base="make_transform",
        edits=(
            (
                "            transforms.ToTensor(),\n"
                "            transforms.Normalize((0.1307,), (0.3081,)),\n",
                "            make_transform(),\n",
            ),
            (
                "    transform = transforms.Compose(\n",
                "    from mnist_data import make_transform\n\n"
                "    transform = transforms.Compose(\n",
            ),
        ),
    ),
]
