// SPDX-License-Identifier: Apache-2.0
// @peculiar/x509 needs the polyfill to be loaded before it.
import "reflect-metadata";
import { createPrivateKey, X509Certificate } from "node:crypto";
import * as x509 from "@peculiar/x509";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { generateKeyPem, issueAuthority } from "@licet/embedded-network/crypto/certificates";
import { certificateKey } from "@licet/embedded-network/crypto/requested";
import { parseCertificate } from "@licet/embedded-network/identity/certificate";
import { RevocationList } from "@licet/embedded-network/identity/revocation";
import { embeddedAuthority, fabricAuthority, type RunningTestAuthority } from "../testing/authorities.js";
import { createToken, type CaIdentity } from "@licet/embedded-network/ca/token";
import { CaClient, type Registration } from "./ca-client.js";
import { CaTransport } from "./transport.js";

const START_MS_MAX = 60_000;
const WRONG_SECRETS_MAX = 10;
const PORT_BASE = await claimPortBase();
const AUTHORITIES = [
  { authority: embeddedAuthority, port: PORT_BASE + 100 },
  { authority: fabricAuthority, port: PORT_BASE + 110 },
];

describe.each(AUTHORITIES)("a client of $authority.name", ({ authority, port }) => {
  let running: RunningTestAuthority;
  let client: CaClient;
  let registrar: CaIdentity;
  let made = 0;

  beforeAll(async () => {
    if (authority.unavailable !== undefined) return;
    running = await authority.start(port);
    client = new CaClient(running.address);
    registrar = await client.enrol(running.registrar.id, running.registrar.secret);
  }, START_MS_MAX);

  afterAll(async () => {
    if (authority.unavailable === undefined) await running.stop();
  });

  const on = (title: string, run: () => Promise<void>): void =>
    it(title, async (context) => {
      if (authority.unavailable !== undefined) return context.skip(authority.unavailable);
      await run();
    });

  const newId = (): string => `user${++made}`;
  const register = async (rest: Partial<Registration> = {}): Promise<{ id: string; secret: string }> => {
    const id = newId();
    return { id, secret: await client.register(registrar, { id, type: "client", ...rest }) };
  };
  const enrolled = async (rest: Partial<Registration> = {}): Promise<CaIdentity & { id: string; secret: string }> => {
    const { id, secret } = await register(rest);
    return { id, secret, ...(await client.enrol(id, secret)) };
  };
  const refused = (status: number, caCode: number): object => ({ code: "NETWORK_CA_REFUSED", status, caCode });

  /** Sends what the client itself never would, and gives the status and the first error's code. */
  const raw = async (
    endpoint: string,
    body: string,
    by: CaIdentity | string | undefined,
    method: "GET" | "POST" = "POST",
  ): Promise<[number, number | undefined]> => {
    const uri = `/api/v1/${endpoint}`;
    const authorization = typeof by === "object" ? createToken(by, { method, uri, body }) : by;
    const transport = new CaTransport(new URL(running.address.url), running.address.tlsRootPem);
    const { status, text } = await transport.send({ method, uri, body, authorization });
    const answer = JSON.parse(text) as { errors: { code: number }[] };
    return [status, answer.errors[0]?.code];
  };

  on("asks for name and chain", async () => {
    const { caName, chainPem } = await client.info();
    expect(caName).toBe("ca-org1");
    expect(parseCertificate(chainPem).isAuthority).toBe(true);
  });

  on("enrols by id and secret", async () => {
    const { chainPem } = await client.info();
    const certificate = new X509Certificate(registrar.certificatePem);
    const { commonName, organisationalUnits } = parseCertificate(registrar.certificatePem);
    expect(certificate.verify(new X509Certificate(chainPem).publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(registrar.keyPem))).toBe(true);
    expect([commonName, organisationalUnits]).toEqual(["admin", ["client"]]);
    const days = (Date.parse(certificate.validTo) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(365);
  });

  on("is refused with a wrong secret and with an unknown id", async () => {
    const { id } = await register();
    await expect(client.enrol(id, "wrong")).rejects.toMatchObject(refused(401, 20));
    await expect(client.enrol("nobody", "wrong")).rejects.toMatchObject(refused(401, 20));
  });

  on("is refused by an authority of another name", async () => {
    const other = new CaClient({ ...running.address, caName: "ca-org2" });
    await expect(other.info()).rejects.toMatchObject(refused(404, 19));
    await expect(other.enrol("admin", running.registrar.secret)).rejects.toMatchObject(refused(404, 19));
    await expect(other.identities(registrar)).rejects.toMatchObject(refused(404, 19));
  });

  on("registers attributes, of which those with ecert go into certificates", async () => {
    const attributes = [
      { name: "licet.role", value: "customs-officer", ecert: true },
      { name: "licet.office", value: "GB000051", ecert: true },
      { name: "remark", value: "not for everybody" },
    ];
    const { id, certificatePem } = await enrolled({ attributes });
    expect(Object.fromEntries(parseCertificate(certificatePem).attributes)).toEqual({
      "hf.Affiliation": "",
      "hf.EnrollmentID": id,
      "hf.Type": "client",
      "licet.office": "GB000051",
      "licet.role": "customs-officer",
    });
  });

  on("enrols with the attributes it asks for", async () => {
    const { id, secret } = await register({ attributes: [{ name: "licet.role", value: "exporter" }] });
    const attributes = [{ name: "licet.role" }, { name: "licet.party", optional: true }];
    const { certificatePem } = await client.enrol(id, secret, { attributes });
    expect([...parseCertificate(certificatePem).attributes]).toEqual([["licet.role", "exporter"]]);
    const without = client.enrol(id, secret, { attributes: [{ name: "licet.party" }] });
    await expect(without).rejects.toMatchObject(refused(500, 0));
  });

  on("makes type and affiliation the organisational units", async () => {
    const { certificatePem } = await enrolled({ type: "peer", affiliation: "org1.department1" });
    const units = parseCertificate(certificatePem).organisationalUnits;
    expect([...units].sort()).toEqual(["department1", "org1", "peer"]);
  });

  on("enrols no more often than registered", async () => {
    const { id, secret } = await register({ maxEnrolments: 1 });
    await client.enrol(id, secret);
    await expect(client.enrol(id, secret)).rejects.toMatchObject(refused(401, 20));
  });

  on("takes the secret that it is given", async () => {
    const { id, secret } = await register({ secret: "correct horse battery staple" });
    expect(secret).toBe("correct horse battery staple");
    await expect(client.enrol(id, secret)).resolves.toBeDefined();
  });

  on("gets TLS certificates for hosts", async () => {
    const { id, secret } = await register({ type: "peer" });
    const hosts = ["peer0.org1.example", "127.0.0.1"];
    const { certificatePem } = await client.enrol(id, secret, { profile: "tls", hosts });
    const certificate = new X509Certificate(certificatePem);
    expect(certificate.subjectAltName).toBe("DNS:peer0.org1.example, IP Address:127.0.0.1");
    expect([...certificate.keyUsage].sort()).toEqual(["1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2"]);
  });

  on("re-enrols over the same key with another certificate", async () => {
    const before = await enrolled();
    const after = await client.reenrol(before, before.id, { keyPem: before.keyPem });
    expect(after.keyPem).toBe(before.keyPem);
    expect(certificateKey(after.certificatePem).serial).not.toBe(certificateKey(before.certificatePem).serial);
    await expect(client.reenrol(before, "admin")).rejects.toMatchObject(refused(403, 77));
  });

  on("is refused with a certificate of another authority, and with another's key", async () => {
    const keyPem = await generateKeyPem();
    const certificatePem = await issueAuthority({ commonName: "admin", organisation: "elsewhere" }, keyPem);
    await expect(client.identities({ certificatePem, keyPem })).rejects.toMatchObject(refused(401, 20));
    await expect(client.identities({ ...registrar, keyPem })).rejects.toMatchObject(refused(401, 20));
  });

  on("is refused where the signature is for another request", async () => {
    const body = JSON.stringify({ id: newId(), type: "client", caname: "ca-org1" });
    const uri = "/api/v1/register";
    const forOther = createToken(registrar, { method: "POST", uri, body: body.replace("client", "peer") });
    expect(await raw("register", body, forOther)).toEqual([401, 20]);
    expect(await raw("register", body, createToken(registrar, { method: "PUT", uri, body }))).toEqual([401, 20]);
    expect(await raw("register", body, createToken(registrar, { method: "POST", uri: `${uri}?`, body }))).toEqual([
      401, 20,
    ]);
    expect(await raw("register", body, "nonsense")).toEqual([401, 20]);
    expect(await raw("register", body, registrar)).toEqual([201, undefined]);
  });

  on("is refused what a registrar may not do", async () => {
    const { id } = await register();
    await expect(client.register(registrar, { id, type: "client" })).rejects.toMatchObject(refused(409, 74));
    await expect(register({ maxEnrolments: -2 })).rejects.toMatchObject(refused(400, 82));
    await expect(register({ affiliation: "org9" })).rejects.toMatchObject(refused(403, 71));
    const attributes = [{ name: "hf.EnrollmentID", value: "other" }];
    await expect(register({ attributes })).rejects.toMatchObject(refused(403, 71));
    await expect(register({ attributes: [{ name: "hf.Unknown", value: "1" }] })).rejects.toMatchObject(
      refused(403, 71),
    );
  });

  on("is refused what takes a registrar", async () => {
    const user = await enrolled();
    await expect(client.register(user, { id: newId(), type: "client" })).rejects.toMatchObject(refused(403, 71));
    await expect(client.revoke(user, { id: running.registrar.id })).rejects.toMatchObject(refused(403, 71));
    await expect(client.revocationList(user)).rejects.toMatchObject(refused(403, 71));
    await expect(client.identities(user)).rejects.toMatchObject(refused(403, 71));
  });

  on("registers as a registrar of limited powers", async () => {
    const limited = await enrolled({
      attributes: [
        { name: "hf.Registrar.Roles", value: "client" },
        { name: "hf.Registrar.Attributes", value: "licet.*" },
      ],
    });
    const attempt = (rest: Partial<Registration>): Promise<string> =>
      client.register(limited, { id: newId(), type: "client", ...rest });
    await expect(attempt({ attributes: [{ name: "licet.role", value: "carrier" }] })).resolves.toBeDefined();
    await expect(attempt({ attributes: [{ name: "other", value: "1" }] })).rejects.toMatchObject(refused(403, 71));
    await expect(attempt({ attributes: [{ name: "hf.Revoker", value: "true" }] })).rejects.toMatchObject(
      refused(403, 71),
    );
    await expect(attempt({ type: "peer" })).rejects.toMatchObject(refused(403, 71));
    const { id: peer } = await register({ type: "peer" });
    const seen = (await client.identities(limited)).map(({ id }) => id);
    expect([seen.includes(limited.id), seen.includes(peer)]).toEqual([true, false]);
  });

  on("hands on registrar's rights within the own", async () => {
    const roles = (value: string): { name: string; value: string }[] => [{ name: "hf.Registrar.Roles", value }];
    const delegate = (value: string): { name: string; value: string } => ({
      name: "hf.Registrar.DelegateRoles",
      value,
    });
    await expect(register({ attributes: [...roles("client,peer"), delegate("peer")] })).resolves.toBeDefined();
    await expect(register({ attributes: [...roles("client"), delegate("peer")] })).rejects.toMatchObject(
      refused(403, 71),
    );
    const names = { name: "hf.Registrar.Attributes", value: "hf.Revoker" };
    await expect(register({ attributes: [names] })).rejects.toMatchObject(refused(403, 71));
    await expect(register({ attributes: [names, { name: "hf.Revoker", value: "true" }] })).resolves.toBeDefined();
    await expect(register({ attributes: [{ name: "hf.Revoker", value: "perhaps" }] })).rejects.toMatchObject(
      refused(403, 71),
    );
  });

  on("revokes an identity: it neither enrols nor acts, and its certificates are on the list", async () => {
    const user = await enrolled();
    const again = await client.enrol(user.id, user.secret);
    const { revoked, crlPem } = await client.revoke(registrar, { id: user.id, reason: "keycompromise" });
    const keys = [user, again].map(({ certificatePem }) => certificateKey(certificatePem));
    expect([...revoked].sort(bySerial)).toEqual(keys.sort(bySerial));
    await expect(client.enrol(user.id, user.secret)).rejects.toMatchObject(refused(401, 20));
    await expect(client.reenrol(user, user.id)).rejects.toMatchObject(refused(401, 20));
    const issuer = parseCertificate((await client.info()).chainPem);
    const list = new RevocationList(Buffer.from(crlPem));
    expect(list.revokes(parseCertificate(user.certificatePem), issuer)).toBe(true);
    expect(list.revokes(parseCertificate(registrar.certificatePem), issuer)).toBe(false);
    expect(await client.revoke(registrar, { id: user.id })).toEqual({ revoked: [], crlPem: "" });
  });

  on("revokes one certificate by serial number and authority key", async () => {
    const user = await enrolled();
    const other = await client.enrol(user.id, user.secret);
    const key = certificateKey(user.certificatePem);
    expect((await client.revoke(registrar, key)).revoked).toEqual([key]);
    await expect(client.revoke(registrar, key)).rejects.toMatchObject(refused(404, 66));
    await expect(client.revoke(registrar, { serial: "abcdef", aki: key.aki })).rejects.toMatchObject(refused(404, 8));
    await expect(client.reenrol(user, user.id)).rejects.toMatchObject(refused(401, 20));
    await expect(client.reenrol(other, user.id)).resolves.toBeDefined();
    const wrongOwner = JSON.stringify({ id: "admin", ...certificateKey(other.certificatePem), caname: "ca-org1" });
    expect(await raw("revoke", wrongOwner, registrar)).toEqual([400, 9]);
  });

  on("lets everybody revoke themselves", async () => {
    const user = await enrolled();
    const key = certificateKey(user.certificatePem);
    expect((await client.revoke(user, key)).revoked).toEqual([key]);
  });

  on("is refused to revoke nobody", async () => {
    await expect(client.revoke(registrar, { id: "nobody" })).rejects.toMatchObject(refused(404, 10));
    expect(await raw("revoke", JSON.stringify({ caname: "ca-org1" }), registrar)).toEqual([400, 15]);
  });

  on("gets the revocation list, which names the authority's key", async () => {
    const user = await enrolled();
    await client.revoke(registrar, { id: user.id });
    const crlPem = await client.revocationList(registrar);
    const list = new x509.X509Crl(x509.PemConverter.decode(crlPem)[0]!);
    const serials = list.entries.map(({ serialNumber }) => serialNumber.replace(/^0+/, ""));
    expect(serials).toContain(certificateKey(user.certificatePem).serial);
    const aki = list.extensions.find((extension) => extension instanceof x509.AuthorityKeyIdentifierExtension);
    expect(aki?.keyId?.replace(/^0+/, "")).toBe(certificateKey(user.certificatePem).aki);
  });

  on("lists identities with their attributes", async () => {
    const { id } = await register({
      maxEnrolments: 3,
      attributes: [{ name: "licet.role", value: "carrier", ecert: true }],
    });
    const listed = (await client.identities(registrar)).find((identity) => identity.id === id);
    expect(listed).toMatchObject({ type: "client", affiliation: "", max_enrollments: 3 });
    expect(listed?.attrs).toContainEqual({ name: "licet.role", value: "carrier", ecert: true });
    expect(await raw(`identities/${id}?ca=ca-org1`, "", registrar, "GET")).toEqual([200, undefined]);
    expect(await raw("identities/nobody?ca=ca-org1", "", registrar, "GET")).toEqual([404, 63]);
  });

  on("is refused what is malformed", async () => {
    const basic = `Basic ${Buffer.from(`admin:${running.registrar.secret}`).toString("base64")}`;
    expect(await raw("enroll", "{}", undefined)).toEqual([401, 2]);
    expect(await raw("enroll", "{}", "Bearer x")).toEqual([401, 20]);
    expect(await raw("enroll", "", basic)).toEqual([400, 4]);
    expect(await raw("enroll", "{", basic)).toEqual([400, 5]);
    expect(await raw("enroll", JSON.stringify({ certificate_request: "none" }), basic)).toEqual([400, 31]);
    expect(await raw("enroll", "{}", basic, "GET")).toEqual([405, 1]);
    expect(await raw("register", "", registrar)).toEqual([400, 4]);
    expect(await raw("register", "[]", registrar)).toEqual([400, 5]);
    expect(await raw("register", "{}", undefined)).toEqual([401, 2]);
    expect(await raw("gencrl", "{}", undefined)).toEqual([401, 2]);
    const order = { expireafter: "2030-01-01T00:00:00Z", expirebefore: "2029-01-01T00:00:00Z" };
    expect(await raw("gencrl", JSON.stringify(order), registrar)).toEqual([400, 37]);
    const revoked = { revokedafter: "2030-01-01T00:00:00Z", revokedbefore: "2029-01-01T00:00:00Z" };
    expect(await raw("gencrl", JSON.stringify(revoked), registrar)).toEqual([400, 36]);
  });

  on("is refused profiles that are not for it", async () => {
    const { id, secret } = await register();
    const { createSigningRequest } = await import("./signing-request.js");
    const certificate_request = await createSigningRequest(id, await generateKeyPem(), []);
    const basic = `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`;
    expect(await raw("enroll", JSON.stringify({ certificate_request, profile: "ca" }), basic)).toEqual([403, 71]);
    expect(await raw("enroll", JSON.stringify({ certificate_request, profile: "other" }), basic)).toEqual([500, 0]);
    const long = "x".repeat(65);
    const secondSecret = await client.register(registrar, { id: long, type: "client" });
    await expect(client.enrol(long, secondSecret)).rejects.toMatchObject(refused(400, 80));
  });

  on("locks an identity after ten wrong secrets", async () => {
    const { id, secret } = await register();
    for (let attempt = 0; attempt < WRONG_SECRETS_MAX; attempt++)
      await expect(client.enrol(id, "wrong")).rejects.toMatchObject(refused(401, 20));
    await expect(client.enrol(id, secret)).rejects.toMatchObject(refused(401, 73));
  });

  on("says why it cannot reach a server, or understand it", async () => {
    const elsewhere = new CaClient({ ...running.address, url: "https://localhost:9" });
    await expect(elsewhere.info()).rejects.toMatchObject({ code: "NETWORK_CA_UNREACHABLE" });
    const keyPem = await generateKeyPem();
    const tlsRootPem = await issueAuthority({ commonName: "other", organisation: "elsewhere" }, keyPem);
    await expect(new CaClient({ ...running.address, tlsRootPem }).info()).rejects.toMatchObject({
      code: "NETWORK_CA_UNREACHABLE",
      message: expect.stringContaining("TLS root certificate") as string,
    });
  });
});

function bySerial(left: { readonly serial: string }, right: { readonly serial: string }): number {
  return left.serial < right.serial ? -1 : 1;
}
