// SPDX-License-Identifier: Apache-2.0
import { GOODS, PLACES } from "../goods.js";
import { chapterOf, outcomeOf, resultOf, type Outcome, type Stage } from "../step.js";
import { postDeclaration } from "./declaration.js";
import { readAtOtherPeer } from "./other-peer.js";
import { endorseAlone, forgeLicence } from "./tampered.js";
import { verdictSentence, verify } from "./verdicts.js";

/** What must fail, each with its reason. */
export const REFUSAL_STEPS = chapterOf("What must fail", [
  {
    step: "certificate-on-second-licence",
    narration: "The same certificate is presented for the second licence.",
    expected: "CERTIFICATE_ALREADY_BOUND",
    run: async ({ client, references }) =>
      outcomeOf(
        await client.call("gbSeniorOfficer", "certificate:Bind", {
          certificate: references.certificate,
          licence: references.militaryLicence,
        }),
      ),
  },
  {
    step: "one-unit-too-many",
    narration: "One milligram more than the licence has left is asked for.",
    expected: "LICENCE_QUANTITY_EXCEEDED",
    run: (stage) => reserve(stage, "gbCustoms", "one-too-many", (BigInt(GOODS.leftMilligrams) + 1n).toString()),
  },
  {
    step: "write-off-by-state-not-named",
    narration: "Customs of a state that the licence does not name tries to write it off.",
    expected: "WRITE_OFF_NOT_GRANTED",
    run: (stage) => reserve(stage, "pkCustoms", "not-named", "1"),
  },
  {
    step: "last-quantity-twice",
    narration: "Checkpoints in two states take the last 2 kg in the same second; exactly one gets them.",
    expected: "LICENCE_QUANTITY_EXCEEDED",
    run: takeLastQuantityTwice,
  },
  {
    step: "consignee-in-sudan",
    narration: "Declaration TT_EX004a, rifles for a consignee in Sudan, draws on the licence.",
    expected: "CONSIGNMENT_MISMATCH",
    run: async (stage) => outcomeOf(await postDeclaration(stage, "TT_EX004a.xml")),
  },
  {
    step: "broken-seal-passed",
    narration: "An inspection finds the seal broken and would pass it as satisfactory.",
    expected: "SEAL_NOT_CONFORM",
    run: passBrokenSeal,
  },
  {
    step: "carrier-asks-for-end-use",
    narration: "A carrier asks for the licence's end use.",
    expected: "NOT_DISCLOSED",
    run: (stage) => readLicenceContent(stage, "carrier1"),
  },
  {
    step: "other-state-asks-for-content",
    narration: "A state that is not concerned asks for the licence's content at its own peer.",
    expected: "NOT_HELD",
    run: (stage) => readLicenceContent(stage, "deCustoms"),
  },
  {
    step: "other-state-asks-issuing-peer",
    narration: "It asks the issuing state's peer directly.",
    expected: "PRIVATE_READ_REFUSED",
    run: readAtOtherPeer,
  },
  {
    step: "other-state-gets-verdicts",
    narration: "It still gets the channel's verdicts, and is told which others it may not see.",
    run: async (stage: Stage): Promise<Outcome> => {
      const verified = await verify(stage, "deCustoms");
      const hidden = verified.verdicts.filter(({ verdict }) => verdict === "not-disclosed");
      const known = verified.verdicts.filter(({ verdict }) => verdict === "satisfactory");
      const both = hidden.length > 0 && known.length > 0;
      return { outcome: both ? "accepted" : "refused", says: verdictSentence(verified) };
    },
  },
  {
    step: "suspend-licence",
    narration: "The British authority suspends the licence; it takes effect at once, everywhere.",
    run: async ({ client, references }) =>
      outcomeOf(
        await client.call("gbSecondSenior", "licence:Suspend", {
          licence: references.dualUseLicence,
          reason: "diversion-risk",
          legalBasis: "Export Control Order 2008, Art. 32",
        }),
      ),
  },
  {
    step: "consume-after-suspension",
    narration: "Customs tries to write the last reserved quantity off after the suspension.",
    expected: "LICENCE_SUSPENDED",
    run: consumeReserved,
  },
  {
    step: "tampered-organisation",
    narration: "An organisation with a tampered peer endorses its own version: the suspended licence reads issued.",
    expected: "ENDORSEMENT_POLICY_FAILURE",
    run: endorseAlone,
  },
  {
    step: "forged-licence",
    narration:
      "It makes a licence up in the British authority's name; whoever asks finds that the authority has proven none.",
    expected: "NOT_FOUND",
    run: forgeLicence,
  },
]);

async function reserve(
  { client, references }: Stage,
  actor: "gbCustoms" | "aeCustoms" | "pkCustoms",
  reference: string,
  amount: string,
): Promise<Outcome> {
  const answer = await client.call(actor, "licence:Reserve", {
    document: { type: "LRN", reference: `${references.lrn}-${reference}` },
    lines: [{ licence: references.dualUseLicence, line: 1, item: 1, quantity: { amount, unit: "KGM" } }],
  });
  return outcomeOf(answer);
}

async function takeLastQuantityTwice(stage: Stage): Promise<Outcome> {
  const both = await Promise.all([
    reserve(stage, "gbCustoms", "last-gb", GOODS.leftMilligrams),
    reserve(stage, "aeCustoms", "last-ae", GOODS.leftMilligrams),
  ]);
  const accepted = both.filter(({ outcome }) => outcome === "accepted");
  const refused = both.find(({ outcome }) => outcome === "refused");
  if (accepted.length === 1 && refused !== undefined) {
    return { ...refused, txId: accepted[0]?.txId, block: accepted[0]?.block, endorsers: accepted[0]?.endorsers };
  }
  return { outcome: "refused", code: `${accepted.length}_OF_2_ACCEPTED`, says: both.map(({ says }) => says).join(" ") };
}

async function consumeReserved({ client, references }: Stage): Promise<Outcome> {
  const { items } = resultOf<{ items: { id: string; line: number; status: string }[] }>(
    await client.call("gbCustoms", "licence:ListReservations", { licence: references.dualUseLicence, line: 1 }),
  );
  const open = items.find(({ status }) => status === "reserved");
  if (open === undefined) throw new Error("No reservation is open.");
  const line = { licence: references.dualUseLicence, line: open.line, reservation: open.id };
  return outcomeOf(await client.call("gbCustoms", "licence:Consume", { lines: [line] }));
}

async function passBrokenSeal({ client, references }: Stage): Promise<Outcome> {
  const answer = await client.call(
    "pkCustoms",
    "checkpoint:Inspect",
    {
      consignment: references.consignment,
      office: "PK000001",
      place: PLACES.karachi.code,
      template: "seal-check",
      result: "A1",
      sealState: "broken",
      sealsConform: false,
      countsAgree: true,
      eventTime: new Date().toISOString(),
    },
    { confidential: { findings: { seals: [GOODS.seal], remarks: "The seal's bolt is cut." } } },
  );
  return outcomeOf(answer);
}

async function readLicenceContent({ client, references }: Stage, actor: "carrier1" | "deCustoms"): Promise<Outcome> {
  const ref = { kind: "licence", id: references.dualUseLicence, part: "content" };
  return outcomeOf(await client.call(actor, "sharing:ReadPart", ref));
}
