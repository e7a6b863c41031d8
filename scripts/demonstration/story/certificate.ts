// SPDX-License-Identifier: Apache-2.0
import {
  commitmentOf,
  domainFor,
  END_USER_UNDERTAKING,
  endUserUndertakingMessage,
  type JsonValue,
  typedDataOf,
} from "@licet/domain";
import { demonstrationKey, PARTIES } from "../actors.js";
import { GOODS } from "../goods.js";
import { chapterOf, outcomeOf, resultOf, type Outcome, type Stage } from "../step.js";

/** What the end user undertakes, with every undertaking that the form asks for. */
export function certificateContent(): Record<string, unknown> {
  const { exporter, endUser } = PARTIES;
  const named = { name: endUser.content.name, country: "PK", address: endUser.content.address };
  return {
    exporter: { party: exporter.id, name: exporter.content.name, country: "GB", address: exporter.content.address },
    consignee: { party: endUser.id, ...named },
    endUser: { party: endUser.id, ...named },
    destination: "PK",
    lines: [
      {
        line: 1,
        description: GOODS.description,
        controlCode: GOODS.controlCode,
        quantity: { amount: GOODS.licensedMilligrams, unit: "KGM" },
      },
    ],
    endUse: GOODS.endUse,
    undertakings: UNDERTAKINGS_GIVEN,
    contract: { reference: "PKR-2026-114", date: "2026-09-01" },
    signatory: { name: "A. Rahman", position: "Director" },
  };
}

const UNDERTAKINGS_GIVEN = GOODS.undertakings.map((code) => ({ code, given: true }));

/** The certificate is drawn up, signed by the end user and certified by its authority. */
export const CERTIFICATE_STEPS = chapterOf("End-use certificate", [
  {
    step: "draft-certificate",
    narration: "The Pakistani end user draws up an end-use certificate.",
    run: async ({ client, references }) =>
      outcomeOf(
        await client.call(
          "pkEndUser",
          "certificate:Draft",
          { certificate: references.certificate },
          { confidential: { content: certificateContent() } },
        ),
      ),
  },
  {
    step: "sign-certificate",
    narration: "The end user signs the undertaking with its own key (EIP-712); the ledger checks the signature.",
    run: sign,
  },
  {
    step: "certify-certificate",
    narration: "An authorised signatory of Pakistan certifies it.",
    run: async ({ client, references }) =>
      outcomeOf(
        await client.call("pkCertifier", "certificate:Certify", {
          certificate: references.certificate,
          validTo: "2027-06-30",
        }),
      ),
  },
  {
    step: "share-certificate",
    narration:
      "Pakistan shares the certificate's content and signature with the British authority, and with nobody else.",
    run: share,
  },
]);

async function share({ client, references }: Stage): Promise<Outcome> {
  let outcome: Outcome = { outcome: "refused" };
  for (const part of ["content", "signature"]) {
    const ref = { kind: "certificate", id: references.certificate, part };
    outcome = outcomeOf(await client.call("pkCertifier", "sharing:Share", { ref, to: "GBAuthorityMSP" }));
    if (outcome.outcome === "refused") break;
  }
  return outcome;
}

async function sign({ client, references, channel }: Stage): Promise<Outcome> {
  const part = resultOf<{ salt: string; content: JsonValue }>(
    await client.call("pkEndUser", "sharing:ReadPart", {
      kind: "certificate",
      id: references.certificate,
      part: "content",
    }),
  );
  const signedAt = new Date().toISOString();
  const message = endUserUndertakingMessage({
    certificate: references.certificate,
    endUser: PARTIES.endUser.id,
    content: commitmentOf(part),
    signedAt,
  });
  const { domain, message: values } = typedDataOf(domainFor(channel), END_USER_UNDERTAKING, message);
  const { types } = END_USER_UNDERTAKING;
  const signature = await demonstrationKey("endUser").signTypedData(domain, { ...types }, values);
  return outcomeOf(
    await client.call(
      "pkEndUser",
      "certificate:Sign",
      { certificate: references.certificate },
      { confidential: { signature: { signature, signedAt } } },
    ),
  );
}
