// SPDX-License-Identifier: Apache-2.0
import { type DemonstrationParty, demonstrationKey, PARTIES, type PartyName } from "../actors.js";
import { chapterOf, outcomeOf, resultOf, type Outcome, type Stage, type ToldStep } from "../step.js";

const VALID_FROM = "2026-01-01";
const KEYS_VALID_FROM = "2026-01-01T00:00:00Z";

/** Steps that a ledger needs once: what is there already counts as done. */
export const REGISTER_STEPS = chapterOf("Registers", [
  ...Object.entries<DemonstrationParty>(PARTIES).map(([name, party]) => registration(name as PartyName, party)),
  {
    step: "appoint-signatory",
    narration: "Pakistan notifies the officer who may certify end-use certificates.",
    run: appointSignatory,
  },
]);

function registration(name: PartyName, party: DemonstrationParty): ToldStep {
  return {
    step: `register-${party.id.toLowerCase()}`,
    narration: `${party.id} is entered into its register, with the key it signs with.`,
    run: async ({ client }) => {
      const registered = await client.call(
        party.registrar,
        "party:Register",
        { id: party.id, kinds: party.kinds, jurisdiction: party.jurisdiction, validFrom: VALID_FROM },
        { confidential: { content: party.content } },
      );
      const entered = doneBefore(outcomeOf(registered));
      if (!party.signs || entered.outcome === "refused") return entered;
      const address = demonstrationKey(name).address;
      const key = { party: party.id, address, validFrom: KEYS_VALID_FROM };
      return doneBefore(outcomeOf(await client.call(party.registrar, "party:AddKey", key)));
    },
  };
}

async function appointSignatory({ client }: Stage): Promise<Outcome> {
  const { officer } = resultOf<{ officer: string }>(await client.call("pkCertifier", "party:WhoAmI", {}));
  const appointment = await client.call("pkRegistrar", "party:AppointSignatory", {
    register: "PK",
    officer,
    office: "PK-MOC-01",
    scope: ["EUC", "DVC"],
    validFrom: VALID_FROM,
    validTo: "2030-12-31",
  });
  return doneBefore(outcomeOf(appointment));
}

/** Codes of what an earlier playing has entered: the ledger's, and the gateway's where it remembers the act itself. */
const ENTERED_BEFORE: readonly (string | undefined)[] = ["ALREADY_EXISTS", "ALREADY_RECORDED"];

/** Registers outlive one playing of the case. */
function doneBefore(outcome: Outcome): Outcome {
  if (!ENTERED_BEFORE.includes(outcome.code)) return outcome;
  return { outcome: "accepted", says: "It is in the register already." };
}
