"""What is said of a text that Python cannot read; the first kind that fits counts."""

from __future__ import annotations

from autograder.core.languages import N_

from .error_kind import Kind

_CHINESE = "\u4e00-\u9fff，、：。！？；（）“” "
_KEYWORDS = "If|Elif|Else|For|While|Def|Class|Return|Import|From|With|Try|Not|Lambda"
"""Words that an editor made begin with a capital: such a line is code all the same."""
_CODE = r"(import|from|def|class|return|for|if|else|with|while|try|@|#)\b"
AROUND_CODE = (
    Kind(
        "mark of formatted text",
        ("SyntaxError",),
        r"",
        N_("This line is a formatting mark, not Python code."),
        N_("Usually the code was copied out of a chat or a document with the marks around it."),
        N_("Delete the lines that begin with ``` or ~~~: the code is what stands between them."),
        line=r"^(```|~~~)",
    ),
    Kind(
        "prompt",
        ("SyntaxError",),
        r"",
        N_("This line begins with a prompt, which is not part of the code."),
        N_("Usually it was copied out of an interactive session."),
        N_("Delete `>>> ` and `... ` where lines begin with them, and the lines of output."),
        line=r"^(>>>|\.\.\. |\$ )",
    ),
    Kind(
        "merge conflict",
        ("SyntaxError",),
        r"",
        N_(
            "This line is a conflict marker from git: two versions of the file stand one below "
            "the other."
        ),
        N_("Usually a merge ended in a conflict that nobody has resolved yet."),
        N_("Keep one of the versions, and delete the lines with <<<<<<<, ======= and >>>>>>>."),
        line=r"^(<{7}|={7}|>{7})( |$)",
    ),
    Kind(
        "diff",
        ("SyntaxError",),
        r"",
        N_("This line begins like a line of a diff, which is not part of the code."),
        N_("Usually a change was copied as it is shown, and not the file that it makes."),
        N_(
            "Use the file itself; from a diff, leave out the lines that begin with `-`, and the "
            "`+` at the beginning of others."
        ),
        line=rf"^([+-]\s*{_CODE}|@@ -|diff --git )",
    ),
    Kind(
        "line number",
        ("SyntaxError",),
        r"",
        N_("This line begins with a number, which is not part of the code."),
        N_("Usually the line numbers were copied along with the code."),
        N_("Delete the number at the beginning of each line, or copy the code without them."),
        line=rf"^\d+[:.|]?\s+{_CODE}",
    ),
    Kind(
        "sentence",
        ("SyntaxError",),
        r"",
        N_("This line reads like a sentence, not like Python."),
        N_("Usually it was copied along with the code, or a comment lacks its `#`."),
        N_("Delete it, or put a `#` in front of it."),
        line=rf"^(?!({_KEYWORDS})\b)[A-Z][a-z']+,?( [\w`'-]+,?){{2,}}[.:!]?$|^[{_CHINESE}]{{4,}}$",
    ),
)
"""What stands around code that was copied, and is none."""
IN_READING = (
    *AROUND_CODE,
    Kind(
        "chinese character",
        ("SyntaxError",),
        r"invalid character '(?P<char>[\uff01-\uff5e\u3000-\u3011])' \(U\+",
        N_("Python does not know the character `{char}`."),
        N_("Usually it was typed with a Chinese input method, and `{plain}` is meant."),
        N_("Replace it with `{plain}`; comments and strings in quotation marks may keep theirs."),
    ),
    Kind(
        "curly quotation mark",
        ("SyntaxError",),
        r"invalid character '(?P<char>[\u2018\u2019\u201c\u201d])' \(U\+",
        N_("Python does not know the curly quotation mark `{char}`."),
        N_("Usually it was typed with a Chinese input method, or copied from somewhere else."),
        N_("Replace it, and the one that closes it, with straight ones: ' or \"."),
    ),
    Kind(
        "unknown character",
        ("SyntaxError",),
        r"invalid (non-printable )?character",
        N_(
            "There is a character that Python does not know outside of a string in quotation marks."
        ),
        N_("Usually it came along when something was copied from a web page or a document."),
        N_("Delete it and type the line again."),
    ),
    Kind(
        "missing block",
        ("IndentationError",),
        r"expected an indented block after .* on line (?P<line>\d+)",
        N_("After line {line} Python expects lines that are indented, and there are none."),
        N_("Usually the body is missing, or it is not indented further than the line above it."),
        N_("Indent the body by four spaces; where there is nothing to do yet, write `pass`."),
    ),
    Kind(
        "unexpected indent",
        ("IndentationError",),
        r"unexpected indent",
        N_("A line is indented further than the lines that it belongs to."),
        N_("Usually there is a space too many at its beginning."),
        N_("Let it begin in the same column as the line above."),
    ),
    Kind(
        "unindent",
        ("IndentationError",),
        r"unindent does not match",
        N_("A line goes back to the left, but to a column in which no line above begins."),
        N_("Usually there is a space too many or too few at its beginning."),
        N_("Let it begin in the same column as the line that it follows in meaning."),
    ),
    Kind(
        "tabs and spaces",
        ("TabError",),
        r"inconsistent use of tabs",
        N_("Some lines are indented with tabs and others with spaces."),
        N_("Usually a line was copied from another file."),
        N_("Indent every line with spaces only; editors have a command that converts tabs."),
    ),
    Kind(
        "bracket never closed",
        ("SyntaxError",),
        r"'(?P<open>[\(\[\{])' was never closed",
        N_("A `{open}` is opened and never closed."),
        N_("Usually a closing bracket is missing at the end of this line."),
        N_("Count the opening and closing brackets of the line."),
    ),
    Kind(
        "bracket too many",
        ("SyntaxError",),
        r"unmatched '|closing parenthesis",
        N_("A bracket is closed that does not fit the one opened before, or none was opened."),
        N_(
            "Usually there is one bracket too many, or a round one stands where a square"
            " one belongs."
        ),
        N_("Go through the line and find the partner of each bracket."),
    ),
    Kind(
        "text never closed",
        ("SyntaxError",),
        r"unterminated .*string literal|EOL while scanning",
        N_("A string begins with a quotation mark and does not end."),
        N_("Usually the second quotation mark is missing, or another kind closes it."),
        N_("Let the string end with the mark that it begins with, on the same line."),
    ),
    Kind(
        "missing colon",
        ("SyntaxError",),
        r"expected ':'",
        N_("Python expects a colon and finds something else."),
        N_(
            "Usually the colon is missing at the end of a `def`, `class`, `if`, `for`, `while` "
            "or `with`."
        ),
        N_("End that line with `:`."),
    ),
    Kind(
        "missing comma",
        ("SyntaxError",),
        r"Perhaps you forgot a comma",
        N_("Two things stand side by side with nothing between them."),
        N_("Usually a comma is missing between two arguments or entries."),
        N_("Put a comma, or the operator that is missing, between them."),
    ),
    Kind(
        "assignment for comparison",
        ("SyntaxError",),
        r"Maybe you meant '=='",
        N_("A single `=` stands where Python does not allow an assignment."),
        N_("Usually a comparison is meant, which is written `==`."),
        N_("Write `==` to compare; `=` gives a value to a name."),
    ),
    Kind(
        "print without brackets",
        ("SyntaxError",),
        r"Missing parentheses in call to 'print'",
        N_("`print` stands without round brackets."),
        N_("Usually the line comes from an old tutorial for Python 2."),
        N_("Write `print(…)`."),
    ),
    Kind(
        "return outside",
        ("SyntaxError",),
        r"'(return|yield|await)' outside",
        N_("A `return` stands outside of any function."),
        N_("Usually it is indented too little, so that the function has ended before it."),
        N_("Indent it as far as the rest of the function's body."),
    ),
    Kind(
        "file ends early",
        ("SyntaxError",),
        r"unexpected EOF|expected 'except' or 'finally'",
        N_("The file ends while Python expects more."),
        N_("Usually a bracket, a string or a block was begun and not ended."),
        N_("Look at the last lines: what begins there must end there too."),
    ),
    Kind(
        "misspelt keyword",
        ("SyntaxError",),
        r"invalid syntax",
        N_("`{typed}` is not a word of Python."),
        N_("Usually it is a typing mistake, and `{keyword}` is meant."),
        N_("Write `{keyword}`, letter by letter; capitals count."),
        line=r"^(?P<typed>[A-Za-z]+)(?= +[\w'\"(\[{]| *:)",
    ),
    Kind(
        "not Python",
        ("SyntaxError",),
        r"invalid syntax",
        N_("Python cannot read this line."),
        N_(
            "Usually a colon, a comma, an operator or a bracket is missing, here or at the end "
            "of the line above."
        ),
        N_("Read the line aloud, sign by sign, and the one above it."),
    ),
)
