// SPDX-License-Identifier: Apache-2.0
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { certificateKey } from "@licet/embedded-network/crypto/requested";
import { parseCertificate } from "@licet/embedded-network/identity/certificate";
import { RevocationList } from "@licet/embedded-network/identity/revocation";
import { embeddedAuthority, type RunningTestAuthority } from "./testing/authorities.js";
import { findCaProgram, missing } from "./testing/binaries.js";

const program = findCaProgram("fabric-ca-client");

describe("fabric-ca-client with the embedded network's authority", () => {
  const reason = missing(program);
  const home = mkdtempSync(join(tmpdir(), "licet-ca-client-"));
  let running: RunningTestAuthority;

  beforeAll(async () => {
    running = await embeddedAuthority.start((await claimPortBase()) + 100);
  });

  afterAll(async () => {
    await running.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const on = (title: string, test: () => Promise<void>): void =>
    it(title, async (context) => {
      if (reason !== undefined) return context.skip(reason);
      await test();
    });

  /** Runs the program as somebody, whose folder is below the test's, and gives what it says. */
  const run = async (who: string, ...args: readonly string[]): Promise<string> => {
    const common = ["--home", join(home, who), "--tls.certfiles", running.tlsRootFile];
    const { stdout, stderr } = await promisify(execFile)(program, [...args, ...common]);
    return `${stdout}\n${stderr}`;
  };
  const url = (user?: { id: string; secret: string }): string =>
    running.address.url.replace("https://", user === undefined ? "https://" : `https://${user.id}:${user.secret}@`);
  const certificateOf = (who: string): string => readFileSync(join(home, who, "msp", "signcerts", "cert.pem"), "utf8");

  on("enrols the registrar", async () => {
    await run("admin", "enroll", "-u", url(running.registrar), "--caname", "ca-org1");
    expect(parseCertificate(certificateOf("admin")).commonName).toBe("admin");
    expect(readdirSync(join(home, "admin", "msp", "cacerts"))).toHaveLength(1);
  });

  on("asks for the authority's certificates", async () => {
    await run("anybody", "getcainfo", "-u", url(), "--caname", "ca-org1");
    expect(readdirSync(join(home, "anybody", "msp", "cacerts"))).toHaveLength(1);
  });

  on("registers and enrols, with attributes and for TLS", async () => {
    const attributes = "licet.role=customs-officer:ecert,remark=none";
    const user = { id: "customs9", secret: "customs9pw" };
    const id = ["--id.name", user.id, "--id.secret", user.secret, "--id.type", "client", "--id.attrs", attributes];
    await run("admin", "register", "-u", url(), ...id);
    await run("customs9", "enroll", "-u", url(user));
    const { attributes: written, organisationalUnits } = parseCertificate(certificateOf("customs9"));
    expect([written.get("licet.role"), written.get("remark")]).toEqual(["customs-officer", undefined]);
    expect(organisationalUnits).toEqual(["client"]);
    await run(
      "customs9tls",
      "enroll",
      "-u",
      url(user),
      "--enrollment.profile",
      "tls",
      "--csr.hosts",
      "customs.example",
    );
    expect(parseCertificate(certificateOf("customs9tls")).x509.subjectAltName).toContain("customs.example");
  });

  on("re-enrols", async () => {
    const before = certificateKey(certificateOf("customs9"));
    await run("customs9", "reenroll", "-u", url());
    expect(certificateKey(certificateOf("customs9"))).not.toEqual(before);
  });

  on("lists identities", async () => {
    expect(await run("admin", "identity", "list", "-u", url())).toContain("Name: customs9, Type: client");
    expect(await run("admin", "identity", "list", "-u", url(), "--id", "customs9")).toContain("Name: customs9");
  });

  on("revokes, and writes the revocation list", async () => {
    await run("admin", "revoke", "-u", url(), "--revoke.name", "customs9", "--gencrl");
    const file = join(home, "admin", "msp", "crls", "crl.pem");
    expect(existsSync(file)).toBe(true);
    const [issuer] = readdirSync(join(home, "admin", "msp", "cacerts"));
    const authority = parseCertificate(readFileSync(join(home, "admin", "msp", "cacerts", issuer!), "utf8"));
    const revoked = parseCertificate(certificateOf("customs9"));
    expect(new RevocationList(readFileSync(file)).revokes(revoked, authority)).toBe(true);
    rmSync(file);
    await run("admin", "gencrl", "-u", url());
    expect(new RevocationList(readFileSync(file)).revokes(revoked, authority)).toBe(true);
    await expect(run("customs9", "reenroll", "-u", url())).rejects.toThrow("Authentication failure");
  });
});
