"""Reads a PDF, and prints a line for each rule of the profile named that it breaks."""

import sys

import page

report = page.validate_pdf_bytes(sys.stdin.buffer.read(), profile=sys.argv[1])
for failure in report.failures:
    print(failure.rule_id, failure.message.replace("\n", " "))
# A validator that refuses without a reason has not agreed.
if not report.is_compliant and not report.failures:
    print("refused without a reason")
