// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import path from "node:path";
import { common } from "@hyperledger/fabric-protos";
import { consignmentReference } from "@licet/gateway/application/declarations/reference";
import { FabricGatewayLedger } from "@licet/gateway/adapters/fabric-gateway/client";
import { FabricNetworkLedger } from "@licet/gateway/adapters/fabric-network/client";
import type { Ledger } from "@licet/gateway/ports/ledger";
import { readProfiles } from "@licet/gateway/adapters/files/profiles";
import type { NetworkProfiles } from "@licet/gateway/ports/network-profiles";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withoutAttributions } from "@licet/scripts/demonstration/story/declaration";
import { projectRoot } from "../checks/sources.js";
import { describeEvents } from "./events-suite.js";
import { GatewayUnderTest } from "./gateway-under-test.js";
import { issueLicence, registerExporter, reservation } from "./licence-case.js";

type Client = Ledger["client"];

const registrar = "registrar1@GBAuthorityMSP";
const customs = "customs1@GBAuthorityMSP";

/** The network that the suite runs on, and a folder for what its gateways keep. */
export interface Place {
  readonly profilesFolder: string;
  readonly home: string;
}

function sample(name: string): string {
  return readFileSync(path.join(projectRoot, "test", "data", "hmrc-declarations", name), "utf8");
}

/** Whole transactions through a gateway with each of the clients, and through two gateways at once. */
export function describeGateway(place: () => Place, clients: readonly Client[]): void {
  describe.each(clients)("the gateway over %s", (client) => describeClient(place, client));
  describe.each(clients)("the ledger port over %s", (client) => describePort(place, client));
  describe.each(clients)("events over %s", (client) => describeEvents(place, client, openLedger));
  describe("two gateways", () => describeTwo(place, clients));
}

function describeClient(place: () => Place, client: Client): void {
  /** Records of each client's run, side by side on one ledger. */
  const letter = client === "fabric-gateway" ? "S" : "T";
  let gateway: GatewayUnderTest;

  beforeAll(async () => {
    const { profilesFolder, home } = place();
    gateway = await GatewayUnderTest.start(client, profilesFolder, path.join(home, `suite-${client}`));
    await registerExporter(gateway);
  });
  afterAll(() => gateway.stop());

  const party = (id: string): object => ({
    id,
    kinds: ["consignee"],
    jurisdiction: "GB",
    validFrom: "2026-01-01",
    confidential: { content: { name: "Somebody Secret", address: "Somewhere", country: "GB" } },
  });

  describe("operations", () => {
    it("answers probes, counters, pages and its OpenAPI document without a token", async () => {
      expect((await gateway.send(undefined, "/livez", { method: "GET" })).body).toEqual({ status: "alive" });
      expect((await gateway.send(undefined, "/readyz", { method: "GET" })).body).toMatchObject({ status: "ready" });
      const metrics = await gateway.send(undefined, "/metrics", { method: "GET" });
      expect(metrics.text).toContain(`licet_ledger_call_duration_seconds_count{client="${client}",call="submit"`);
      const document = await gateway.send(undefined, "/openapi.json", { method: "GET" });
      expect(document.body).toMatchObject({ openapi: "3.1.0", info: { title: "Licet" } });
      for (const page of ["/docs/", "/docs/swagger-ui-bundle.js", "/problems", "/problems/NOT_FOUND"]) {
        expect((await gateway.send(undefined, page, { method: "GET" })).status).toBe(200);
      }
    });

    it("loads nothing from elsewhere", async () => {
      const docs = await gateway.send(undefined, "/docs/", { method: "GET" });
      expect(docs.headers.get("content-security-policy")).not.toMatch(/https?:/);
      expect(docs.text).not.toMatch(/https?:\/\//);
    });
  });

  describe("callers", () => {
    it("acts as the user whom the token names", async () => {
      const me = await gateway.get(customs, "/v1/me");
      expect(me.body).toMatchObject({ organisation: "GBAuthorityMSP", role: "customs-officer", office: "GB000051" });
    });

    it("refuses requests without a good token", async () => {
      const refused = await gateway.send(undefined, "/v1/me", { method: "GET" });
      expect(refused.status).toBe(401);
      expect(refused.headers.get("www-authenticate")).toContain("Bearer");
      expect(refused.headers.get("content-type")).toBe("application/problem+json");
      expect(refused.body).toMatchObject({ type: "/problems/UNAUTHENTICATED", code: "UNAUTHENTICATED", status: 401 });
    });

    it("passes the ledger's refusal of a role on", async () => {
      const refused = await gateway.post(customs, "/v1/parties", party(`GB-CO-${letter}90`));
      expect(refused.body).toMatchObject({ code: "ROLE_NOT_ALLOWED", status: 403, ledger: { phase: "endorse" } });
    });
  });

  describe("requests", () => {
    it("refuses addresses, methods, media types and bodies that it does not take", async () => {
      expect((await gateway.get(customs, "/v1/nothing")).body).toMatchObject({ code: "ROUTE_NOT_FOUND" });
      const method = await gateway.send(customs, "/v1/parties", { method: "DELETE" });
      expect(method.body).toMatchObject({ code: "METHOD_NOT_ALLOWED", status: 405 });
      expect(method.headers.get("allow")).toContain("POST");
      const key = { "Idempotency-Key": "a-key-of-no-use" };
      const text = await gateway.send(customs, "/v1/parties", { body: "hi", contentType: "text/plain", headers: key });
      expect(text.body).toMatchObject({ code: "UNSUPPORTED_MEDIA_TYPE", status: 415 });
      expect((await gateway.send(customs, "/v1/parties", { body: "{", headers: key })).body).toMatchObject({
        code: "MALFORMED_BODY",
      });
      const large = JSON.stringify({ id: "x".repeat(1_100_000) });
      expect((await gateway.send(customs, "/v1/parties", { body: large, headers: key })).body).toMatchObject({
        code: "BODY_TOO_LARGE",
        status: 413,
      });
    });

    it("lists the fields that are wrong and repeats no confidential value", async () => {
      const wrong = await gateway.post(registrar, "/v1/parties", {
        ...party("GB-CO-1"),
        validFrom: "yesterday",
        confidential: { content: { name: "Somebody Secret", country: "Nowhere" } },
      });
      expect(wrong.body).toMatchObject({ code: "INVALID_INPUT", details: { issues: [{ path: "validFrom" }] } });
      const confidential = await gateway.post(registrar, "/v1/parties", {
        ...party("GB-CO-1"),
        confidential: { content: { name: "Somebody Secret", country: "Nowhere" } },
      });
      expect(confidential.body).toMatchObject({ code: "INVALID_CONFIDENTIAL_INPUT", details: { part: "content" } });
      expect(confidential.text).not.toMatch(/Secret|Nowhere/);
    });
  });

  describe("writes", () => {
    it("answers with the result, the transaction, its block and its endorsers", async () => {
      const registered = await gateway.post(registrar, "/v1/parties", party(`GB-CO-${letter}01`));
      expect(registered.status).toBe(201);
      const { transaction, result } = registered.body as { transaction: { id: string; block: number }; result: object };
      expect(result).toMatchObject({ id: `GB-CO-${letter}01`, status: "active" });
      expect(transaction).toMatchObject({ endorsers: ["GBAuthorityMSP"] });
      const found = await gateway.get(registrar, `/v1/transactions/${transaction.id}`);
      expect(found.body).toEqual({ ...transaction, validationCode: "VALID" });
      const unknown = await gateway.get(registrar, `/v1/transactions/${"0a".repeat(32)}`);
      expect(unknown.body).toMatchObject({ code: "NOT_FOUND", status: 404 });
    });

    it("carries a request out once for its idempotency key", async () => {
      const address = "/v1/parties";
      const body = party(`GB-CO-${letter}02`);
      const missing = await gateway.send(registrar, address, { body: JSON.stringify(body) });
      expect(missing.body).toMatchObject({ code: "IDEMPOTENCY_KEY_MISSING", status: 400 });
      const key = `once-only-${letter}`;
      const [first, second] = await Promise.all([
        gateway.post(registrar, address, body, key),
        gateway.post(registrar, address, body, key),
      ]);
      expect([first.status, second.status].sort()).toEqual([201, 409]);
      const replayed = await gateway.post(registrar, address, body, key);
      expect(replayed.headers.get("idempotent-replayed")).toBe("true");
      expect(replayed.text).toBe(first.status === 201 ? first.text : second.text);
      const different = await gateway.post(registrar, address, party(`GB-CO-${letter}03`), key);
      expect(different.body).toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED", status: 422 });
      const other = await gateway.post(registrar, address, body);
      expect(other.body).toMatchObject({
        code: "ALREADY_RECORDED",
        status: 409,
        transactionId: (replayed.body as { transaction: { id: string } }).transaction.id,
        details: { refusal: "ALREADY_EXISTS" },
      });
    });
  });

  describe("licences", () => {
    it("are issued under four eyes, and their content stays with those concerned", async () => {
      const licence = `GBFOUR${letter}`;
      await issueLicence(gateway, licence, 100);
      const read = await gateway.get("customs1@DEAuthorityMSP", `/v1/licences/${licence}`);
      expect(read.body).toMatchObject({ usable: true, lines: [{ available: "100000000" }] });
      expect(read.text).not.toMatch(/Solent|Rifle|5A002/);
      const own = await gateway.get(customs, `/v1/parts/licence/${licence}/content`);
      expect(own.body).toMatchObject({ content: { endUse: "Switching of a telephone network" } });
      const elsewhere = await gateway.get("customs1@DEAuthorityMSP", `/v1/parts/licence/${licence}/content`);
      expect(elsewhere.body).toMatchObject({ code: "NOT_HELD" });
    });

    it("give every one of many declarations at the same time its share, and not one more", async () => {
      const licence = `GBMANY${letter}`;
      await issueLicence(gateway, licence, 10);
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          gateway.post(customs, "/v1/write-offs/reservations", reservation(licence, 1, `LRN-${letter}-${index}`)),
        ),
      );
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
      for (const refused of answers.filter(({ status }) => status !== 201)) {
        expect(refused.body).toMatchObject({ code: "LICENCE_QUANTITY_EXCEEDED", details: { shortBy: "1000000" } });
      }
      const line = await gateway.get(customs, `/v1/licences/${licence}/lines/1`);
      expect(line.body).toMatchObject({ reserved: "10000000", available: "0" });
    });
  });

  describe("customs declarations", () => {
    const post = (xml: string, key: string, more = "") =>
      gateway.send(customs, `/v1/declarations?route=GBFXT,AEJEA,PKBQM${more}`, {
        body: xml,
        contentType: "application/xml",
        headers: { "Idempotency-Key": `declaration-${key}-${letter}` },
      });
    const own = (xml: string): string =>
      xml
        .replaceAll("GBSIEE2E350002", `GBDUAL${letter}`)
        .replaceAll("GBSIEXYK3ZZZ-", `GBOTHER${letter}-`)
        .replaceAll("7867523Y8OFA", `7867523Y8OF${letter}`)
        .replaceAll("4GB233149152777-FMSOCDIYD", `4GB233149152777-FMSO${letter}`);
    const consignment = consignmentReference({
      register: "GB",
      declarant: "GB-EX-0001",
      declaredBy: "GB150454489082",
      lrn: `7867523Y8OF${letter}`,
      ucr: `4GB233149152777-FMSO${letter}`,
      part: "DEF",
    });

    it("are registered as they are, with the reservation and the balances in the answer", async () => {
      await issueLicence(gateway, `GBDUAL${letter}`, 12);
      await issueLicence(gateway, `GBOTHER${letter}`, 20);
      const registered = await post(own(sample("TT_EX009a.xml")), "original");
      expect(registered.status).toBe(201);
      expect(registered.body).toMatchObject({
        result: {
          consignment,
          lines: [
            {
              licence: `GBDUAL${letter}`,
              claimedStatus: "EE",
              balance: { reserved: "10000000", available: "2000000" },
            },
            { licence: `GBOTHER${letter}`, balance: { reserved: "5000000", available: "15000000" } },
          ],
        },
      });
      const again = await post(own(sample("TT_EX009a.xml")), "again");
      expect(again.body).toMatchObject({ status: 409 });
    });

    it("are amended by their corrections", async () => {
      const amended = await post(own(sample("Step5_TT_EX009a_Amendment.xml")), "amendment");
      expect(amended.body).toMatchObject({
        result: { consignment, lines: [{ licence: `GBDUAL${letter}`, claimedStatus: "EP" }, {}] },
      });
    });

    describe("are told apart", () => {
      const declared = { agent: "GB150454489082", lrn: "INV.2026-1 1", ucr: `5GB150454489082-A${letter}`, part: "1" };
      const variant = (changes: Partial<typeof declared>): string => {
        const { agent, lrn, ucr, part } = { ...declared, ...changes };
        return sample("TT_EX009a.xml")
          .replaceAll("GBSIEE2E350002", `GBAPARTA${letter}`)
          .replaceAll("GBSIEXYK3ZZZ-", `GBAPARTB${letter}-`)
          .replaceAll("GB150454489082", agent)
          .replaceAll("7867523Y8OFA", lrn)
          .replaceAll("4GB233149152777-FMSOCDIYD", ucr)
          .replaceAll("<ID>DEF</ID>", `<ID>${part}</ID>`);
      };

      beforeAll(async () => {
        await issueLicence(gateway, `GBAPARTA${letter}`, 100);
        await issueLicence(gateway, `GBAPARTB${letter}`, 100);
        expect((await post(variant({}), "apart")).status).toBe(201);
      });

      it.each<[string, Partial<typeof declared>, number]>([
        ["the same message", {}, 409],
        ["the same with its UCR in small letters", { ucr: declared.ucr.toLowerCase() }, 409],
        ["another consignment with the same UCR and part", { lrn: "OTHER" }, 409],
        [
          "another agent's declaration with the same local reference",
          { agent: "GB239355053000", ucr: `5GB-B${letter}` },
          201,
        ],
        ["a local reference that differs in a space", { lrn: "INV.2026-11", ucr: `5GB-C${letter}` }, 201],
        ["another part of the same UCR", { part: "2" }, 201],
      ])("%s", async (title, changes, status) => {
        const answer = await post(variant(changes), title.replaceAll(" ", "-"));
        expect({ status: answer.status, code: (answer.body as { code?: string }).code }).toEqual({
          status,
          code:
            status === 201
              ? undefined
              : (expect.stringMatching(/ALREADY_RECORDED|ALREADY_EXISTS|UCR_IN_USE/) as string),
        });
      });

      it("found by their UCR, in whichever letters", async () => {
        const found = await gateway.get(customs, `/v1/consignments?ucr=${declared.ucr.toLowerCase()}`);
        const { items } = found.body as { items: { ucr: string; ucrPart: string }[] };
        expect(items.map(({ ucr, ucrPart }) => `${ucr} ${ucrPart}`).sort()).toEqual(
          ["1", "2"].map((part) => `${declared.ucr} ${part}`),
        );
      });
    });

    it("are refused with what differs from the licence", async () => {
      const xml = withoutAttributions(own(sample("TT_EX004a.xml")));
      const refused = await post(xml, "sudan", "&custodian=GB-EX-0001");
      expect(refused.body).toMatchObject({ code: "CONSIGNMENT_MISMATCH", status: 422 });
      expect(JSON.stringify(refused.body)).toContain("SD");
    });

    it.each([
      ["a declaration without licences", "TT_EX001a.xml", "DECLARATION_WITHOUT_LICENCE"],
      ["a declaration whose earlier one is missing", "TT_EX004a.xml", "DECLARATION_NOT_ATTRIBUTED"],
      ["a movement message", "TT_EX039a_EAL.xml", "DECLARATION_NOT_SUPPORTED"],
      ["a sample that is not well-formed", "TT_EX002a.xml", "DECLARATION_NOT_READABLE"],
    ])("answer %s with the reason", async (_, name, code) => {
      expect((await post(sample(name), name)).body).toMatchObject({ code });
    });
  });
}

function describePort(place: () => Place, client: Client): void {
  it("reads blocks in order", async () => {
    const profiles = readProfiles(place().profilesFolder);
    const ledger = openLedger(client, profiles);
    const end = new AbortController();
    const numbers: bigint[] = [];
    for await (const { number, bytes } of ledger.blocks(profiles.identities.get(registrar)!, 0n, end.signal)) {
      numbers.push(number);
      expect(common.Block.deserializeBinary(bytes).getHeader()?.getNumber()).toBe(Number(number));
      if (numbers.length === 4) end.abort();
    }
    expect(numbers).toEqual([0n, 1n, 2n, 3n]);
    await ledger.close();
  });
}

function openLedger(client: Client, profiles: NetworkProfiles): Ledger {
  const options = { channelName: "licet", chaincodeName: "licet" };
  if (client === "fabric-gateway") return new FabricGatewayLedger(profiles, options);
  return new FabricNetworkLedger(profiles, { ...options, poolMax: 4 });
}

function describeTwo(place: () => Place, clients: readonly Client[]): void {
  it("let exactly one of two declarations in the same moment have the last quantity", async () => {
    const { profilesFolder, home } = place();
    const pair = [clients.at(0)!, clients.at(-1)!];
    const gateways = await Promise.all(
      pair.map((client, index) => GatewayUnderTest.start(client, profilesFolder, path.join(home, `pair-${index}`))),
    );
    try {
      const [first] = gateways;
      await issueLicence(first!, "GBLAST", 1);
      const users = [customs, "customs1@AEAuthorityMSP"];
      const answers = await Promise.all(
        gateways.map((gateway, index) =>
          gateway.post(users[index]!, "/v1/write-offs/reservations", reservation("GBLAST", 1, `LAST-${index}`)),
        ),
      );
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(answers.find(({ status }) => status !== 201)?.body).toMatchObject({
        code: "LICENCE_QUANTITY_EXCEEDED",
        details: { available: "0", shortBy: "1000000" },
      });
    } finally {
      await Promise.all(gateways.map((gateway) => gateway.stop()));
    }
  });
}
