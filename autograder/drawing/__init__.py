"""The handouts' pictures: drawn from the reference's own arrays, in every language."""
