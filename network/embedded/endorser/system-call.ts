// SPDX-License-Identifier: Apache-2.0
import { rolePrincipal, type MspRole } from "../policy/dsl.js";
import type { ChaincodeRuntime } from "../chaincode/runtime.js";
import type { Channel } from "../channel/api.js";
import type { Identity } from "../identity/identity.js";
import type { AccessControl } from "../policy/access.js";

/** One call of a system chaincode. */
export interface SystemCall {
  readonly channel: Channel;
  readonly access: AccessControl;
  readonly creator: Identity;
  /** The proposal's channel; empty where it has none. */
  readonly channelId: string;
  /** Organisation of the peer. */
  readonly mspId: string;
  readonly runtime: ChaincodeRuntime;
  readonly args: readonly Buffer[];
}

/** Why the creator does not have a role in the peer's own organisation; undefined when it has. */
export function localRefusal(call: SystemCall, role: MspRole, policy: string): string | undefined {
  if (call.channel.msps.satisfiesPrincipal(call.creator, rolePrincipal(call.mspId, role))) return undefined;
  const what = "Failed verifying that proposal's creator satisfies local MSP principal during channelless check policy";
  return `${what} with policy [${policy}]: [${unsatisfied(call)}]`;
}

function unsatisfied({ creator, mspId }: SystemCall): string {
  if (creator.mspId !== mspId)
    return `the identity is a member of a different MSP (expected ${mspId}, got ${creator.mspId})`;
  const missing = `The identity does not contain OU [ADMIN], MSP: [${mspId}]`;
  return `The identity is not an admin under this MSP [${mspId}]: ${missing}`;
}
