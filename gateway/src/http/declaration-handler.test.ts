// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packageFolder } from "../config/package-folder.js";
import type { EvaluateRequest } from "../ports/ledger.js";
import { type Answer, AppUnderTest, type Person } from "../testing-http/app-under-test.js";
import { failure } from "../testing/stub-ledger.js";

const EXPORTER = "exporter1@GBAuthorityMSP";
const CUSTOMS = "customs1@GBAuthorityMSP";
const CONSIGNMENT = "GB-CN-7867523Y8OFA";

const samples = path.join(packageFolder(), "..", "test", "data", "hmrc-declarations");
const sample = (name: string): string => readFileSync(path.join(samples, name), "utf8");

let app: AppUnderTest;
beforeEach(async () => {
  app = await AppUnderTest.start();
  app.ledger.onEvaluate = answered;
  app.ledger.onSubmit = ({ arguments: [input = "{}"] }) => {
    const { consignment, ucr, allocations } = JSON.parse(input) as Record<string, unknown>;
    return { id: consignment, ucr: ucr ?? "4GB233149152777-FMSOCDIYD", status: "declared", allocations };
  };
});
afterEach(() => app.stop());

/** What the stub knows: one party with an EORI, one consignment, and a line of every licence. */
function answered({ transaction, arguments: [text = "{}"] }: EvaluateRequest): unknown {
  const input = JSON.parse(text) as Record<string, unknown>;
  if (transaction === "party:List") return { items: [{ id: "GB-EX-0001" }], bookmark: "" };
  if (transaction === "sharing:ReadPart") {
    return { content: { identifiers: [{ scheme: "eori", value: "GB417869120000" }] }, salt: "" };
  }
  if (transaction === "licence:ReadLine") {
    return { ...input, authorised: "20", reserved: "10", consumed: "0", available: "10", unit: "KGM", control: "both" };
  }
  if (transaction === "licence:Read") {
    const lines = [1, 2].map((line) => ({ line, control: "quantity", unit: "KGM", authorised: "20" }));
    return { licence: { number: input["licence"], lines } };
  }
  if (transaction === "consignment:ListByLrn") return { items: [], bookmark: "" };
  if (transaction === "consignment:Read") {
    return { id: input["consignment"], declaration: { typeCode: "EXD", lrn: "7867523Y8OFA" }, allocations: [] };
  }
  throw failure({ phase: "evaluate", message: "NOT_FOUND: There is nothing of that kind. {}" });
}

function declare(who: Person, xml: string, search = "", key = "declaration-1"): Promise<Answer> {
  const headers = { "Content-Type": "application/xml", "Idempotency-Key": key };
  return app.send(who, `/v1/declarations${search}`, { method: "POST", body: xml, headers });
}

const submittedInput = (): unknown => JSON.parse(app.ledger.submitted[0]?.arguments[0] ?? "null");

describe("a customs declaration", () => {
  it("registers a consignment, and is answered with the lines as they stand", async () => {
    const answer = await declare(EXPORTER, sample("TT_EX009a.xml"));
    expect(answer.status).toBe(201);
    expect(app.ledger.submitted).toMatchObject([{ transaction: "consignment:Register" }]);
    expect(submittedInput()).toMatchObject({ declarant: "GB-EX-0001", custodian: "GB-EX-0001", ucrPart: "DEF" });
    expect(answer.body).toMatchObject({
      result: {
        consignment: expect.stringMatching(/^GB-CN-[0-9A-F]{16}$/) as string,
        status: "declared",
        lines: [
          { licence: "GBSIEE2E350002", line: 1, balance: { reserved: "10", available: "10", unit: "KGM" } },
          { balance: { authorised: "20" } },
        ],
      },
      transaction: { block: 7 },
    });
  });

  it("finds its exporter in the register by the number declared", async () => {
    await declare(CUSTOMS, sample("TT_EX009a.xml"));
    expect(submittedInput()).toMatchObject({ declarant: "GB-EX-0001" });
  });

  it("takes from the address what it does not say", async () => {
    const search = `?consignment=${CONSIGNMENT}&custodian=CARRIERS-CR-0001&route=gbfxt,%20pkbqm&eventTime=2026-11-24T08:00:00Z`;
    await declare(EXPORTER, sample("TT_EX009a.xml"), search);
    expect(submittedInput()).toMatchObject({
      consignment: CONSIGNMENT,
      custodian: "CARRIERS-CR-0001",
      route: ["GBFXT", "PKBQM"],
      eventTime: "2026-11-24T08:00:00Z",
    });
  });

  it("amends a consignment where it is a correction", async () => {
    const answer = await declare(EXPORTER, sample("Step5_TT_EX009a_Amendment.xml"), `?consignment=${CONSIGNMENT}`);
    expect(answer.status).toBe(200);
    expect(app.ledger.submitted).toMatchObject([{ transaction: "consignment:AmendDeclaration" }]);
  });

  it("is carried out once for its key", async () => {
    const first = await declare(EXPORTER, sample("TT_EX009a.xml"));
    expect((await declare(EXPORTER, sample("TT_EX009a.xml"))).text).toBe(first.text);
    expect(app.ledger.submitted).toHaveLength(1);
  });

  it("whose answer could not be made gets it when it is sent again, and reserves nothing twice", async () => {
    app.ledger.onEvaluate = (request) => {
      if (request.transaction === "licence:ReadLine") throw failure({ phase: "evaluate", code: "UNAVAILABLE" });
      return answered(request);
    };
    expect((await declare(EXPORTER, sample("TT_EX009a.xml"))).body).toMatchObject({ code: "LEDGER_UNAVAILABLE" });
    app.ledger.onEvaluate = answered;
    expect((await declare(EXPORTER, sample("TT_EX009a.xml"))).body).toMatchObject({ result: { status: "declared" } });
    expect(app.ledger.submitted).toHaveLength(1);
  });

  it.each<[string, Person, string, string, string]>([
    ["nothing at all", EXPORTER, "", "", "DECLARATION_NOT_READABLE"],
    ["something that is no XML", EXPORTER, "{}", "", "DECLARATION_NOT_READABLE"],
    [
      "a document type definition",
      EXPORTER,
      '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
      "",
      "DECLARATION_NOT_READABLE",
    ],
    ["XML of another kind", EXPORTER, "<a/>", "", "DECLARATION_NOT_SUPPORTED"],
    ["a movement", EXPORTER, sample("TT_EX039a_EAL.xml"), "", "DECLARATION_NOT_SUPPORTED"],
    ["no licence", EXPORTER, sample("TT_EX001a.xml"), "", "DECLARATION_WITHOUT_LICENCE"],
    ["a parameter that nobody knows", EXPORTER, sample("TT_EX009a.xml"), "?colour=red", "INVALID_INPUT"],
    ["a custodian that is none", EXPORTER, sample("TT_EX009a.xml"), "?custodian=somebody", "INVALID_INPUT"],
    ["a sender who is no state's", "carrier1@CarriersMSP", sample("TT_EX009a.xml"), "", "ROLE_NOT_ALLOWED"],
    ["a correction of something unknown", EXPORTER, sample("Step5_TT_EX009a_Amendment.xml"), "", "NOT_FOUND"],
  ])("with %s is refused, and nothing is sent", async (_, who, xml, search, code) => {
    expect((await declare(who, xml, search)).body).toMatchObject({ code });
    expect(app.ledger.submitted).toEqual([]);
  });

  it("whose exporter nobody knows asks who has the goods", async () => {
    app.ledger.onEvaluate = (request) =>
      request.transaction === "party:List" ? { items: [], bookmark: "" } : answered(request);
    expect((await declare(CUSTOMS, sample("TT_EX009a.xml"))).body).toMatchObject({
      code: "DECLARATION_INCOMPLETE",
      details: { missing: ["custodian"], exporter: "GB417869120000" },
    });
    expect(app.ledger.submitted).toEqual([]);
  });
});
