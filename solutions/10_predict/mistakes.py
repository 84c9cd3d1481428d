"""What goes wrong in predict.py: each mistake is the reference with a few words changed."""

from autograder.checks.mistakes import Call, Mistake

MISTAKES = [
    Mistake(
        name="image-not-normalised",
        function="preprocess_image",
        explanation="The pixels are not normalised as in training: they are scaled to [0, 1], but "
        "not divided by the standard deviation.",
        question="What is the value of a black pixel in your tensor, and what was it in training?",
        edits=(("            transforms.Normalize((0.1307,), (0.3081,)),\n", ""),),
    ),
    Mistake(
        name="image-normalised-to-one-half",
        function="preprocess_image",
        explanation="The image is normalised with 0.5 and 0.5, so the network sees different "
        "numbers than in training.",
        question="With which mean and standard deviation were the training images normalised?",
        edits=(("1307,), (0.3081", "5,), (0.5"),),
    ),
    Mistake(
        name="image-pixels-not-scaled",
        function="preprocess_image",
        explanation="The pixels still go from 0 to 255 when they are normalised.",
        question="How large is a white pixel before it is normalised, and which range are 0.1307 "
        "and 0.3081 meant for?",
        edits=(
            (
                "transforms.ToTensor(",
                "transforms.PILToTensor(),\n            transforms.Lambda(lambda x: x.float()",
            ),
        ),
    ),
    Mistake(
        name="image-colours-kept",
        function="preprocess_image",
        explanation="The colours stay: a colour image has three channels, or four with "
        "transparency, but the network reads one.",
        question="How many channels does your tensor have for a colour photo?",
        edits=(('transform(image.convert("L")).unsqueeze(0)', "transform(image).unsqueeze(0)"),),
    ),
    Mistake(
        name="image-not-resized",
        function="preprocess_image",
        explanation="The image keeps its own size; the network only reads 28x28 pixels.",
        question="What is the shape of your tensor for an image of 40x56 pixels?",
        edits=(("            transforms.Resize((28, 28)),\n", ""),),
    ),
    Mistake(
        name="middle-cut-out",
        function="preprocess_image",
        explanation="Of an image that is not square, only the middle is kept; the whole image "
        "should be resized.",
        question="Where in your tensor are the outermost pixels of an image of 40x56?",
        edits=(
            (
                "transforms.Resize((28, 28))",
                "transforms.Resize(28),\n            transforms.CenterCrop(28)",
            ),
        ),
    ),
    Mistake(
        name="shorter-side-resized",
        function="preprocess_image",
        explanation="Only the shorter side becomes 28; an image that is not square stays too long.",
        question="What is the shape of your tensor for an image of 40x56 pixels?",
        edits=(("transforms.Resize((28, 28))", "transforms.Resize(28)"),),
    ),
    Mistake(
        name="batch-axis-missing",
        function="preprocess_image",
        explanation="The image has no batch axis; a network reads batches, even of one image.",
        question="How many axes does a batch of images have, and how many does your tensor have?",
        edits=((".unsqueeze(0)", ""),),
    ),
    Mistake(
        name="image-transposed",
        function="preprocess_image",
        explanation="Rows and columns are swapped: the digit is mirrored along its diagonal.",
        question="Where in your tensor is the pixel in the top right corner of the image?",
        edits=((").unsqueeze(0)", ").unsqueeze(0).transpose(2, 3)"),),
    ),
    Mistake(
        name="image-inverted",
        function="preprocess_image",
        explanation="Black and white are swapped; the image should stay as it is in the file.",
        question="What is the value of a black pixel of the file, before you normalise it?",
        edits=(
            (
                "transforms.ToTensor(),",
                "transforms.ToTensor(),\n            transforms.Lambda(lambda x: 1 - x),",
            ),
        ),
    ),
    Mistake(
        name="predicted-in-training-mode",
        function="predict_image",
        explanation="The network stays in training mode: batch normalisation then uses the "
        "statistics of this one image.",
        question="In which mode is the network when your function is called right after training?",
        edits=(("    model.eval()\n", ""),),
    ),
    Mistake(
        name="prediction-records-gradients",
        function="predict_image",
        explanation="Gradients are recorded for a prediction that nobody will train on.",
        question="In your function, what is `logits.requires_grad`?",
        edits=(("with torch.no_grad():", "if True:"),),
    ),
    Mistake(
        name="largest-over-the-batch",
        function="predict_image",
        explanation="The largest logit is searched for along the batch, which holds a single "
        "image, not among the classes.",
        question="In logits of shape (1, 10), which axis holds the classes?",
        edits=(("return logits.argmax(dim=1).item()", "return logits.argmax(dim=0).item()"),),
    ),
    Mistake(
        name="tensor-for-int",
        function="predict_image",
        explanation="The class is returned as a tensor; it should be a plain int.",
        question="What is the type of your function's result?",
        edits=(("return logits.argmax(dim=1).item()", "return logits.argmax(dim=1)"),),
    ),
    Mistake(
        name="largest-logit-for-its-class",
        function="predict_image",
        explanation="The largest logit is returned, not the class that it belongs to.",
        question="If the logits are 0.2, 3.5 and 1.0, which number should be returned?",
        edits=(("return logits.argmax(dim=1).item()", "return logits.amax(dim=1).item()"),),
    ),
    Mistake(
        name="image-not-moved",
        function="predict_image",
        explanation="The image stays on the CPU, wherever the network is; a network on another "
        "device cannot read it.",
        question="If the network is on the GPU, where is your image when it reaches it?",
        edits=((".to(device)", ""),),
    ),
    Mistake(
        name="dataset-in-false-colours",
        function="show_dataset",
        explanation="The images are drawn in matplotlib's default colours; they should be gray.",
        question="Which colours does matplotlib use for numbers by default?",
        edits=(
            (
                '        ax.imshow(image.reshape(28, 28), cmap="gray")\n'
                '        ax.set_title(f"Labels: {int(label)}")\n',
                "        ax.imshow(image.reshape(28, 28))\n"
                '        ax.set_title(f"Labels: {int(label)}")\n',
            ),
        ),
    ),
    Mistake(
        name="ticks-left",
        function="show_dataset",
        explanation="The axes still have their ticks and numbers.",
        question="What do you see at the edges of each image?",
        edits=(
            (
                "        ax.set_xticks([])\n        ax.set_yticks([])\n",
                "        pass\n",
            ),
        ),
    ),
    Mistake(
        name="grid-rows-and-columns-swapped",
        function="show_dataset",
        explanation="The grid has as many rows as it should have columns.",
        question="How many images stand side by side for `num_rows=2, num_cols=3`?",
        edits=(
            (
                "    fig, axes = plt.subplots(num_rows, num_cols, squeeze=False)\n"
                "    for ax in axes.flat:\n"
                "        ax.set_xticks([])\n"
                "        ax.set_yticks([])\n",
                "    fig, axes = plt.subplots(num_cols, num_rows, squeeze=False)\n"
                "    for ax in axes.flat:\n"
                "        ax.set_xticks([])\n"
                "        ax.set_yticks([])\n",
            ),
        ),
    ),
    Mistake(
        name="channel-axis-taken-for-granted",
        function="show_dataset",
        explanation="Images without a channel axis raise an error: their first row is taken for "
        "the image.",
        question="What is `images[0]` when `images` has the shape (5, 28, 28)?",
        edits=(
            (
                '        ax.imshow(image.reshape(28, 28), cmap="gray")\n'
                '        ax.set_title(f"Labels: {int(label)}")\n',
                '        ax.imshow(image[0], cmap="gray")\n'
                '        ax.set_title(f"Labels: {int(label)}")\n',
            ),
        ),
    ),
    Mistake(
        name="fewer-images-than-cells",
        function="show_dataset",
        explanation="Every cell takes an image; when there are fewer images than cells, an error "
        "is raised.",
        question="Which image belongs in the last cell of a grid of 12 when there are 5 images?",
        edits=(
            (
                "    for ax, image, label in zip(axes.flat, images, labels):\n",
                "    for index, ax in enumerate(axes.flat):\n"
                "        image, label = images[index], labels[index]\n",
            ),
        ),
    ),
    Mistake(
        name="dataset-figure-not-returned",
        function="show_dataset",
        explanation="The figure is drawn, but the function returns None.",
        question="What is the value of `show_dataset(...)` in your code?",
        edits=(
            (
                '        ax.set_title(f"Labels: {int(label)}")\n    return fig\n',
                '        ax.set_title(f"Labels: {int(label)}")\n',
            ),
        ),
    ),
    Mistake(
        name="true-and-predicted-swapped",
        function="show_images",
        explanation="The titles show the prediction as the true label and vice versa.",
        question="If the label is 5 and the prediction 3, what does your title say?",
        edits=(
            (
                '        ax.set_title(f"True: {int(label)}\\nPred: {int(pred)}")\n',
                '        ax.set_title(f"True: {int(pred)}\\nPred: {int(label)}")\n',
            ),
        ),
    ),
    Mistake(
        name="title-on-one-line",
        function="show_images",
        explanation="The title is on one line; the prediction belongs on a second one.",
        question="What comes between the true label and the word `Pred` in your title?",
        edits=(
            (
                '        ax.set_title(f"True: {int(label)}\\nPred: {int(pred)}")\n',
                '        ax.set_title(f"True: {int(label)} Pred: {int(pred)}")\n',
            ),
        ),
    ),
    Mistake(
        name="predictions-in-false-colours",
        function="show_images",
        explanation="The images are drawn in matplotlib's default colours; they should be gray.",
        question="Which colours does matplotlib use for numbers by default?",
        edits=(
            (
                '        ax.imshow(image.reshape(28, 28), cmap="gray")\n'
                '        ax.set_title(f"True: {int(label)}\\nPred: {int(pred)}")\n',
                "        ax.imshow(image.reshape(28, 28))\n"
                '        ax.set_title(f"True: {int(label)}\\nPred: {int(pred)}")\n',
            ),
        ),
    ),
    Mistake(
        name="axes-left-on",
        function="show_images",
        explanation="The axes with their ticks and frames are still there.",
        question="What do you see around each image?",
        edits=(('    for ax in axes.flat:\n        ax.axis("off")\n', ""),),
    ),
    Mistake(
        name="empty-cells-keep-their-axes",
        function="show_images",
        explanation="The cells past the last image still show empty axes.",
        question="What do you see in the last cells when there are fewer images than cells?",
        edits=(
            ('    for ax in axes.flat:\n        ax.axis("off")\n', ""),
            (
                "    for ax, image, label, pred in zip(axes.flat, images, labels, preds):\n",
                "    for ax, image, label, pred in zip(axes.flat, images, labels, preds):\n"
                '        ax.axis("off")\n',
            ),
        ),
    ),
    Mistake(
        name="fewer-predictions-than-cells",
        function="show_images",
        explanation="Every cell takes an image; when there are fewer images than cells, an error "
        "is raised.",
        question="Which image belongs in the last cell of a grid of 16 when there are 7 images?",
        edits=(
            (
                "    for ax, image, label, pred in zip(axes.flat, images, labels, preds):\n",
                "    for index, ax in enumerate(axes.flat):\n"
                "        image, label, pred = images[index], labels[index], preds[index]\n",
            ),
        ),
    ),
    Mistake(
        name="labels-only-as-tensor",
        function="show_images",
        explanation="Labels in a list raise an error, because a plain int is treated as a tensor.",
        question="What is `labels[0]` when `labels` is a list of ints?",
        edits=(
            (
                '        ax.set_title(f"True: {int(label)}\\nPred: {int(pred)}")\n',
                '        ax.set_title(f"True: {label.item()}\\nPred: {pred.item()}")\n',
            ),
        ),
    ),
    Mistake(
        name="predictions-figure-not-returned",
        function="show_images",
        explanation="The figure is drawn, but the function returns None.",
        question="What is the value of `show_images(...)` in your code?",
        edits=(
            (
                '        ax.set_title(f"True: {int(label)}\\nPred: {int(pred)}")\n    return fig\n',
                '        ax.set_title(f"True: {int(label)}\\nPred: {int(pred)}")\n',
            ),
        ),
    ),
    Mistake(
        name="image-normalised-twice",
        function="preprocess_image",
        explanation="The pixels are normalised twice: the second time the mean is subtracted from "
        "numbers that already have mean 0.",
        question="How often is 0.1307 subtracted from a pixel on its way through your code?",
        edits=(
            (
                "            transforms.Normalize((0.1307,), (0.3081,)),\n",
                "            transforms.Normalize((0.1307,), (0.3081,)),\n"
                "            transforms.Normalize((0.1307,), (0.3081,)),\n",
            ),
        ),
    ),
    Mistake(
        name="image-mean-and-deviation-swapped",
        function="preprocess_image",
        explanation="The mean and the standard deviation are swapped.",
        question="Which of the two numbers is subtracted from a pixel, and which one divides it?",
        edits=(("1307,), (0.3081", "3081,), (0.1307"),),
    ),
]

# What the reference writes out and learners may ask another file for: a mistake there shows here
# when it is called.
CALLS = [
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
