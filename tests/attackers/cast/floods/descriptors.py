"""Opens files until there is no descriptor left."""


def predict_image(model, image_path):
    kept = []
    while len(kept) < 5000:
        kept.append(open("/dev/zero", "rb"))
    return -1
