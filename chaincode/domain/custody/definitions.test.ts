// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { CUSTODY_TRANSACTIONS } from "./definitions";

const GB = "GBAuthorityMSP";
const AE = "AEAuthorityMSP";
const DE = "DEAuthorityMSP";
const CARRIERS = "CarriersMSP";

type Name = keyof typeof CUSTODY_TRANSACTIONS;

/** Whose endorsement each act needs, by who keeps the head and who calls. */
function endorsersOf(name: string, input: object, keepers: readonly string[] | undefined): readonly string[] {
  const definition = CUSTODY_TRANSACTIONS[name as Name];
  if (definition.kind !== "submit") throw new Error(`${name} is a query`);
  const given = { consignment: "GB-CN-0001", receivedBy: "AE-CR-0001", refusedBy: "AE-CR-0001", ...input };
  return definition.endorsedBy(given as never, { callerMsp: DE, ...(keepers === undefined ? {} : { keepers }) });
}

const SIGNED = { signature: `0x${"1".repeat(130)}` };

describe("who endorses an act on a custody chain", () => {
  it.each<[string, object, readonly string[]]>([
    ["custody:Propose", {}, []],
    ["custody:Propose", SIGNED, []],
    ["custody:Accept", {}, [AE]],
    ["custody:Accept", SIGNED, [AE]],
    ["custody:Handoff", {}, [AE]],
    ["custody:Refuse", {}, [DE]],
    ["custody:Refuse", SIGNED, []],
    ["custody:Cancel", {}, []],
    ["custody:Reseal", {}, [DE]],
    ["custody:ReportIncident", {}, [DE]],
    ["custody:CloseMatter", {}, [DE]],
    ["custody:DeclareError", {}, [DE]],
  ])("%s %o: the keepers and %o", (name, input, others) => {
    expect(endorsersOf(name, input, undefined)).toEqual([GB, ...others]);
    expect(endorsersOf(name, input, [GB])).toEqual([GB, ...others]);
    expect(endorsersOf(name, input, [CARRIERS, GB])).toEqual([GB, CARRIERS, ...others]);
    expect(endorsersOf(name, input, [AE, GB])).toEqual([...new Set([GB, AE, ...others])]);
    expect(endorsersOf(name, input, [DE, GB])).toEqual([...new Set([GB, DE, ...others])]);
  });

  it("asks for the keepers of the consignment's head in every act", () => {
    for (const definition of Object.values(CUSTODY_TRANSACTIONS)) {
      if (definition.kind === "evaluate") continue;
      expect(definition.custodyOf?.({ consignment: "GB-CN-0001" } as never)).toBe("GB-CN-0001");
    }
  });
});
