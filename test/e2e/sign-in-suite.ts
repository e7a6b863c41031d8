// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import path from "node:path";
import { thumbprintOf } from "@licet/gateway/http/auth/client-certificates";
import { Authority, type Certified } from "@licet/gateway/testing/authority";
import { Browser } from "@licet/gateway/testing/browser";
import { CLIENT_ID, CLIENT_SECRET, ProviderUnderTest } from "@licet/gateway/testing/provider-under-test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Place } from "./gateway-suite.js";
import { GatewayUnderTest } from "./gateway-under-test.js";

const CLIENT = "fabric-gateway";
const PERSON = "customs1@GBAuthorityMSP";

interface Identity {
  readonly name: string;
  readonly mspId: string;
  readonly certificatePath: string;
  readonly keyPath: string;
}

/** People who sign in at a provider and systems that show certificates, through started gateways. */
export function describeSignIn(place: () => Place): void {
  const folderOf = (name: string): string => {
    const folder = path.join(place().home, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  };
  const write = (folder: string, name: string, text: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  describe("people who sign in at a provider", () => {
    let provider: ProviderUnderTest;
    beforeAll(async () => {
      provider = await ProviderUnderTest.start();
    });
    afterAll(() => provider.stop());

    const settings = (folder: string, enrolments: readonly string[] = [PERSON]): Record<string, string> => ({
      LICET_OIDC_ISSUER: provider.issuer,
      LICET_OIDC_CLIENT_ID: CLIENT_ID,
      LICET_OIDC_CLIENT_SECRET_FILE: write(folder, "secret", `${CLIENT_SECRET}\n`),
      LICET_OIDC_SUBJECTS: write(
        folder,
        "subjects.json",
        JSON.stringify(enrolments.map((enrolment) => ({ issuer: provider.issuer, subject: "a-subject", enrolment }))),
      ),
    });
    const start = (folder: string, more: Record<string, string>): Promise<GatewayUnderTest> =>
      GatewayUnderTest.start(CLIENT, place().profilesFolder, folder, more);

    it("act on the ledger as their own enrolment, also after the gateway was started anew", async () => {
      const folder = folderOf("sign-in");
      const browser = new Browser();
      const first = await start(folder, settings(folder));
      await provider.sendBackTo(first.url);
      const page = await browser.open(`${first.url}/auth/sign-in?return=/problems`);
      expect([page.status, page.url.pathname]).toEqual([200, "/problems"]);
      const me = await browser.send(`${first.url}/v1/me`);
      expect(JSON.parse(me.text)).toMatchObject({ organisation: "GBAuthorityMSP", role: "customs-officer" });
      await first.stop();

      const second = await start(folder, settings(folder));
      const who = await browser.send(`${second.url}/v1/session`);
      expect(JSON.parse(who.text)).toMatchObject({ person: PERSON, session: { means: "provider" } });
      const forged = { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } };
      expect((await browser.send(`${second.url}/v1/parties`, forged)).status).toBe(403);
      await second.stop();
    });

    it("are not let in where the table gives their subject two enrolments", async () => {
      const folder = folderOf("sign-in-twice");
      const two = settings(folder, [PERSON, "registrar1@GBAuthorityMSP"]);
      await expect(start(folder, two)).rejects.toThrow(/table of subjects.*\n.*row 2/);
    });
  });

  it("the demonstration is refused on profiles that are not the embedded network's", async () => {
    // Beside the profiles, because what they list lies where it lies from there.
    const folder = path.join(path.dirname(place().profilesFolder), "real-profiles");
    cpSync(place().profilesFolder, folder, { recursive: true });
    const [name = ""] = readdirSync(folder).filter((file) => file.startsWith("connection-"));
    const profile = JSON.parse(readFileSync(path.join(folder, name), "utf8")) as Record<string, unknown>;
    expect(profile["x-network"]).toBe("embedded");
    write(folder, name, JSON.stringify({ ...profile, "x-network": undefined }));
    const started = GatewayUnderTest.start(CLIENT, folder, folderOf("real-gateway"), { LICET_DEMONSTRATION: "on" });
    await expect(started).rejects.toThrow(/LICET_DEMONSTRATION/);
  });

  describe("systems that show a certificate", () => {
    let gateway: GatewayUnderTest;
    let authority: Authority;
    let enrolled: Certified;
    let stranger: Certified;

    beforeAll(async () => {
      const { profilesFolder } = place();
      const identities = JSON.parse(
        readFileSync(path.join(profilesFolder, "identities.json"), "utf8"),
      ) as readonly Identity[];
      const own = identities.find(({ name, mspId }) => `${name}@${mspId}` === PERSON);
      const read = (file = ""): string => readFileSync(path.resolve(profilesFolder, file), "utf8");
      enrolled = { certificate: read(own?.certificatePath), key: read(own?.keyPath) };
      const msp = path.dirname(path.dirname(path.resolve(profilesFolder, own?.certificatePath ?? "")));
      const [ca = ""] = readdirSync(path.join(msp, "cacerts"));
      authority = await Authority.create("servers");
      const server = await authority.certify("gateway");
      stranger = await authority.certify("stranger");
      const folder = folderOf("tls");
      gateway = await GatewayUnderTest.start(CLIENT, profilesFolder, folder, {
        LICET_TLS_CERTIFICATE: write(folder, "server.pem", server.certificate),
        LICET_TLS_KEY: write(folder, "server.key", server.key),
        LICET_TLS_CLIENT_CA: path.join(msp, "cacerts", ca),
      });
    });
    afterAll(() => gateway.stop());

    const ask = (shown?: Certified, token?: string): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
        const material = shown === undefined ? {} : { cert: shown.certificate, key: shown.key };
        const options = { ca: authority.certificate, headers, ...material, agent: false };
        request(`${gateway.url}/v1/me`, options, (answer) => {
          let text = "";
          answer.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
          answer.on("end", () => resolve(JSON.parse(text)));
        })
          .on("error", reject)
          .end();
      });

    it("act as the enrolment that it is the certificate of", async () => {
      expect(gateway.url).toMatch(/^https:/);
      expect(await ask(enrolled)).toMatchObject({ organisation: "GBAuthorityMSP", role: "customs-officer" });
      expect(await ask()).toMatchObject({ code: "UNAUTHENTICATED" });
      expect(await ask(stranger)).toMatchObject({ code: "CLIENT_CERTIFICATE_REFUSED" });
    });

    it("use a token that is bound to it, and nobody else does", async () => {
      const token = await gateway.tokenFor("registrar1@GBAuthorityMSP", thumbprintOf(enrolled.certificate));
      expect(await ask(enrolled, token)).toMatchObject({ role: "registrar" });
      expect(await ask(undefined, token)).toMatchObject({ code: "CLIENT_CERTIFICATE_REFUSED" });
    });
  });
}
