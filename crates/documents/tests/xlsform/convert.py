"""Converts an XLSForm to an XForm with pyxform: the XForm goes out, and its warnings by the second way."""

import json
import sys

from pyxform.xls2xform import convert

# Whether the XForm runs is for ODK Validate, which wants Java: `validate` as the second word asks for it.
result = convert(sys.argv[1], validate="validate" in sys.argv[2:])
print(json.dumps({"xform": result.xform, "warnings": result.warnings}))
