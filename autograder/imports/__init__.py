"""What course platforms hand out, as a folder of submissions."""
