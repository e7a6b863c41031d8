// SPDX-License-Identifier: Apache-2.0
import { GOODS, PLACES } from "../goods.js";
import { chapterOf, type Outcome, outcomeOf, type Stage } from "../step.js";

/** Customs in Karachi counts what arrived; the certificate is fulfilled by a delivery verification. */
export const RECEIPT_STEPS = chapterOf("Receipt", [
  {
    step: "receive-with-count",
    narration: "Karachi: customs weighs what arrived, which closes the shipper/receiver difference.",
    run: async ({ client, references }: Stage): Promise<Outcome> => {
      const answer = await client.call("pkCustoms", "consignment:Receive", {
        consignment: references.consignment,
        place: PLACES.karachi.code,
        office: "PK000001",
        eventTime: new Date().toISOString(),
        counts: [{ item: 1, quantity: { amount: RECEIVED_MILLIGRAMS, unit: "KGM" } }],
      });
      return outcomeOf(answer, ({ difference }) => `Shipper/receiver difference: ${String(difference)}.`);
    },
  },
  {
    step: "verify-delivery",
    narration: "Pakistan's authority verifies the delivery, which fulfils the end-use certificate.",
    run: async ({ client, references }: Stage): Promise<Outcome> => {
      const answer = await client.call("pkCertifier", "certificate:Fulfil", {
        certificate: references.certificate,
        consignment: references.consignment,
        place: PLACES.karachi.code,
        arrivedOn: new Date().toISOString().slice(0, 10),
      });
      return outcomeOf(answer, ({ status }) => `The certificate is ${String(status)}.`);
    },
  },
]);

/** Item 1 is written off against both licences, so that its whole is the sum. */
const RECEIVED_MILLIGRAMS = (BigInt(GOODS.declaredMilligrams) + BigInt(GOODS.otherDeclaredMilligrams)).toString();
