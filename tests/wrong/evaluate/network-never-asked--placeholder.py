def evaluate(model, dataloader, verbose=True):
    model.eval()
    accuracy = 0.0
    # TODO: loop over the batches
    return accuracy
