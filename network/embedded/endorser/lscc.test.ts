// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { Channel } from "../channel/api.js";
import type { Identity } from "../identity/identity.js";
import type { AccessControl } from "../policy/access.js";
import { invokeLegacyLifecycle } from "./lscc.js";
import type { SystemCall } from "./system-call.js";

/** A call by an administrator, or by somebody who may nothing, on channel `trade`. */
function call(args: readonly string[], allowed = true): SystemCall {
  const access = {
    check: () => {
      if (!allowed) throw new Error("no reader");
    },
  } as unknown as AccessControl;
  return {
    channel: { channelId: "trade", msps: { satisfiesPrincipal: () => allowed } } as unknown as Channel,
    access,
    creator: { mspId: "AMSP" } as Identity,
    channelId: "trade",
    mspId: "AMSP",
    runtime: {} as SystemCall["runtime"],
    args: args.map((text) => Buffer.from(text)),
  };
}

describe("lscc, as a peer of Fabric 2.5 answers", () => {
  it.each([
    [[], "invalid number of arguments to lscc: 0"],
    [["nothing"], "invalid function to lscc: nothing"],
    [["getid", "trade"], "invalid number of arguments to lscc: 2"],
    [["getid", "trade", "cc"], "could not find chaincode with name 'cc'"],
    [["GetDeploymentSpec", "trade", "cc"], "could not find chaincode with name 'cc'"],
    [["getccdata", "trade", "cc"], "could not find chaincode with name 'cc'"],
    [["deploy", "trade"], "invalid number of arguments to lscc: 2"],
    [["deploy", "", "spec"], "invalid channel name: "],
    [["upgrade", "trade", "spec"], "Channel 'trade' has been migrated to the new lifecycle, LSCC is now read-only"],
    [["GetCollectionsConfig", "cc"], "collections config not defined for chaincode cc"],
    [["install", "spec"], "install is not implemented by the embedded network"],
  ])("%j: %s", (args, message) => {
    expect(invokeLegacyLifecycle(call(args))).toMatchObject({ status: 500, message });
  });

  it.each(["getchaincodes", "GetChaincodes", "getinstalledchaincodes", "GetInstalledChaincodes"])(
    "%s: nothing, since all was defined by the new lifecycle",
    (name) => expect(invokeLegacyLifecycle(call([name]))).toMatchObject({ status: 200, payload: Buffer.alloc(0) }),
  );

  it.each([
    [["getid", "trade", "cc"], "access denied for [getid][trade]: no reader"],
    [["getchaincodes"], "access denied for [getchaincodes][trade]: no reader"],
    [["GetCollectionsConfig", "cc"], "access denied for [GetCollectionsConfig]: no reader"],
  ])("refuses whom the channel's ACLs refuse: %j", (args, message) => {
    expect(invokeLegacyLifecycle(call(args, false))).toMatchObject({ status: 500, message });
  });

  it("leaves the peer's own packages to its administrators", () => {
    expect(invokeLegacyLifecycle(call(["getinstalledchaincodes"], false)).message).toMatch(
      /^access denied for \[getinstalledchaincodes\]: Failed verifying .* with policy \[Admins\]/,
    );
  });
});
