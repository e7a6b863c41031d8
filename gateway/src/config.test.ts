// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "./config.js";

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
});
