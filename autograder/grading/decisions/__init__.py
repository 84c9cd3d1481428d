"""What people decide beside the machine's verdict: adjustments, extensions, groups, lateness."""
