# SPDX-License-Identifier: Apache-2.0
"""Signs requests in, each as somebody whose role the operation's description names, and gives each write a key of its own."""

import itertools
import json
import os
import re

import schemathesis

#: Tokens by role; `any` is for whoever may ask.
TOKENS = json.loads(os.environ["LICET_TOKENS"])
NAMED = re.compile(r"Who may call it: (.*)\.")
KEY_HEADER = "Idempotency-Key"
KEY = re.compile(r"[!-~]{8,128}")
COUNT = itertools.count(1)


@schemathesis.auth()
class RoleAuth:
    """Gives a token of the first role that may call an operation."""

    def get(self, case, context):
        """Answer the token for a case."""
        description = context.operation.definition.raw.get("description", "")
        named = NAMED.search(description)
        roles = named.group(1).split(", ") if named else []
        return next((TOKENS[role] for role in roles if role in TOKENS), TOKENS["any"])

    def set(self, case, data, context):
        """Put the token into a case."""
        case.headers = case.headers or {}
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.hook
def before_call(context, case, kwargs):
    """Put a fresh key in a good one's place: with the same key again, a write would never reach the ledger."""
    headers = case.headers or {}
    if isinstance(headers.get(KEY_HEADER), str) and KEY.fullmatch(headers[KEY_HEADER]):
        headers[KEY_HEADER] = f"case-{next(COUNT):08d}"
