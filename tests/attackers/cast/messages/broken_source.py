"""Has a line that cannot be read, with an escape in it."""

exec(compile("\x1b[31m = <script>alert(1)</script>", "@OUT@/results/\x1b[31m<b>.py", "exec"))
