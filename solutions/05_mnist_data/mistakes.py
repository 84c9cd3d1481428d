"""What goes wrong in mnist_data.py: each mistake is the reference with a few words changed."""

from autograder.checks.mistakes import Mistake

MISTAKES = [
    Mistake(
        name="mean-and-deviation-swapped",
        function="make_transform",
        explanation="The mean and the standard deviation are swapped.",
        question="Which of the two numbers is subtracted from a pixel, and which one divides it?",
        edits=(("1307,), (0.3081", "3081,), (0.1307"),),
    ),
    Mistake(
        name="not-normalised",
        function="make_transform",
        explanation="The pixels are scaled to [0, 1], but not normalised.",
        question="What is the value of a black pixel after your transform, and what should it be "
        "after subtracting the mean?",
        edits=((", transforms.Normalize((0.1307,), (0.3081,))", ""),),
    ),
    Mistake(
        name="normalised-to-one-half",
        function="make_transform",
        explanation="Mean and standard deviation are 0.5, as for other data sets; MNIST has its "
        "own.",
        question="Whose mean and standard deviation do you normalise with?",
        edits=(("1307,), (0.3081", "5,), (0.5"),),
    ),
    Mistake(
        name="mean-mistyped",
        function="make_transform",
        explanation="Two digits of the mean are swapped.",
        question="Can you read the mean digit by digit, in your code and in the docstring?",
        edits=(("0.1307,),", "0.1037,),"),),
    ),
    Mistake(
        name="deviation-mistyped",
        function="make_transform",
        explanation="Two digits of the standard deviation are swapped.",
        question="Can you read the standard deviation digit by digit, in your code and in the "
        "docstring?",
        edits=(("0.3081,)", "0.3018,)"),),
    ),
    Mistake(
        name="normalised-image-by-image",
        function="make_transform",
        explanation="Each image is normalised with its own mean and standard deviation, so bright "
        "and faint digits become alike.",
        question="Does your transform subtract the same number from two images of different "
        "brightness?",
        edits=(("Normalize((0.1307,), (0.3081,", "Lambda(lambda x: (x - x.mean()) / x.std("),),
    ),
    Mistake(
        name="normalised-before-scaling",
        function="make_transform",
        explanation="The mean of pixels in [0, 1] is subtracted while they still go up to 255; the "
        "scaling comes too late.",
        question="How large is a white pixel at the moment when you subtract 0.1307?",
        edits=(
            ("[transforms.ToTensor()", "[transforms.PILToTensor()"),
            ("Normalize((0.1307,), (0.3081,)", "Lambda(lambda x: (x - 0.1307) / 0.3081 / 255"),
        ),
    ),
    Mistake(
        name="pixels-not-scaled",
        function="make_transform",
        explanation="The pixels still go from 0 to 255 when they are normalised.",
        question="How large is a white pixel before it is normalised, and which range are 0.1307 "
        "and 0.3081 meant for?",
        edits=(
            ("[transforms.ToTensor()", "[transforms.PILToTensor()"),
            ("Normalize((0.1307,), (0.3081,)", "Lambda(lambda x: (x - 0.1307) / 0.3081"),
        ),
    ),
    Mistake(
        name="gray-image-in-three-channels",
        function="make_transform",
        explanation="The gray image is returned as three equal channels; the network reads one.",
        question='How many channels does an image of mode "L" have, and how many does your tensor '
        "have?",
        edits=(("[transforms.ToTensor(), ", "[transforms.Grayscale(3), transforms.ToTensor(), "),),
    ),
    Mistake(
        name="test-images-shuffled",
        function="make_loaders",
        explanation="The test loader shuffles; its order should stay the same, so that "
        "predictions can be matched to images.",
        question="In which of the two loaders does shuffling help, and in which must the order "
        "stay the same?",
        edits=(("shuffle=False", "shuffle=True"),),
    ),
    Mistake(
        name="training-images-not-shuffled",
        function="make_loaders",
        explanation="The training images come in the same order in every epoch.",
        question="Do two epochs of your training loader start with the same image?",
        edits=(("shuffle=True", "shuffle=False"),),
    ),
    Mistake(
        name="tested-on-training-images",
        function="make_loaders",
        explanation="The test loader yields the training images: the accuracy would say nothing "
        "about images never seen.",
        question="How many images are in your two data sets, and is any image in both?",
        edits=(("train=False", "train=True"),),
    ),
    Mistake(
        name="loaders-swapped",
        function="make_loaders",
        explanation="The two loaders are returned in the wrong order.",
        question="When a caller unpacks your result, which of the two loaders comes first?",
        edits=(("return train_loader, test_loader", "return test_loader, train_loader"),),
    ),
    Mistake(
        name="last-training-batch-dropped",
        function="make_loaders",
        explanation="The last training batch is dropped when it is smaller, so some images are "
        "missing from each epoch.",
        question="With 50 images in batches of 12, how many images does your training loader "
        "yield?",
        edits=((", shuffle=True", ", shuffle=True, drop_last=True"),),
        random=True,
    ),
    Mistake(
        name="last-test-batch-dropped",
        function="make_loaders",
        explanation="The last test batch is dropped when it is smaller, so the accuracy leaves "
        "some images out.",
        question="With 29 images in batches of 12, how many images does your test loader yield?",
        edits=((", shuffle=False", ", shuffle=False, drop_last=True"),),
    ),
    Mistake(
        name="batch-size-fixed",
        function="make_loaders",
        explanation="The batches hold 64 images, whatever size was requested.",
        question="How many images are in a batch of `make_loaders(root, batch_size=16)`?",
        edits=(
            ("train_set, batch_size=batch_size", "train_set, batch_size=64"),
            ("batch_size=batch_size", "batch_size=64"),
        ),
    ),
    Mistake(
        name="test-images-not-normalised",
        function="make_loaders",
        explanation="The test images are scaled to [0, 1], but not normalised.",
        question="What value does a black pixel have when the test loader yields it, and what "
        "should it be?",
        edits=(
            (
                "root, train=False, download=False, transform=transform",
                "\n"
                "        root, train=False, download=False, transform=transforms.ToTensor()\n"
                "    ",
            ),
        ),
    ),
    Mistake(
        name="images-left-as-pictures",
        function="make_loaders",
        explanation="The training set yields PIL images, which cannot be combined into a batch: it "
        "has no transform, or one that does not end in a tensor.",
        question="What is the type of the first image of your training set?",
        edits=(("True, download=False, transform=transform", "True, download=False"),),
    ),
    Mistake(
        name="constants-rounded",
        function="make_transform",
        explanation="Mean and standard deviation are rounded to two decimals, so every pixel is "
        "a little off.",
        question="How many decimals does the mean have in the docstring, and how many in your "
        "code?",
        edits=(("1307,), (0.3081", "13,), (0.31"),),
    ),
    Mistake(
        name="resized-to-32",
        function="make_transform",
        explanation="The images become 32x32, as for the LeNet of 1998; here they stay 28x28.",
        question="What is the shape of your tensor?",
        edits=(("[transforms.ToTensor()", "[transforms.Resize(32), transforms.ToTensor()"),),
    ),
    Mistake(
        name="shuffled-within-batches",
        function="make_loaders",
        explanation="Only the images within a batch are shuffled: each batch holds the same images "
        "in every epoch.",
        question="Can the last image of the data set ever be in the first batch?",
        edits=(
            (
                "train_loader = DataLoader(train_set, batch_size=batch_size, shuffle=True)",
                "import torch\n"
                "    train_loader = DataLoader(train_set, batch_size=batch_size,\n"
                "        collate_fn=lambda batch: torch.utils.data.default_collate(\n"
                "            [batch[n] for n in torch.randperm(len(batch))]))",
            ),
        ),
    ),
    Mistake(
        name="pixels-inverted",
        function="make_transform",
        explanation="Black and white are swapped; the image should stay as it is in the file.",
        question="What is the value of a black pixel of the file, before you normalise it?",
        edits=(
            (
                "transforms.ToTensor(), ",
                "transforms.ToTensor(), transforms.Lambda(lambda x: 1 - x), ",
            ),
        ),
    ),
    Mistake(
        name="transform-augments",
        function="make_transform",
        explanation="The transform turns each image by a random angle, so the network never reads "
        "the image of the file.",
        question="Does your transform give the same tensor when it gets the same image twice?",
        edits=(
            (
                "transforms.Compose([transforms.ToTensor()",
                "transforms.Compose([transforms.RandomRotation(10), transforms.ToTensor()",
            ),
        ),
        random=True,
    ),
    Mistake(
        name="training-images-augmented",
        function="make_loaders",
        explanation="The training images are rotated at random; the training loader should only "
        "apply `make_transform`.",
        question="Does your training loader yield the same pixels for an image in two epochs?",
        edits=(
            (
                "train_set = datasets.MNIST(root, train=True, download=False, transform=transform",
                "turned = transforms.Compose([transforms.RandomRotation(10), transform])\n"
                "    train_set = datasets.MNIST(root, train=True, download=False, transform=turned",
            ),
        ),
        random=True,
    ),
    Mistake(
        name="validation-images-kept-out",
        function="make_loaders",
        explanation="Some of the training images are set aside, so the training loader does not "
        "yield all of them.",
        question="How many images does your training loader yield in an epoch, and how many are in "
        "the training set?",
        edits=(
            (
                "    test_set = datasets",
                "    from torch.utils.data import random_split\n\n"
                "    train_set, _ = random_split(train_set, [0.9, 0.1])\n"
                "    test_set = datasets",
            ),
        ),
        random=True,
    ),
    Mistake(
        name="pixels-in-double-precision",
        function="make_transform",
        explanation="The pixels are right, but the tensor's dtype is float64; the network's "
        "weights are float32.",
        question="What is the `dtype` of your transform's result?",
        edits=(
            (
                "[transforms.ToTensor()",
                "[transforms.ToTensor(), transforms.Lambda(lambda x: x.double())",
            ),
        ),
    ),
    Mistake(
        name="normalised-twice",
        function="make_transform",
        explanation="The pixels are normalised twice: the second time the mean is subtracted from "
        "numbers that already have mean 0.",
        question="How often is 0.1307 subtracted from a pixel on its way through your transform?",
        edits=(
            (
                "transforms.Normalize((0.1307,), (0.3081,))])",
                "transforms.Normalize((0.1307,), (0.3081,)),\n"
                "        transforms.Normalize((0.1307,), (0.3081,))])",
            ),
        ),
    ),
    Mistake(
        name="trained-on-test-images",
        function="make_loaders",
        explanation="The training loader yields the test images, so the network would be tested "
        "on what it has learned by heart.",
        question="How many images does your training loader yield in an epoch, and how many are "
        "in the training set?",
        edits=(("root, train=True", "root, train=False"),),
    ),
]
