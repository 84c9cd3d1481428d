"""What lies below everything else: no torch, no command line, nothing of a course."""
