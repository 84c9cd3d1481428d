"""What is said of a text that Python cannot read; the first kind that fits counts."""

from __future__ import annotations

from autograder.core.languages import marked

from .error_kind import Kind

IN_READING = (
    Kind(
        "chinese character",
        ("SyntaxError",),
        r"invalid character '(?P<char>[\uff01-\uff5e\u3000-\u3011])' \(U\+",
        marked("Python does not know the character `{char}`."),
        marked("Usually it was typed with a Chinese input method, and `{plain}` is meant."),
        marked("Replace it by `{plain}`; comments and texts in quotation marks may keep theirs."),
    ),
    Kind(
        "curly quotation mark",
        ("SyntaxError",),
        r"invalid character '(?P<char>[\u2018\u2019\u201c\u201d])' \(U\+",
        marked("Python does not know the curly quotation mark `{char}`."),
        marked("Usually it was typed with a Chinese input method, or copied from a text."),
        marked("Replace it, and the one that closes it, by straight ones: ' or \"."),
    ),
    Kind(
        "unknown character",
        ("SyntaxError",),
        r"invalid (non-printable )?character",
        marked(
            "There is a character that Python does not know outside of a text in quotation marks."
        ),
        marked("Usually it was copied along from a web page or a document."),
        marked("Delete it and type the line anew."),
    ),
    Kind(
        "missing block",
        ("IndentationError",),
        r"expected an indented block after .* on line (?P<line>\d+)",
        marked("After line {line} Python expects lines that are indented, and there are none."),
        marked(
            "Usually the body is missing, or it does not stand further to the right than its head."
        ),
        marked("Indent the body by four spaces; where there is nothing to do yet, write `pass`."),
    ),
    Kind(
        "unexpected indent",
        ("IndentationError",),
        r"unexpected indent",
        marked("A line is indented further than the lines that it belongs to."),
        marked("Usually there is a space too many at its beginning."),
        marked("Let it begin in the same column as the line above."),
    ),
    Kind(
        "unindent",
        ("IndentationError",),
        r"unindent does not match",
        marked("A line goes back to the left, but to a column in which no line above begins."),
        marked("Usually there is a space too many or too few at its beginning."),
        marked("Let it begin in the same column as the line that it follows in meaning."),
    ),
    Kind(
        "tabs and spaces",
        ("TabError",),
        r"inconsistent use of tabs",
        marked("Some lines are indented with tabs and others with spaces."),
        marked("Usually a line was copied from another file."),
        marked("Indent every line with spaces only; editors have a command that converts tabs."),
    ),
    Kind(
        "bracket never closed",
        ("SyntaxError",),
        r"'(?P<open>[\(\[\{])' was never closed",
        marked("A `{open}` is opened and never closed."),
        marked("Usually a closing bracket is missing at the end of this line."),
        marked("Count the opening and closing brackets of the line."),
    ),
    Kind(
        "bracket too many",
        ("SyntaxError",),
        r"unmatched '|closing parenthesis",
        marked("A bracket is closed that does not fit the one opened before, or none was opened."),
        marked("Usually there is one bracket too many, or a round one stands for a square one."),
        marked("Go through the line and find the partner of each bracket."),
    ),
    Kind(
        "text never closed",
        ("SyntaxError",),
        r"unterminated .*string literal|EOL while scanning",
        marked("A text begins with a quotation mark and does not end."),
        marked("Usually the second quotation mark is missing, or another kind closes it."),
        marked("Let the text end with the mark that it begins with, on the same line."),
    ),
    Kind(
        "missing colon",
        ("SyntaxError",),
        r"expected ':'",
        marked("Python expects a colon and finds something else."),
        marked(
            "Usually the colon is missing at the end of a `def`, `class`, `if`, `for`, `while` "
            "or `with`."
        ),
        marked("End that line with `:`."),
    ),
    Kind(
        "missing comma",
        ("SyntaxError",),
        r"Perhaps you forgot a comma",
        marked("Two things stand side by side with nothing between them."),
        marked("Usually a comma is missing between two arguments or entries."),
        marked("Put a comma, or the operator that is missing, between them."),
    ),
    Kind(
        "assignment for comparison",
        ("SyntaxError",),
        r"Maybe you meant '=='",
        marked("A single `=` stands where Python does not allow an assignment."),
        marked("Usually a comparison is meant, which is written `==`."),
        marked("Write `==` to compare; `=` gives a value to a name."),
    ),
    Kind(
        "print without brackets",
        ("SyntaxError",),
        r"Missing parentheses in call to 'print'",
        marked("`print` stands without round brackets."),
        marked("Usually the line comes from an old text about Python 2."),
        marked("Write `print(…)`."),
    ),
    Kind(
        "return outside",
        ("SyntaxError",),
        r"'(return|yield|await)' outside",
        marked("A `return` stands outside of any function."),
        marked("Usually it is indented too little, so that the function has ended before it."),
        marked("Indent it as far as the rest of the function's body."),
    ),
    Kind(
        "file ends early",
        ("SyntaxError",),
        r"unexpected EOF|expected 'except' or 'finally'",
        marked("The text ends while Python expects more."),
        marked("Usually a bracket, a text in quotation marks or a block was begun and not ended."),
        marked("Look at the last lines: what begins there must end there too."),
    ),
    Kind(
        "not Python",
        ("SyntaxError",),
        r"invalid syntax",
        marked("Python cannot read this line."),
        marked(
            "Usually a colon, a comma, an operator or a bracket is missing, here or at the end "
            "of the line above."
        ),
        marked("Read the line aloud, sign by sign, and the one above it."),
    ),
)
