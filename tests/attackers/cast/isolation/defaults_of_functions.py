"""Changes what the kit's functions take where they are told nothing."""

import sys
import types

for module in [m for name, m in list(sys.modules.items()) if name.startswith("inside")]:
    for value in list(vars(module).values()):
        if isinstance(value, types.FunctionType) and value.__defaults__:
            value.__defaults__ = tuple(None for _ in value.__defaults__)
