// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, it, vi } from "vitest";
import type { NetworkProfiles } from "../ports/network-profiles.js";
import { CertificateWatch, certificatesOf } from "./certificates.js";
import { createLog } from "./log.js";
import { Metrics } from "./metrics.js";

/** Of CN=Jane Exporter, who has not renewed it in time. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBhjCCASugAwIBAgIUePLadmJ9c+T5jFq5UElV+BVH8/gwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNSmFuZSBFeHBvcnRlcjAeFw0yNjExMjYxOTI0MzVaFw0zNjEx
MjMxOTI0MzVaMBgxFjAUBgNVBAMMDUphbmUgRXhwb3J0ZXIwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAASBtLva55jeQJlHnFTPuNuZ+6Hj4HPaRx+e26XKrCL2+3lk
sbTkXWlksJTIVAEmF96fMcXaPBcjiQCxsLy0SaMAo1MwUTAdBgNVHQ4EFgQUGjyD
UxBP9nWrBUrakPHwv2AZHb8wHwYDVR0jBBgwFoAUGjyDUxBP9nWrBUrakPHwv2AZ
Hb8wDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAmGjTW8UDucRa
fvr4wNZfd/PzcaMm7OQg3bXu1nINLjACIQCIn788/l5Y2d7h3VJkI261YMh+Lxja
3NvArQmzFrLotA==
-----END CERTIFICATE-----
`;

afterEach(() => {
  vi.useRealTimers();
});

describe("the watch over certificates", () => {
  it("names nobody, neither in metrics nor in the log", async () => {
    const profiles = {
      identities: new Map([
        ["jane@AMSP", { label: "jane@AMSP", name: "jane", mspId: "AMSP", certificate: CERTIFICATE }],
      ]),
      organisations: new Map([["AMSP", { mspId: "AMSP", endpoint: { tlsRootCertificate: CERTIFICATE } }]]),
    } as unknown as NetworkProfiles;
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2040-01-01T00:00:00Z") });
    const lines: string[] = [];
    const metrics = new Metrics();
    const log = createLog("debug", { write: (line) => void lines.push(line) });
    new CertificateWatch(certificatesOf(profiles), metrics, log).stop();
    const text = await metrics.registry.metrics();
    for (const kind of ["identity", "tls-root"])
      expect(text).toContain(
        `licet_certificate_expiry_timestamp_seconds{msp_id="AMSP",fingerprint="5f2474c3903d99b8",kind="${kind}"} `,
      );
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? "{}")).toMatchObject({
      level: 50,
      mspId: "AMSP",
      fingerprint: "5f2474c3903d99b8",
    });
    expect(text + lines.join()).not.toMatch(/jane|exporter/i);
  });
});
