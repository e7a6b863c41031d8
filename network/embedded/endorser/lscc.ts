// SPDX-License-Identifier: Apache-2.0
import { msp } from "@hyperledger/fabric-protos";
import { messageOf } from "../protocol/errors.js";
import { failure, success, type ChaincodeResponse } from "../protocol/response.js";
import { localRefusal, type SystemCall } from "./system-call.js";

/** One function of lscc: how many arguments it takes, its own name included, whom it asks for leave, and its answer. */
interface LegacyFunction {
  readonly takes: (count: number) => boolean;
  /** What the creator may not do, as Fabric words it; undefined when it may. */
  readonly refusal: (call: SystemCall, name: string) => string | undefined;
  readonly answer: (call: SystemCall, name: string) => ChaincodeResponse;
}

const exactly =
  (wanted: number) =>
  (count: number): boolean =>
    count === wanted;
const atLeast =
  (wanted: number) =>
  (count: number): boolean =>
    count >= wanted;

const argument = ({ args }: SystemCall, at: number): string => args[at]?.toString() ?? "";

/** What the channel's ACLs say of a resource; `place` stands in the refusal behind the function's name. */
const byChannel =
  (resource: string, place: (call: SystemCall) => string) =>
  (call: SystemCall, name: string): string | undefined => {
    try {
      call.access.check(`lscc/${resource}`, call.creator);
      return undefined;
    } catch (error) {
      return `access denied for [${name}]${place(call)}: ${messageOf(error)}`;
    }
  };

function byLocalAdmins(call: SystemCall, name: string): string | undefined {
  const refusal = localRefusal(call, msp.MSPRole.MSPRoleType.ADMIN, "Admins");
  return refusal === undefined ? undefined : `access denied for [${name}]: ${refusal}`;
}

const namedChannel = (call: SystemCall): string => `[${argument(call, 1)}]`;
const ownChannel = ({ channelId }: SystemCall): string => `[${channelId}]`;

/** Nothing was ever defined by the old lifecycle, so its lists are empty and none of its chaincodes is found. */
const empty = (): ChaincodeResponse => success(Buffer.alloc(0));
const unknown = (call: SystemCall): ChaincodeResponse =>
  failure(`could not find chaincode with name '${argument(call, 2)}'`);

const lookUp = (resource: string): LegacyFunction => ({
  takes: exactly(3),
  refusal: byChannel(resource, namedChannel),
  answer: unknown,
});

const INSTALL: LegacyFunction = {
  takes: atLeast(2),
  refusal: byLocalAdmins,
  answer: (_call, name) => failure(`${name} is not implemented by the embedded network`),
};
const DEPLOY: LegacyFunction = {
  takes: atLeast(3),
  refusal: () => undefined,
  answer: (call) => {
    const channel = argument(call, 1);
    if (channel === "") return failure("invalid channel name: ");
    return failure(`Channel '${channel}' has been migrated to the new lifecycle, LSCC is now read-only`);
  },
};
const INSTANTIATED: LegacyFunction = {
  takes: exactly(1),
  refusal: byChannel("GetInstantiatedChaincodes", ownChannel),
  answer: empty,
};
const INSTALLED: LegacyFunction = { takes: exactly(1), refusal: byLocalAdmins, answer: empty };
const COLLECTIONS: LegacyFunction = {
  takes: exactly(2),
  refusal: byChannel("GetCollectionsConfig", () => ""),
  answer: (call) => failure(`collections config not defined for chaincode ${argument(call, 1)}`),
};

/** Each function has an older and a newer name. */
const FUNCTIONS: ReadonlyMap<string, LegacyFunction> = new Map([
  ["install", INSTALL],
  ["deploy", DEPLOY],
  ["upgrade", DEPLOY],
  ["getid", lookUp("ChaincodeExists")],
  ["ChaincodeExists", lookUp("ChaincodeExists")],
  ["getdepspec", lookUp("GetDeploymentSpec")],
  ["GetDeploymentSpec", lookUp("GetDeploymentSpec")],
  ["getccdata", lookUp("GetChaincodeData")],
  ["GetChaincodeData", lookUp("GetChaincodeData")],
  ["getchaincodes", INSTANTIATED],
  ["GetChaincodes", INSTANTIATED],
  ["getinstalledchaincodes", INSTALLED],
  ["GetInstalledChaincodes", INSTALLED],
  ["GetCollectionsConfig", COLLECTIONS],
  ["getcollectionsconfig", COLLECTIONS],
]);

/** lscc: the old lifecycle, as a peer of Fabric 2.5 answers for it on a channel that has the new one. */
export function invokeLegacyLifecycle(call: SystemCall): ChaincodeResponse {
  const { args } = call;
  const invalidCount = `invalid number of arguments to lscc: ${args.length}`;
  if (args.length === 0) return failure(invalidCount);
  const name = argument(call, 0);
  const found = FUNCTIONS.get(name);
  if (found === undefined) return failure(`invalid function to lscc: ${name}`);
  if (!found.takes(args.length)) return failure(invalidCount);
  const refusal = found.refusal(call, name);
  return refusal === undefined ? found.answer(call, name) : failure(refusal);
}
