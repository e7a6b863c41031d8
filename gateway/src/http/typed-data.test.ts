// SPDX-License-Identifier: Apache-2.0
import { CUSTODY_RELEASE, custodyReleaseMessage, domainFor, signingDigest } from "@licet/domain";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Answer, AppUnderTest } from "../testing-http/app-under-test.js";

const TERMS = {
  consignment: "GB-CN-0001",
  transfer: 1,
  releasedBy: "GB-EX-0001",
  receivedBy: "CARRIERS-CR-0001",
  place: "GBFXT",
  eventTime: "2026-11-23T10:00:00Z",
  sealState: "intact",
} as const;

let app: AppUnderTest;
beforeEach(async () => {
  app = await AppUnderTest.start();
});
afterEach(() => app.stop());

function ask(act: string, body: object): Promise<Answer> {
  const headers = { "Content-Type": "application/json" };
  return app.send("exporter1@GBAuthorityMSP", `/v1/typed-data/${act}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers,
  });
}

describe("typed data for a wallet", () => {
  it("is what the ledger will check, bound to the channel, with the domain's type", async () => {
    const { status, body } = await ask("custody-release", TERMS);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      typedData: {
        domain: domainFor("licet"),
        types: { EIP712Domain: [{ name: "name" }, { name: "version" }, { name: "salt", type: "bytes32" }] },
        primaryType: "CustodyRelease",
        message: { transfer: "1", place: "GBFXT", notifiedParty: "" },
      },
      digest: signingDigest(domainFor("licet"), CUSTODY_RELEASE, custodyReleaseMessage(TERMS)),
    });
    expect(app.ledger.submitted).toEqual([]);
  });

  it.each([
    ["an act that nobody signs", "licence-issue", TERMS, "NOT_FOUND"],
    ["a name that every object has", "constructor", TERMS, "NOT_FOUND"],
    ["fields that are not valid", "custody-release", { ...TERMS, place: "somewhere" }, "INVALID_INPUT"],
  ])("is refused for %s", async (_, act, body, code) => {
    expect((await ask(act, body)).body).toMatchObject({ code });
  });
});
