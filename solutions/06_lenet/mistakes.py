"""What goes wrong in lenet.py: each mistake is the reference with a few words changed."""

from autograder.checks.mistakes import Mistake

WRONG = "Every answer of the network is wrong, or there is none."

MISTAKES = [
    Mistake(
        name="softmax-at-the-end",
        function="LeNet",
        explanation="Probabilities are returned instead of logits: cross-entropy applies softmax "
        "itself, so it would be applied twice.",
        question="Which numbers does cross-entropy expect, and what does it do with them first?",
        edits=(("return self.fc3(x)", "return F.softmax(self.fc3(x), dim=1)"),),
        also=("accuracy",),
    ),
    Mistake(
        name="log-softmax-at-the-end",
        function="LeNet",
        explanation="The logarithms of probabilities are returned; logits are the raw numbers of "
        "the last layer.",
        question="What do your ten numbers add up to after `exp`, and should logits do that?",
        edits=(("return self.fc3(x)", "return F.log_softmax(self.fc3(x), dim=1)"),),
    ),
    Mistake(
        name="relu-after-the-last-layer",
        function="LeNet",
        explanation="The logits pass through a ReLU, so no class can have a score below zero.",
        question='What would a logit look like that says "certainly not this digit", and can your '
        "network return one?",
        edits=(("return self.fc3(x)", "return F.relu(self.fc3(x))"),),
        also=("accuracy",),
    ),
    Mistake(
        name="classes-for-logits",
        function="LeNet",
        explanation="The network picks the class itself; its logits, and with them the gradients, "
        "are lost.",
        question="How many numbers does your network return for one image?",
        edits=(("return self.fc3(x)", "return self.fc3(x).argmax(dim=1)"),),
        also=("accuracy",),
    ),
    Mistake(
        name="no-relu-after-conv1",
        function="LeNet",
        explanation="There is no ReLU between the first convolutional layer and the second.",
        question="Can a negative number reach `conv2`?",
        edits=(("F.relu(self.conv1(x)", "self.conv1(x"),),
        at=("conv2",),
        also=("accuracy",),
    ),
    Mistake(
        name="no-relu-after-conv2",
        function="LeNet",
        explanation="There is no ReLU between the second convolutional layer and the first fully "
        "connected one.",
        question="Can a negative number reach `fc1`?",
        edits=(("F.relu(self.conv2(x)", "self.conv2(x"),),
        at=("fc1",),
        also=("accuracy",),
    ),
    Mistake(
        name="no-relu-after-fc1",
        function="LeNet",
        explanation="There is no ReLU between `fc1` and `fc2`, so the two do no more than one "
        "layer could.",
        question="Can a negative number reach `fc2`?",
        edits=(("x = F.relu(self.fc1(x))", "x = self.fc1(x)"),),
        at=("fc1", "fc2"),
        also=("accuracy",),
    ),
    Mistake(
        name="no-relu-after-fc2",
        function="LeNet",
        explanation="There is no ReLU between `fc2` and `fc3`, so the two do no more than one "
        "layer could.",
        question="Can a negative number reach `fc3`?",
        edits=(("x = F.relu(self.fc2(x))", "x = self.fc2(x)"),),
        at=("fc2", "fc3"),
        also=("accuracy",),
    ),
    Mistake(
        name="no-relu-after-the-convolutions",
        function="LeNet",
        explanation="Neither convolutional layer is followed by a ReLU.",
        question="Can a feature map that enters a pooling layer hold negative numbers?",
        edits=(
            ("F.relu(self.conv1(x)", "self.conv1(x"),
            ("F.relu(self.conv2(x)", "self.conv2(x"),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="no-relu-between-the-linear-layers",
        function="LeNet",
        explanation="There is no ReLU between the fully connected layers, so the three do no more "
        "than one could.",
        question="What can three linear layers in a row compute that a single one cannot?",
        edits=(
            ("x = F.relu(self.fc1(x))", "x = self.fc1(x)"),
            ("x = F.relu(self.fc2(x))", "x = self.fc2(x)"),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="no-relu-anywhere",
        function="LeNet",
        explanation="No layer is followed by a ReLU, so apart from the pooling the whole network "
        "is one linear map.",
        question="What can three linear layers in a row compute that a single one cannot?",
        edits=(
            ("F.relu(self.conv1(x)", "self.conv1(x"),
            ("F.relu(self.conv2(x)", "self.conv2(x"),
            ("x = F.relu(self.fc1(x))", "x = self.fc1(x)"),
            ("x = F.relu(self.fc2(x))", "x = self.fc2(x)"),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="tanh-for-relu",
        function="LeNet",
        explanation="The activation is tanh, as in the LeNet of 1998; here it should be ReLU.",
        question="What does your activation turn 5 into, and what would ReLU do?",
        edits=(
            ("F.relu(self.conv1(x)", "self.conv1(x).tanh("),
            ("F.relu(self.conv2(x)", "self.conv2(x).tanh("),
            ("x = F.relu(self.fc1(x))", "x = self.fc1(x).tanh()"),
            ("x = F.relu(self.fc2(x))", "x = self.fc2(x).tanh()"),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="average-pool-for-max-pool",
        function="LeNet",
        explanation="The windows are averaged; the pooling layers should keep the largest number.",
        question="What does your pooling turn a window of 0, 0, 0 and 8 into?",
        edits=(
            ("x = F.max_pool2d(F.relu(self.conv1", "x = F.avg_pool2d(F.relu(self.conv1"),
            ("= F.max_pool2d", "= F.avg_pool2d"),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="second-pool-missing",
        function="LeNet",
        explanation="The maps of the second convolutional layer are not pooled, so far more "
        "numbers reach `fc1` than it has inputs.",
        question="How many rows and columns do the maps have after each step of your forward pass?",
        edits=(("x = F.max_pool2d(F.relu(self.conv2(x)), 2)", "x = F.relu(self.conv2(x))"),),
        at=("fc1",),
        also=("accuracy",),
    ),
    Mistake(
        name="second-convolution-skipped",
        function="LeNet",
        explanation="The second pooling layer reads the output of the first one: the second "
        "convolutional layer plays no part in the result.",
        question="In which line of your forward pass is `conv2` used, and who uses its result?",
        edits=(("x = F.max_pool2d(F.relu(self.conv2(x)), 2)", "x = F.max_pool2d(x, 2)"),),
        at=("conv2",),
        also=("accuracy",),
    ),
    Mistake(
        name="first-convolution-twice",
        function="LeNet",
        explanation="The first convolutional layer is used where the second should be, and it "
        "cannot read six channels.",
        question="How many channels go into each of your two convolutional layers?",
        edits=(("relu(self.conv2", "relu(self.conv1"),),
        also=("accuracy",),
    ),
    Mistake(
        name="sixteen-by-five-by-five",
        function="LeNet",
        explanation="`fc1` has 16·5·5 inputs, as for images of 32x32; images of 28x28 leave "
        "smaller maps.",
        question="How many rows does a map have after each layer, if you start from 28?",
        edits=(("nn.Linear(16 * 4 * 4, 120)", "nn.Linear(16 * 5 * 5, 120)"),),
        at=("fc1",),
        also=("accuracy",),
    ),
    Mistake(
        name="padded-to-sixteen-by-five-by-five",
        function="LeNet",
        explanation="`conv1` pads its images as if they had been 32x32, and `fc1` has 16·5·5 "
        "inputs; this LeNet pads nothing.",
        question="How many rows does a map of `conv1` have when nothing is added around 28?",
        edits=(
            ("nn.Conv2d(1, 6, kernel_size=5)", "nn.Conv2d(1, 6, kernel_size=5, padding=2)"),
            ("nn.Linear(16 * 4 * 4, 120)", "nn.Linear(16 * 5 * 5, 120)"),
        ),
        at=("conv1", "fc1"),
        also=("accuracy",),
    ),
    Mistake(
        name="kernels-of-three",
        function="LeNet",
        explanation="The kernels are 3x3; LeNet's are 5x5.",
        question="How many numbers does one kernel of your `conv1` hold?",
        edits=(
            ("nn.Conv2d(1, 6, kernel_size=5)", "nn.Conv2d(1, 6, kernel_size=3)"),
            ("nn.Conv2d(6, 16, kernel_size=5)", "nn.Conv2d(6, 16, kernel_size=3)"),
            ("nn.Linear(16 * 4 * 4, 120)", "nn.Linear(16 * 5 * 5, 120)"),
        ),
        at=("conv1",),
    ),
    Mistake(
        name="conv1-padded",
        function="LeNet",
        explanation="The first convolutional layer pads its input, so the maps stay larger than "
        "they should.",
        question="How many rows does the map of `conv1` have, and how many should a kernel of 5 "
        "leave of 28?",
        edits=(("nn.Conv2d(1, 6, kernel_size=5)", "nn.Conv2d(1, 6, kernel_size=5, padding=2)"),),
        at=("conv1",),
        also=("accuracy",),
    ),
    Mistake(
        name="images-flattened-together",
        function="LeNet",
        explanation="The whole batch becomes one long row, so the images are no longer separate.",
        question="What is the shape of `x` after flattening when the batch holds 5 images?",
        edits=(("x = x.flatten(start_dim=1)", "x = x.view(-1)"),),
        also=("accuracy",),
    ),
    Mistake(
        name="channels-flattened-last",
        function="LeNet",
        explanation="The numbers of the 16 maps alternate after flattening, so weights trained "
        "elsewhere are multiplied by the wrong ones.",
        question="After flattening, does the second number belong to the first map or to the "
        "second?",
        edits=(("x = x.flatten(start_dim=1)", "x = x.permute(0, 2, 3, 1).flatten(start_dim=1)"),),
    ),
    Mistake(
        name="ten-classes-fixed",
        function="LeNet",
        explanation="There are always ten logits, however many classes were requested.",
        question="How many numbers does `LeNet(num_classes=4)` return for one image?",
        edits=(("nn.Linear(84, num_classes)", "nn.Linear(84, 10)"),),
    ),
    Mistake(
        name="layers-in-a-plain-list",
        function="LeNet",
        explanation="The fully connected layers are in a plain list, where the network does not "
        "find their parameters: no optimizer will train them.",
        question="Which names does `dict(model.named_parameters())` list, and which are missing?",
        edits=(
            ("self.fc1 = nn.Linear(16 * 4 * 4, 120)", "fc1 = nn.Linear(16 * 4 * 4, 120)"),
            ("self.fc2 = nn.Linear(120, 84)", "fc2 = nn.Linear(120, 84)"),
            (
                "fc3 = nn.Linear(84, num_classes)",
                "layers = [fc1, fc2, nn.Linear(84, num_classes)]",
            ),
            ("x = F.relu(self.fc1(x))", "x = F.relu(self.layers[0](x))"),
            ("x = F.relu(self.fc2(x))", "x = F.relu(self.layers[1](x))"),
            ("return self.fc3(x)", "return self.layers[2](x)"),
        ),
        also=("accuracy",),
        dear=WRONG,
    ),
    Mistake(
        name="layer-made-in-forward",
        function="LeNet",
        explanation="The last layer is created anew, with random weights, each time the network is "
        "called: it never learns.",
        question="If you call your network twice with the same image, do you get the same logits?",
        edits=(
            ("self.fc3 = nn.Linear(84, num_classes)", "self.num_classes = num_classes"),
            ("return self.fc3(x)", "return nn.Linear(84, self.num_classes)(x)"),
        ),
        also=("accuracy",),
        dear=WRONG,
        random=True,
    ),
    Mistake(
        name="layer-under-another-name",
        function="LeNet",
        explanation="The last layer has a different name, so a checkpoint of LeNet does not fit.",
        question="Which five names does the docstring give to the layers?",
        edits=(
            ("self.fc3 = ", "self.output = "),
            ("return self.fc3(x)", "return self.output(x)"),
        ),
    ),
    Mistake(
        name="module-not-initialised",
        function="LeNet",
        explanation="A layer is added to the network before `nn.Module` is initialised, which "
        "raises an error.",
        question="What has to happen in the parent class before a network can hold layers?",
        edits=(("        super().__init__()\n", ""),),
        also=("accuracy",),
        dear=WRONG,
    ),
    Mistake(
        name="dropout-added",
        function="LeNet",
        explanation="A dropout layer is active in training; this LeNet has none.",
        question="In training mode, do you get the same logits when you call your network twice "
        "with the same image?",
        edits=(("relu(self.fc1(x)", "dropout(F.relu(self.fc1(x)), training=self.training"),),
        also=("accuracy",),
        random=True,
    ),
    Mistake(
        name="dropout-in-evaluation-too",
        function="LeNet",
        explanation="Dropout zeroes half of the numbers at random, in evaluation mode as well; "
        "this LeNet has no dropout.",
        question="In evaluation mode, do you get the same logits when you call your network twice "
        "with the same image?",
        edits=(("x = F.relu(self.fc1(x))", "x = F.dropout(F.relu(self.fc1(x)))"),),
        also=("accuracy",),
        random=True,
    ),
    Mistake(
        name="convolutions-cut-off",
        function="LeNet",
        explanation="The maps are cut off from their gradients before the fully connected layers, "
        "so the convolutional layers never learn.",
        question="After `backward`, what is in `model.conv1.weight.grad`?",
        edits=(("x = x.flatten(start_dim=1)", "x = x.detach().flatten(start_dim=1)"),),
        also=("accuracy",),
    ),
    Mistake(
        name="logits-not-returned",
        function="LeNet",
        explanation="The forward pass returns None; it should return the logits.",
        question="What is the type of `model(images)`?",
        edits=(("return self.fc3(x)", "self.fc3(x)"),),
        also=("accuracy",),
    ),
    Mistake(
        name="gelu-for-relu",
        function="LeNet",
        explanation="The activation is GELU, common in newer networks; here it should be ReLU.",
        question="What does your activation turn -0.5 into, and what would ReLU do?",
        edits=(
            ("F.relu(self.conv1(x)", "F.gelu(self.conv1(x)"),
            ("F.relu(self.conv2(x)", "F.gelu(self.conv2(x)"),
            ("x = F.relu(self.fc1(x))", "x = F.gelu(self.fc1(x))"),
            ("x = F.relu(self.fc2(x))", "x = F.gelu(self.fc2(x))"),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="silu-for-relu",
        function="LeNet",
        explanation="The activation is SiLU (swish), common in newer networks; here it should be "
        "ReLU.",
        question="What does your activation turn -1 into, and what would ReLU do?",
        edits=(
            ("F.relu(self.conv1(x)", "F.silu(self.conv1(x)"),
            ("F.relu(self.conv2(x)", "F.silu(self.conv2(x)"),
            ("x = F.relu(self.fc1(x))", "x = F.silu(self.fc1(x))"),
            ("x = F.relu(self.fc2(x))", "x = F.silu(self.fc2(x))"),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="leaky-relu-for-relu",
        function="LeNet",
        explanation="The activation is leaky ReLU, which lets a little of each negative number "
        "through.",
        question="What does your activation turn -100 into, and what would ReLU do?",
        edits=(
            ("F.relu(self.conv1(x)", "F.leaky_relu(self.conv1(x)"),
            ("F.relu(self.conv2(x)", "F.leaky_relu(self.conv2(x)"),
            ("x = F.relu(self.fc1(x))", "x = F.leaky_relu(self.fc1(x))"),
            ("x = F.relu(self.fc2(x))", "x = F.leaky_relu(self.fc2(x))"),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="fc3-without-bias",
        function="LeNet",
        explanation="The last layer has no bias; each of LeNet's layers has one.",
        question="Which names does `model.state_dict()` list for `fc3`?",
        edits=(("nn.Linear(84, num_classes)", "nn.Linear(84, num_classes, bias=False)"),),
        at=("fc3",),
        also=("accuracy",),
    ),
    Mistake(
        name="convolutions-without-bias",
        function="LeNet",
        explanation="The convolutional layers have no biases; every layer of LeNet has them.",
        question="Which names does `model.state_dict()` list for `conv1`?",
        edits=(
            ("nn.Conv2d(1, 6, kernel_size=5)", "nn.Conv2d(1, 6, kernel_size=5, bias=False)"),
            ("nn.Conv2d(6, 16, kernel_size=5)", "nn.Conv2d(6, 16, kernel_size=5, bias=False)"),
        ),
        at=("conv1",),
        also=("accuracy",),
    ),
    Mistake(
        name="layers-registered-twice",
        function="LeNet",
        explanation="Every layer is registered twice, under two names, so the state dict holds "
        "each weight twice and does not fit other LeNets.",
        question="How many names does `model.state_dict()` list, and which of them are the same "
        "weight?",
        edits=(
            (
                "self.fc3 = nn.Linear(84, num_classes)",
                "self.fc3 = nn.Linear(84, num_classes)\n"
                "        layers = [self.conv1, self.conv2, self.fc1, self.fc2, self.fc3]\n"
                "        self.layers = nn.ModuleList(layers)",
            ),
        ),
    ),
    Mistake(
        name="batch-norm-added",
        function="LeNet",
        explanation="In training mode the logits of an image depend on the other images of its "
        "batch, as with batch normalisation; this LeNet has none.",
        question="Which names in your state dict do not belong to the five layers of the "
        "docstring?",
        edits=(
            (
                "self.conv2 = nn.Conv2d(6, 16, kernel_size=5)",
                "self.conv2 = nn.Conv2d(6, 16, kernel_size=5)\n"
                "        self.norm = nn.BatchNorm2d(6)",
            ),
            ("F.relu(self.conv1(x)", "F.relu(self.norm(self.conv1(x))"),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="convolutions-frozen",
        function="LeNet",
        explanation="The weights of the convolutional layers require no gradients, so they never "
        "learn.",
        question="What is `requires_grad` for each of your parameters?",
        edits=(
            (
                "self.fc3 = nn.Linear(84, num_classes)",
                "self.fc3 = nn.Linear(84, num_classes)\n"
                "        self.conv1.requires_grad_(False)\n"
                "        self.conv2.requires_grad_(False)",
            ),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="sigmoid-for-relu",
        function="LeNet",
        explanation="The activation is the sigmoid, which squeezes every number between 0 and 1; "
        "here it should be ReLU.",
        question="What does your activation turn 5 into, and what would ReLU do?",
        edits=(
            ("F.relu(self.conv1(x)", "self.conv1(x).sigmoid("),
            ("F.relu(self.conv2(x)", "self.conv2(x).sigmoid("),
            ("x = F.relu(self.fc1(x))", "x = self.fc1(x).sigmoid()"),
            ("x = F.relu(self.fc2(x))", "x = self.fc2(x).sigmoid()"),
        ),
        also=("accuracy",),
    ),
    Mistake(
        name="sigmoid-at-the-end",
        function="LeNet",
        explanation="The logits pass through a sigmoid, which squeezes them between 0 and 1; "
        "logits are the raw numbers of the last layer.",
        question="Can a logit of your network be negative, or larger than 1?",
        edits=(("return self.fc3(x)", "return self.fc3(x).sigmoid()"),),
        also=("accuracy",),
    ),
]
