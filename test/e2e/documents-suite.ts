// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Place } from "./gateway-suite.js";
import { type Answer, GatewayUnderTest } from "./gateway-under-test.js";
import { CONTENT, issueLicence, registerExporter } from "./licence-case.js";

/** How long the projection may take on a busy machine, in milliseconds. */
const WAIT = { timeout: 120_000, interval: 500 };

const OFFICER = "licensing1@GBAuthorityMSP";
const EXPORTER = "exporter1@GBAuthorityMSP";
const FOREIGN = "customs1@AEAuthorityMSP";
const CARRIER = "carrier1@CarriersMSP";

const LICENCE = "GBSIEE2E77001";
const ABOUT = `record=licence&id=${LICENCE}&part=content`;
const FILE = "%PDF-1.7\ncontract\n%%EOF\n";
const HASH = createHash("sha256").update(FILE).digest("hex");

interface Named {
  readonly id: string;
  readonly named?: object;
}
const of = ({ body }: Answer): Named => body as Named;

/** Documents as the ledger itself says who may see them: sent before the record, named by it, shared after it. */
export function describeDocuments(place: () => Place): void {
  describe("documents", () => {
    let gateway: GatewayUnderTest;
    let document: Named;

    beforeAll(async () => {
      const { profilesFolder, home } = place();
      gateway = await GatewayUnderTest.start("fabric-gateway", profilesFolder, path.join(home, "documents"));
      await registerExporter(gateway);
    });
    afterAll(() => gateway.stop());

    const send = (user: string, about = ABOUT): Promise<Answer> =>
      gateway.send(user, `/v1/documents?${about}&kind=licence-document`, {
        body: FILE,
        contentType: "application/pdf",
      });

    it("are sent about a licence that is still to come, and then named by its content", async () => {
      const sent = await send(OFFICER);
      expect(sent.status).toBe(201);
      document = of(sent);
      expect(document.named).toBeUndefined();
      const content = { ...CONTENT, files: [{ kind: "licence-document", hash: HASH }] };
      await issueLicence(gateway, LICENCE, 10, { content });
      expect(of(await gateway.get(OFFICER, `/v1/documents/${document.id}`)).named).toEqual({
        record: "licence",
        id: LICENCE,
        part: "content",
      });
    });

    it("say by which transaction the organisation came to hold what names them, once the gateway has read that far", async () => {
      await vi.waitFor(async () => {
        const { body } = await gateway.get(OFFICER, `/v1/documents/${document.id}`);
        const { recorded } = body as { readonly recorded?: { readonly block: number; readonly transaction: string } };
        expect(recorded?.transaction).toMatch(/^[0-9a-f]{64}$/);
        const outcome = await gateway.get(OFFICER, `/v1/transactions/${recorded?.transaction ?? ""}`);
        expect(outcome.body).toMatchObject({ block: recorded?.block, validationCode: "VALID" });
      }, WAIT);
    });

    it("are read by the exporter whom the content names, and by no carrier and no other state", async () => {
      expect((await gateway.get(EXPORTER, `/v1/documents/${document.id}/content`)).text).toBe(FILE);
      for (const user of [CARRIER, FOREIGN]) {
        expect((await gateway.get(user, `/v1/documents/${document.id}/content`)).status).toBe(404);
      }
      expect((await send(CARRIER)).body).toMatchObject({ code: "NOT_DISCLOSED" });
    });

    it("go to another state once it holds the content by the ledger, and not before", async () => {
      const share = (): Promise<Answer> =>
        gateway.post(OFFICER, `/v1/documents/${document.id}/shares`, { to: "AEAuthorityMSP" });
      expect((await share()).body).toMatchObject({ code: "DOCUMENT_RECEIVER_WITHOUT_PART" });
      const ref = { kind: "licence", id: LICENCE, part: "content" };
      expect((await gateway.post(OFFICER, "/v1/shares", { ref, to: "AEAuthorityMSP" })).status).toBe(201);
      expect((await share()).status).toBe(201);
      const listed = await gateway.get(FOREIGN, `/v1/documents?${ABOUT}`);
      const [received] = (listed.body as { readonly items: readonly Named[] }).items;
      expect(received).toMatchObject({ sha256: HASH, receivedFrom: "GBAuthorityMSP" });
      expect(received?.id).not.toBe(document.id);
      expect((await gateway.get(FOREIGN, `/v1/documents/${received?.id ?? ""}/content`)).text).toBe(FILE);
    });

    it("are gone for good when an officer withdraws them, and their history is not", async () => {
      const withdrawn = await gateway.send(OFFICER, `/v1/documents/${document.id}?reason=ordered`, {
        method: "DELETE",
      });
      expect(withdrawn.status).toBe(200);
      expect((await gateway.get(EXPORTER, `/v1/documents/${document.id}/content`)).status).toBe(410);
      const log = await gateway.get(OFFICER, `/v1/document-log?document=${document.id}`);
      const acts = (log.body as { readonly items: readonly { readonly act: string }[] }).items.map(({ act }) => act);
      expect(acts.filter((act) => act !== "seen")).toEqual(["withdrawn", "shared", "read", "stored"]);
    });
  });
}
