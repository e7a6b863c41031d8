// SPDX-License-Identifier: Apache-2.0
import { expect } from "vitest";
import type { GatewayUnderTest } from "../gateway-under-test.js";
import type { RowLicence, RowLine } from "./row.js";

const LEGAL_BASIS = "Regulation (EU) 2021/821, Art. 12";
const AUTHORISED = "100000000";
const CONSIGNEE = { name: "PK Rifle Ltd", country: "PK" };

/** Scope of each label. */
const SCOPES = { SIEL: "individual", OIEL: "global", OGEL: "national-general" } as const;

/** Applies for, decides and issues a licence that a row needs. */
export async function issue(gateway: GatewayUnderTest, licence: RowLicence): Promise<void> {
  const { number, label = "SIEL" } = licence;
  const application = `GB-AP-${number.replaceAll("/", "-")}`;
  const kind = { scope: SCOPES[label], activity: "export", label };
  const applied = await gateway.post("exporter1@GBAuthorityMSP", "/v1/applications", {
    application,
    kind,
    confidential: { content: contentOf(licence) },
  });
  expect(applied.body).toMatchObject({ result: { id: application } });
  const decided = await gateway.post("licensing1@GBAuthorityMSP", `/v1/applications/${application}/decision`, {
    outcome: "approve",
    reason: "criteria-met",
    legalBasis: LEGAL_BASIS,
    terms: {
      kind,
      office: "GB-ECJU",
      validFrom: "2026-01-01",
      validTo: "2099-12-31",
      lines: linesOf(licence).map(termsOf),
    },
  });
  expect(decided.body).toMatchObject({ result: { status: "approved" } });
  const issued = await gateway.post("licensing2@GBAuthorityMSP", `/v1/applications/${application}/licence`, {
    licence: number,
  });
  expect(issued.body).toMatchObject({ result: { status: "issued" } });
}

function linesOf({ lines = [{}] }: RowLicence): readonly RowLine[] {
  return lines;
}

function termsOf({ line = 1, control = "quantity", unit = "KGM", authorised = AUTHORISED }: RowLine): object {
  const isCounted = control === "quantity" || control === "both";
  return { line, control, unit, ...(isCounted ? { authorised } : {}) };
}

function contentOf(licence: RowLicence): object {
  const { consignee = CONSIGNEE, destination = consignee.country } = licence;
  const receiver = { party: "PK-EU-0001", ...consignee };
  return {
    exporter: { party: "GB-EX-0001", name: "Solent Switching Systems Ltd", country: "GB" },
    consignee: receiver,
    endUser: receiver,
    destination,
    originCountry: "GB",
    lines: linesOf(licence).map(({ line = 1, value, controlCode = "5A002", commodityCode = "85176200" }) => ({
      line,
      description: "Routing apparatus",
      controlCode,
      commodityCode,
      ...(value === undefined ? {} : { value: { amount: value, currency: "GBP" } }),
    })),
    endUse: "Switching of a telephone network",
    conditions: {},
  };
}
