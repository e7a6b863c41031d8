// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readProfiles } from "@licet/gateway/adapters/files/profiles";
import { CertificateWatch, certificatesOf } from "@licet/gateway/operations/certificates";
import { createLog } from "@licet/gateway/operations/log";
import { Metrics } from "@licet/gateway/operations/metrics";
import { parseConsortium } from "@licet/network/config/consortium";
import { portsOf } from "@licet/embedded-network/description/names";
import { generateCrypto } from "@licet/network/crypto/generate";
import { writeProfiles } from "@licet/network/profiles/write-profiles";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const DAY_MS = 86_400_000;
/** Days for which user certificates, and those of authorities, are issued. */
const USER_DAYS = 1_825;
const AUTHORITY_DAYS = 3_650;
const FINGERPRINT: unknown = expect.stringMatching(/^[0-9a-f]{16}$/);

const CONSORTIUM = parseConsortium(`
name: test
channel: test
organisations:
  - { name: Org1, mspId: Org1MSP, domain: org1.example, peers: [{ name: peer0, port: 7051 }], users: [{ name: Admin, admin: true }] }
orderer: { name: Orderer, mspId: OrdererMSP, domain: orderer.example, orderers: [{ name: orderer0, port: 7050 }] }
`);

describe("the gateway's watch over certificates", () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "licet-watch-"));
  });

  afterEach(() => {
    vi.useRealTimers();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Watches certificates that were issued so many days ago. */
  async function watch(issuedBefore: number): Promise<{ metrics: Metrics; lines: object[]; stop: () => void }> {
    vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"], now: Date.now() - issuedBefore * DAY_MS });
    await generateCrypto(CONSORTIUM, directory);
    vi.setSystemTime(Date.now() + issuedBefore * DAY_MS);
    const profiles = readProfiles(writeProfiles(CONSORTIUM, directory, portsOf(CONSORTIUM)));
    const lines: object[] = [];
    const log = createLog("warn", { write: (line) => void lines.push(JSON.parse(line) as object) });
    const metrics = new Metrics();
    const certificates = new CertificateWatch(certificatesOf(profiles), metrics, log);
    return { metrics, lines, stop: () => certificates.stop() };
  }

  it("tells Prometheus when each expires, and says nothing of those that have time", async () => {
    const { metrics, lines, stop } = await watch(0);
    const values = await metrics.registry.getSingleMetric("licet_certificate_expiry_timestamp_seconds")?.get();
    const inDays = values?.values.map(({ labels, value }) => [
      labels,
      Math.round((value * 1_000 - Date.now()) / DAY_MS),
    ]);
    expect(inDays).toEqual([
      [{ msp_id: "Org1MSP", fingerprint: FINGERPRINT, kind: "identity" }, USER_DAYS],
      [{ msp_id: "Org1MSP", fingerprint: FINGERPRINT, kind: "tls-root" }, AUTHORITY_DAYS],
    ]);
    expect(lines).toEqual([]);
    stop();
  });

  it("warns each day from thirty days before, and of what has expired", async () => {
    const { lines, stop } = await watch(USER_DAYS - 20);
    expect(lines).toMatchObject([{ level: 40, mspId: "Org1MSP", kind: "identity", daysLeft: 19 }]);
    await vi.advanceTimersByTimeAsync(DAY_MS);
    expect(lines).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(20 * DAY_MS);
    expect(lines.at(-1)).toMatchObject({ level: 50, mspId: "Org1MSP", kind: "identity" });
    stop();
    const before = lines.length;
    await vi.advanceTimersByTimeAsync(DAY_MS);
    expect(lines).toHaveLength(before);
  });
});
