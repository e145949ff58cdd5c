"""Converts an XLSForm to an XForm with pyxform: the XForm goes out, and its warnings by the second way."""

import json
import sys

from pyxform.xls2xform import convert

# Whether the XForm runs, ODK Validate says, which pyxform brings and Java runs.
result = convert(sys.argv[1], validate=True)
print(json.dumps({"xform": result.xform, "warnings": result.warnings}))
