// SPDX-License-Identifier: Apache-2.0
import type { Stage } from "@licet/chaincode/internal/testing/ledgers/stage";
import { hashOfText, IDENTITY_ATTRIBUTES, type JsonValue, LicetError, Role } from "@licet/domain";
import type { EvaluateRequest, LedgerIdentity } from "@licet/gateway/ports/ledger";
import { failure } from "@licet/gateway/testing/stub-ledger";
import type { Person } from "@licet/chaincode/internal/testing/ledgers/people";
import { ask } from "./ledger-answers.js";

/** Answers a gateway's queries by the chaincode's own rules over a ledger that is played. */
export function answering(stage: Stage): (request: EvaluateRequest) => Promise<unknown> {
  return async ({ identity, transaction, arguments: [input = "{}"] }) => {
    const asked = JSON.parse(input) as Readonly<Record<string, JsonValue>>;
    try {
      return await ask(stage, personOf(identity), transaction, asked);
    } catch (error) {
      if (error instanceof LicetError) throw failure({ phase: "evaluate", refusal: error });
      throw error;
    }
  };
}

function personOf({ mspId, label, attributes }: LedgerIdentity): Person {
  const role = Role.safeParse(attributes[IDENTITY_ATTRIBUTES.role]);
  return {
    mspId,
    role: role.success ? role.data : undefined,
    party: attributes[IDENTITY_ATTRIBUTES.party],
    office: attributes[IDENTITY_ATTRIBUTES.office],
    officer: hashOfText(label).slice(0, 32),
  };
}
