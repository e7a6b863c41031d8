// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { ConfigError } from "../../errors/config-error.js";
import { Authority } from "../../testing/authority.js";
import { enrolmentIdOf } from "./enrolment-id.js";

const FILE = "signcerts/cert.pem";

/** A certificate whose subject begins with a common name. */
async function certificateOf(subject: string): Promise<string> {
  const authority = await Authority.create("ca.gb.example");
  return (await authority.certify(subject)).certificate;
}

describe("the enrolment id of a person", () => {
  it.each([
    ["customs1", "customs1"],
    ["Customs Officer 7, OU=client, O=GBAuthority", "Customs Officer 7"],
    ["Ægir Þór", "Ægir Þór"],
  ])("is the common name of the certificate's subject, and not of who made it: CN=%s", async (subject, id) => {
    expect(enrolmentIdOf(await certificateOf(subject), FILE)).toBe(id);
  });

  it.each([
    ["several common names", "customs1, CN=customs2"],
    ["a common name that is empty", ""],
  ])("is wanted of a certificate with %s", async (_name, subject) => {
    const certificate = await certificateOf(subject);
    expect(() => enrolmentIdOf(certificate, FILE)).toThrow(ConfigError);
  });

  it("is wanted of a certificate", () => {
    expect(() => enrolmentIdOf("nothing of the kind", FILE)).toThrow(ConfigError);
  });
});
