"""What authors use: solutions become stubs, and later notebooks and recorded answers."""
