// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { ConfigError } from "../../errors/config-error.js";
import { enrolmentIdOf } from "./enrolment-id.js";

describe("the enrolment id of a person", () => {
  it("is wanted of a certificate", () => {
    expect(() => enrolmentIdOf("nothing of the kind", "signcerts/cert.pem")).toThrow(ConfigError);
  });
});
