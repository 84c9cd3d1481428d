"""What goes wrong in lenet_variants.py."""

from autograder.checks.mistakes import Mistake

MISTAKES = [
    Mistake(
        name="every-second-output-by-hand",
        function="StridedLeNet",
        explanation="The convolutions move by one row, and the maps are pooled all the same: the "
        "network is LeNet itself.",
        question="Which layer halves the height of the maps, if there is no pooling?",
        edits=(
            ("nn.Conv2d(1, 6, kernel_size=5, stride=2)", "nn.Conv2d(1, 6, kernel_size=5)"),
            ("nn.Conv2d(6, 16, kernel_size=5, stride=2)", "nn.Conv2d(6, 16, kernel_size=5)"),
            ("x = F.relu(self.conv1(x))", "x = F.max_pool2d(F.relu(self.conv1(x)), 2)"),
            ("x = F.relu(self.conv2(x))", "x = F.max_pool2d(F.relu(self.conv2(x)), 2)"),
        ),
    ),
    Mistake(
        name="no-relu-between-strides",
        function="StridedLeNet",
        explanation="No ReLU follows the first convolution: with the pooling gone, nothing "
        "non-linear stands between the two convolutions.",
        question="By what could two convolutions be replaced when nothing stands between them?",
        edits=(("x = F.relu(self.conv1(x))", "x = self.conv1(x)"),),
    ),
    Mistake(
        name="no-relu-between-small-kernels",
        function="SmallKernelLeNet",
        explanation="No ReLU stands between the two convolutions of 3x3: together they could be "
        "replaced by one of 5x5.",
        question="How many ReLUs are there before the first pooling?",
        edits=(("x = F.relu(self.conv1a(x))", "x = self.conv1a(x)"),),
    ),
    Mistake(
        name="pooled-before-the-second-kernel",
        function="SmallKernelLeNet",
        explanation="The maps are pooled between the two convolutions of the first pair; the "
        "pooling follows the second one.",
        question="How large are the maps after each layer, from 28 down to 4?",
        edits=(
            (
                "self.conv1b = nn.Conv2d(6, 6, kernel_size=3)",
                "self.conv1b = nn.Conv2d(6, 6, kernel_size=3, padding=1)",
            ),
            ("x = F.relu(self.conv1a(x))", "x = F.max_pool2d(F.relu(self.conv1a(x)), 2)"),
            (
                "x = F.max_pool2d(F.relu(self.conv1b(x)), 2)",
                "x = F.relu(self.conv1b(x))[:, :, :12, :12]",
            ),
        ),
    ),
]
