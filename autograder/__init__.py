"""An auto-graded PyTorch exercise kit for CNN basics, and a grader that can be trusted."""
