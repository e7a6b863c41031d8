// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError } from "../errors/config-error.js";
import { readConfig } from "./config.js";

describe("readConfig", () => {
  it("has a default for everything", () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      port: 8080,
      host: "127.0.0.1",
      ledgerClient: "fabric-gateway",
      channelName: "licet",
      chaincodeName: "licet",
    });
    expect(config.profilesFolder.endsWith(path.join(".licet", "embedded", "profiles"))).toBe(true);
    expect(config.tokenKeyFile).toBe(path.join(config.homeFolder, "token-key.pem"));
  });

  it("keeps its own files under LICET_HOME", () => {
    const config = readConfig({ LICET_HOME: "/tmp/elsewhere", PORT: "0" });
    expect(config.homeFolder).toBe("/tmp/elsewhere/gateway");
    expect(config.profilesFolder).toBe("/tmp/elsewhere/embedded/profiles");
  });

  it("names every setting that is wrong", () => {
    expect(() => readConfig({ PORT: "many", LEDGER_CLIENT: "carrier-pigeon" })).toThrow(/PORT: .*\n.*LEDGER_CLIENT: /);
  });

  it("refuses a setting with its prefix that it does not know", () => {
    expect(() => readConfig({ LICET_PROFILE: "profiles" })).toThrow(ConfigError);
    expect(() => readConfig({ LICET_PROFILE: "profiles" })).toThrow(/LICET_PROFILE.*LICET_PROFILES/s);
  });

  it("takes a hardware security module's settings together", () => {
    const settings = {
      LICET_PKCS11_LIBRARY: "/lib/p11.so",
      LICET_PKCS11_LABEL: "token",
      LICET_PKCS11_PIN_FILE: "/run/pin",
    };
    expect(readConfig(settings).pkcs11).toEqual({ library: "/lib/p11.so", label: "token", pinFile: "/run/pin" });
    expect(readConfig({}).pkcs11).toBeUndefined();
    expect(() => readConfig({ LICET_PKCS11_LIBRARY: "/lib/p11.so" })).toThrow(/LICET_PKCS11_PIN_FILE/);
    expect(() => readConfig({ ...settings, LICET_PKCS11_KEY_ID: "key" })).toThrow(/CKA_ID/);
    expect(readConfig({ LICET_CA_SECRET: "none of its business" }).pkcs11).toBeUndefined();
  });

  it("takes the database's password from a file, so that no variable holds it", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "licet-database-"));
    const file = path.join(folder, "password");
    writeFileSync(file, "p@ss/w:rd %\n");
    const url = "postgres://licet@db.example:5432/licet";
    const given = { LICET_DATABASE_PASSWORD_FILE: file };
    expect(readConfig({}).databaseUrl).toBeUndefined();
    expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
    const whole = new URL(readConfig({ DATABASE_URL: url, ...given }).databaseUrl ?? "");
    expect([whole.username, decodeURIComponent(whole.password), whole.host]).toEqual([
      "licet",
      "p@ss/w:rd %",
      "db.example:5432",
    ]);
    expect(() => readConfig(given)).toThrow(/needs a DATABASE_URL/);
    expect(() => readConfig({ DATABASE_URL: "postgres://licet:x@db/licet", ...given })).toThrow(/not both/);
    expect(() => readConfig({ DATABASE_URL: "postgres://db/licet", ...given })).toThrow(/needs a user/);
    expect(() => readConfig({ DATABASE_URL: "postgres://licet@/licet", ...given })).toThrow(/needs a host/);
    for (const wrong of ["mysql://db/licet", "licet"])
      expect(() => readConfig({ DATABASE_URL: wrong })).toThrow(/DATABASE_URL/);
    rmSync(folder, { recursive: true });
  });

  it("takes the token for metrics from the environment or from a file", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "licet-metrics-"));
    const file = path.join(folder, "token");
    writeFileSync(file, "a-token-for-prometheus\n");
    expect(readConfig({}).metricsToken).toBeUndefined();
    expect(readConfig({ LICET_METRICS_TOKEN: "a-token-for-prometheus" }).metricsToken).toBe("a-token-for-prometheus");
    expect(readConfig({ LICET_METRICS_TOKEN_FILE: file }).metricsToken).toBe("a-token-for-prometheus");
    expect(() => readConfig({ LICET_METRICS_TOKEN: "short" })).toThrow(/LICET_METRICS_TOKEN/);
    expect(() => readConfig({ LICET_METRICS_TOKEN: "x".repeat(16), LICET_METRICS_TOKEN_FILE: file })).toThrow(
      /not both/,
    );
    expect(() => readConfig({ LICET_METRICS_TOKEN_FILE: path.join(folder, "none") })).toThrow(/does not exist/);
    writeFileSync(file, "\n");
    expect(() => readConfig({ LICET_METRICS_TOKEN_FILE: file })).toThrow(/less than 16/);
    rmSync(folder, { recursive: true });
  });
});
