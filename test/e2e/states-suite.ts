// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import {
  type CertificateContent,
  commitmentOf,
  domainFor,
  END_USER_UNDERTAKING,
  endUserUndertakingMessage,
  hashOfText,
  signingDigest,
} from "@licet/domain";
import { SigningKey, Wallet } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Place } from "./gateway-suite.js";
import { GatewayUnderTest } from "./gateway-under-test.js";
import { CONTENT, issueLicence, registerExporter } from "./licence-case.js";

const CHANNEL = "licet";
const SALT = hashOfText("a salt of the suite");
const DOCUMENT = "3f".repeat(32);

/** What every state's officers do, and what becomes of states that are none of the consortium's. */
export function describeStates(place: () => Place): void {
  let gateway: GatewayUnderTest;
  beforeAll(async () => {
    const { profilesFolder, home } = place();
    gateway = await GatewayUnderTest.start("fabric-gateway", profilesFolder, path.join(home, "states"));
    await registerExporter(gateway);
  });
  afterAll(() => gateway.stop());

  describe.each(["GB", "AE", "PK", "DE"])("%s", (state) => {
    it("issues a licence under four eyes", () => issueLicence(gateway, `${state}STATES1`, 5, { state }));

    it("certifies an end-use certificate of an end user of its own", () => certify(gateway, state));
  });

  it("takes the end user and the certificate of a state that is no member on paper, and says so", () =>
    onPaper(gateway));

  it.each([
    ["a party of a state that is no member", "/v1/parties/OM-EU-1", undefined, 404, "NOT_FOUND"],
    [
      "a party in the register of a state that is no member",
      "/v1/parties",
      party("OM-EU-1", "OM"),
      403,
      "NOT_A_MEMBER",
    ],
    [
      "a copy for an organisation that nobody knows",
      "/v1/shares",
      { ref: { kind: "party", id: "GB-EX-0001", part: "content" }, to: "NobodyMSP" },
      403,
      "NOT_A_MEMBER",
    ],
  ])("refuses %s as the client's mistake", async (_, address, body, status, code) => {
    const user = "registrar1@GBAuthorityMSP";
    const answer = await (body === undefined ? gateway.get(user, address) : gateway.post(user, address, body));
    expect(answer.body).toMatchObject({ status, code, retryable: false });
  });
}

function party(id: string, country: string): object {
  const content = { name: `Telecom of ${country}`, address: "1 Main Street", country };
  return {
    id,
    kinds: ["end-user", "consignee"],
    jurisdiction: country,
    validFrom: "2026-01-01",
    confidential: { content },
  };
}

function contentFor(endUserId: string, country: string): CertificateContent {
  const endUser = { party: endUserId, name: `Telecom of ${country}`, country };
  const quantity = { amount: "20000000", unit: "KGM" } as const;
  return {
    exporter: CONTENT.exporter,
    consignee: endUser,
    endUser,
    otherParties: [],
    destination: country,
    lines: [{ line: 1, description: "Routing apparatus", controlCode: "5A002", quantity }],
    endUse: "Switching of a telephone network",
    undertakings: [
      { code: "end-use-as-stated", given: true },
      { code: "no-re-export-without-consent", given: true },
      { code: "no-mass-destruction", given: true },
    ],
  };
}

async function certify(gateway: GatewayUnderTest, state: string): Promise<void> {
  const [registrar, certifier] = [`registrar1@${state}AuthorityMSP`, `certifier1@${state}AuthorityMSP`];
  const [endUser, certificate] = [`${state}-EU-STATES`, `${state}-EUC-STATES`];
  const key = new SigningKey(Wallet.createRandom().privateKey);
  const done = async (user: string, address: string, body: unknown): Promise<unknown> => {
    const answer = await gateway.post(user, address, body);
    expect(answer.body).toMatchObject({ result: {} });
    return (answer.body as { result: unknown }).result;
  };
  await done(registrar, "/v1/parties", party(endUser, state));
  const { address } = new Wallet(key);
  await done(registrar, `/v1/parties/${endUser}/keys`, { address, validFrom: "2026-01-01T00:00:00Z" });
  const { officer } = (await gateway.get(certifier, "/v1/me")).body as { officer: string };
  const validity = { validFrom: "2026-01-01", validTo: "2099-12-31" };
  const appointment = { register: state, officer, office: `${state}000009`, scope: ["EUC"], ...validity };
  await done(registrar, "/v1/signatories", appointment);
  const content = contentFor(endUser, state);
  const drafted = { certificate, confidential: { content }, salts: { content: SALT } };
  await done(certifier, "/v1/certificates", drafted);
  const signedAt = new Date(Date.now() - 60_000).toISOString();
  const commitment = commitmentOf({ content, salt: SALT });
  const message = endUserUndertakingMessage({ certificate, endUser, content: commitment, signedAt });
  const signature = key.sign(signingDigest(domainFor(CHANNEL), END_USER_UNDERTAKING, message)).serialized;
  const confidential = { signature: { signature, signedAt } };
  await done(certifier, `/v1/certificates/${certificate}/signature`, { confidential });
  const validTo = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const certified = await done(certifier, `/v1/certificates/${certificate}/certification`, { validTo });
  expect(certified).toMatchObject({ status: "authority-certified", issuingState: state });
}

/** GB licenses to an end user in Oman, whose certificate came by post. */
async function onPaper(gateway: GatewayUnderTest): Promise<void> {
  const [endUser, certificate, licence] = ["GB-EU-OMAN", "GB-EUC-OMAN", "GBONPAPER1"];
  const officers = { first: "licensing1@GBAuthorityMSP", second: "licensing2@GBAuthorityMSP" };
  const registered = await gateway.post("registrar1@GBAuthorityMSP", "/v1/parties", party(endUser, "OM"));
  expect(registered.body).toMatchObject({ result: { id: endUser, jurisdiction: "OM" } });
  const content = contentFor(endUser, "OM");
  const { consignee, destination } = content;
  await issueLicence(gateway, licence, 5, {
    content: { ...CONTENT, consignee, endUser: content.endUser, destination },
  });
  const today = new Date().toISOString().slice(0, 10);
  const recorded = { certificate, issuingState: "OM", document: DOCUMENT, signedOn: today, confidential: { content } };
  expect((await gateway.post(officers.first, "/v1/paper-certificates", recorded)).body).toMatchObject({
    result: { status: "draft" },
  });
  const validTo = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const verification = { how: "issuing-authority-confirmed", document: DOCUMENT, validTo };
  const address = `/v1/paper-certificates/${certificate}/verification`;
  expect((await gateway.post(officers.first, address, verification)).body).toMatchObject({
    code: "FOUR_EYES_REQUIRED",
  });
  expect((await gateway.post(officers.second, address, verification)).status).toBe(200);
  const bound = await gateway.post(officers.first, `/v1/certificates/${certificate}/binding`, { licence });
  expect(bound.body).toMatchObject({
    result: { status: "bound", issuingState: "OM", boundTo: licence, evidence: { form: "paper" } },
  });
}
