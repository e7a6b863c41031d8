// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { ConfigError } from "../errors/config-error.js";
import { readConfig } from "./config.js";

describe("LICET_WEBHOOK_ALLOW", () => {
  it.each([
    ["", [], []],
    ["cases.internal, 10.4.0.0/16", ["cases.internal"], ["10.4.0.0/16"]],
    ["LOCALHOST,127.0.0.1,fd12::/16", ["localhost"], ["127.0.0.1/32", "fd12::/16"]],
  ])("%j allows names %j and networks %j", (text, names, networks) => {
    expect(readConfig({ LICET_WEBHOOK_ALLOW: text }).webhookAllow).toEqual({ names, networks });
  });

  it.each([
    "10.0.0.0/33",
    "10.0.0.0/x",
    "10.0.0/8",
    "*.internal",
    "http://cases.internal",
    "a/8",
    "::/129",
    "1.2.3.4/8/8",
  ])("refuses %s", (text) => {
    expect(() => readConfig({ LICET_WEBHOOK_ALLOW: text })).toThrow(ConfigError);
  });
});
