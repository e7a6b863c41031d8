// SPDX-License-Identifier: Apache-2.0
import { expect } from "vitest";
import type { GatewayUnderTest } from "./gateway-under-test.js";

const LEGAL_BASIS = "Regulation (EU) 2021/821, Art. 12";

/** Parties of a licence and what it licenses, as a declaration of TT_EX009a's goods is covered by it. */
export const CONTENT = {
  exporter: { party: "GB-EX-0001", name: "Solent Switching Systems Ltd", country: "GB" },
  consignee: { party: "PK-EU-0001", name: "PK Rifle Ltd", country: "PK" },
  endUser: { party: "PK-EU-0001", name: "PK Rifle Ltd", country: "PK" },
  destination: "PK",
  originCountry: "GB",
  lines: [{ line: 1, description: "Routing apparatus", controlCode: "5A002", commodityCode: "85176200" }],
  endUse: "Switching of a telephone network",
  conditions: {},
};

/** Terms of a licence with one line of so many kilograms. */
function termsOf(kilograms: number): object {
  return {
    kind: { scope: "individual", activity: "export", label: "SIEL" },
    office: "GB-ECJU",
    validFrom: "2026-01-01",
    validTo: "2099-12-31",
    writeOffBy: ["AE"],
    lines: [{ line: 1, control: "quantity", unit: "KGM", authorised: `${kilograms}000000` }],
  };
}

/** Registers the exporter that licences and declarations of the suite name. */
export async function registerExporter(gateway: GatewayUnderTest): Promise<void> {
  const answer = await gateway.post("registrar1@GBAuthorityMSP", "/v1/parties", {
    id: "GB-EX-0001",
    kinds: ["exporter"],
    jurisdiction: "GB",
    validFrom: "2026-01-01",
    confidential: {
      content: {
        name: "Solent Switching Systems Ltd",
        identifiers: [{ scheme: "EORI", value: "GB417869120000" }],
        address: "12 Quay Road, Southampton",
        country: "GB",
      },
    },
  });
  expect([201, 409]).toContain(answer.status);
}

/** Who issues a licence, and what for; in the case, GB to the exporter above. */
export interface Issue {
  readonly state?: string;
  readonly content?: object;
}

/** Applies for, decides and issues a licence under four eyes. */
export async function issueLicence(
  gateway: GatewayUnderTest,
  licence: string,
  kilograms: number,
  { state = "GB", content = CONTENT }: Issue = {},
): Promise<void> {
  const application = `${state}-AP-${licence}`;
  const applicant = state === "GB" ? "exporter1@GBAuthorityMSP" : `licensing1@${state}AuthorityMSP`;
  const kind = { scope: "individual", activity: "export", label: "SIEL" };
  const applied = await gateway.post(applicant, "/v1/applications", {
    application,
    kind,
    confidential: { content },
  });
  expect(applied.body).toMatchObject({ result: { id: application } });
  const decided = await gateway.post(`licensing1@${state}AuthorityMSP`, `/v1/applications/${application}/decision`, {
    outcome: "approve",
    reason: "criteria-met",
    legalBasis: LEGAL_BASIS,
    terms: termsOf(kilograms),
  });
  expect(decided.body).toMatchObject({ result: { status: "approved" } });
  const issued = await gateway.post(`licensing2@${state}AuthorityMSP`, `/v1/applications/${application}/licence`, {
    licence,
  });
  expect(issued.body).toMatchObject({ result: { number: licence, status: "issued" } });
}

/** Asks for so many kilograms of the line to be reserved for a declaration. */
export function reservation(licence: string, kilograms: number, reference: string): object {
  const line = { licence, line: 1, item: 1, quantity: { amount: `${kilograms}000000`, unit: "KGM" } };
  return { document: { type: "LRN", reference }, office: "GB000051", lines: [line] };
}
