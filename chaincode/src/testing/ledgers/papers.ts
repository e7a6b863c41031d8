// SPDX-License-Identifier: Apache-2.0
import { CERTIFICATE_RECORD_PAPER, CERTIFICATE_VERIFY_PAPER, hashOfText, PARTY_REGISTER } from "@licet/domain";
import { recordPaper } from "../../areas/certificate/record-paper";
import { verifyPaper } from "../../areas/certificate/verify-paper";
import { registerParty } from "../../areas/party/register";
import { GB, PEOPLE, salted } from "./people";
import { CERTIFIED_CONTENT } from "./certificates";
import type { Stage } from "./stage";

/** End user in a state that is no member. */
const END_USER = { party: "GB-EU-0007", name: "Example Telecom", country: "OM" } as const;

/** A certificate that a state which is no member gave on paper, verified by a second officer. */
export async function takePaper(stage: Stage): Promise<void> {
  const [certificate, document] = ["GB-EUC-0007", hashOfText("the scan")];
  const party = { id: END_USER.party, jurisdiction: "OM", validFrom: "2026-01-01" };
  const named = salted({ name: END_USER.name, identifiers: [], address: "Muscat", country: "OM" });
  const kinds: ["end-user"] = ["end-user"];
  await stage.act(PARTY_REGISTER, registerParty, { ...party, kinds }, PEOPLE.registrar(GB), { content: named });
  const paper = { certificate, issuingState: "OM", document, signedOn: "2026-01-02" };
  const content = salted({ ...CERTIFIED_CONTENT, consignee: END_USER, endUser: END_USER, destination: "OM" });
  await stage.act(CERTIFICATE_RECORD_PAPER, recordPaper, paper, PEOPLE.licensing, { content });
  const checked = { certificate, document, how: "issuing-authority-confirmed", validTo: "2027-06-30" } as const;
  await stage.act(CERTIFICATE_VERIFY_PAPER, verifyPaper, checked, PEOPLE.senior);
}
