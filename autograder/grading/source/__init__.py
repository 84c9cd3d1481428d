"""What a submission's source and the files beside it show a human; it costs nothing."""
