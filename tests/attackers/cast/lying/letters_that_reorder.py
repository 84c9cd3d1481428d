"""A text of letters that stack, turn around, separate lines and show nothing."""


def conv2d_parameter_count(*sizes, **options):
    turned = "\u202e\u2066\u200f" + "\u2028\u2029\u0085" + "\ufeff\u00ad\u200b\U000e0041"
    return turned + "a" + "\u0300" * 1000 + "\x1b]0;title\x07\x9b31m" + "=cmd|' /C calc'!A0"
