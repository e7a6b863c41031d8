// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { common, peer } from "@hyperledger/fabric-protos";
import { describe, expect, it } from "vitest";
import type { Channel } from "../channel/api.js";
import { type Identity, InvalidIdentityError, MspError } from "../identity/identity.js";
import { AccessControl } from "../policy/access.js";
import { checkProposal } from "./check.js";
import { completeProposal, decodeArguments, unpackProposal, type Proposal } from "./proposal.js";

interface Parts {
  type?: number;
  epoch?: number;
  nonce?: string;
  creator?: string;
  txId?: string;
  channelId?: string;
  chaincode?: string | undefined;
  signature?: string;
  transient?: boolean;
}

const NONCE = "nonce";
/** A SerializedIdentity of OrgMSP. */
const CREATOR = "\n\u0006OrgMSP";
const TX_ID = createHash("sha256").update(NONCE).update(CREATOR).digest("hex");

const PROPER = {
  type: common.HeaderType.ENDORSER_TRANSACTION,
  epoch: 0,
  nonce: NONCE,
  creator: CREATOR,
  txId: TX_ID,
  channelId: "channel",
  chaincode: "cc",
  signature: "signature",
  transient: false,
};

function build(parts: Parts = {}): Buffer {
  const { type, epoch, nonce, creator, txId, channelId, chaincode, signature, transient } = { ...PROPER, ...parts };
  const extension = new peer.ChaincodeHeaderExtension();
  if (chaincode !== undefined) extension.setChaincodeId(chaincodeId(chaincode));
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(type);
  channelHeader.setEpoch(epoch);
  channelHeader.setChannelId(channelId);
  channelHeader.setTxId(txId);
  channelHeader.setExtension$(extension.serializeBinary());
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setNonce(Buffer.from(nonce));
  signatureHeader.setCreator(Buffer.from(creator));
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(payload(transient).serializeBinary());
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposal.serializeBinary());
  signed.setSignature(Buffer.from(signature));
  return Buffer.from(signed.serializeBinary());
}

function chaincodeId(name: string): peer.ChaincodeID {
  const id = new peer.ChaincodeID();
  id.setName(name);
  return id;
}

function payload(transient: boolean): peer.ChaincodeProposalPayload {
  const input = new peer.ChaincodeInput();
  input.setArgsList([Buffer.from("fn"), Buffer.from("1")]);
  const spec = new peer.ChaincodeSpec();
  spec.setChaincodeId(chaincodeId("cc"));
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const result = new peer.ChaincodeProposalPayload();
  result.setInput(invocation.serializeBinary());
  if (transient) result.getTransientmapMap().set("secret", Buffer.from("x"));
  return result;
}

interface Circumstances {
  known?: boolean;
  revoked?: boolean;
  valid?: boolean;
  writer?: boolean;
  committed?: boolean;
  expired?: boolean;
}

function channel(options: Circumstances = {}): Channel {
  const { known = true, revoked = false, valid = true, writer = true, committed = false, expired = false } = options;
  const notAfter = new Date(Date.now() + (expired ? -1_000 : 1_000_000));
  const identity = { mspId: "OrgMSP", notAfter } as Identity;
  return {
    channelId: "channel",
    ledger: { transactionStatus: () => (committed ? { code: 0, block: 1n } : undefined) },
    msps: {
      mspIds: ["OrgMSP"],
      deserialise: () => {
        if (!known) throw new MspError("MSP is unknown");
        if (revoked) throw new InvalidIdentityError("The certificate has been revoked");
        return identity;
      },
      verify: () => valid,
    },
    policies: { aclPath: () => "/Channel/Application/Writers", policy: () => ({ evaluateIdentities: () => writer }) },
  } as unknown as Channel;
}

function read(parts?: Parts): Proposal {
  return completeProposal(unpackProposal(build(parts)));
}

function check(parts: Parts, options?: Parameters<typeof channel>[0]): Identity {
  const target = channel(options);
  return checkProposal(read(parts), target, new AccessControl(target), "OrgMSP");
}

describe("unpackProposal", () => {
  it("takes out what a peer needs, and hashes all but the transient map", () => {
    const proposal = read({ transient: true });
    expect(proposal).toMatchObject({
      channelId: "channel",
      txId: TX_ID,
      chaincode: "cc",
      invocation: { chaincode: "cc" },
    });
    expect(proposal.hasTransient).toBe(true);
    expect(decodeArguments(proposal.input).map(String)).toEqual(["fn", "1"]);
    const visible = payload(false).serializeBinary();
    expect(proposal.visiblePayload).toEqual(Buffer.from(visible));
    const hash = createHash("sha256").update(proposal.channelHeader).update(proposal.signatureHeader).update(visible);
    expect(proposal.hash).toEqual(hash.digest());
    expect(read().hash).toEqual(proposal.hash);
  });

  it("refuses a proposal that names no chaincode", () => {
    expect(() => read({ chaincode: undefined })).toThrow("ChaincodeHeaderExtension.ChaincodeId is nil");
    expect(() => read({ chaincode: "" })).toThrow("ChaincodeHeaderExtension.ChaincodeId.Name is empty");
  });

  it("says which part is no message", () => {
    const garbage = Buffer.from("garbage");
    const signed = new peer.SignedProposal();
    signed.setProposalBytes(garbage);
    expect(() => unpackProposal(Buffer.from(signed.serializeBinary()))).toThrow(
      "error unmarshalling Proposal: proto: cannot parse invalid wire-format data",
    );
  });
});

describe("checkProposal", () => {
  it("gives the creator of a proper proposal", () => {
    expect(check({}).mspId).toBe("OrgMSP");
    expect(check({ type: common.HeaderType.CONFIG }).mspId).toBe("OrgMSP");
  });

  it.each<[string, Parts, string]>([
    ["another header type", { type: 2 }, "error validating proposal: invalid header type CONFIG_UPDATE"],
    ["an unknown header type", { type: 77 }, "error validating proposal: invalid header type 77"],
    ["an epoch", { epoch: 1 }, "error validating proposal: epoch is non-zero"],
    ["no nonce", { nonce: "" }, "error validating proposal: nonce is empty"],
    ["no creator", { creator: "" }, "error validating proposal: creator is empty"],
    ["another transaction id", { txId: "abc" }, `incorrectly computed txid 'abc' -- expected '${TX_ID}'`],
    ["no signature", { signature: "" }, "error validating proposal: empty signature bytes"],
  ])("refuses %s", (_name, parts, message) => {
    expect(() => check(parts)).toThrow(message);
  });

  it("refuses identities, signatures, replays and strangers with Fabric's sentences", () => {
    expect(() => check({}, { known: false })).toThrow(
      "error validating proposal: access denied: channel [channel] creator org unknown, creator is malformed",
    );
    expect(() => check({}, { revoked: true })).toThrow("access denied: channel [channel] creator org [OrgMSP]");
    expect(() => check({}, { expired: true })).toThrow("proposal client identity expired");
    expect(() => check({}, { valid: false })).toThrow("access denied: channel [channel] creator org [OrgMSP]");
    expect(() => check({}, { committed: true })).toThrow(
      `duplicate transaction found [${TX_ID}]. Creator [${Buffer.from(CREATOR).toString("hex")}]`,
    );
    expect(() => check({}, { writer: false })).toThrow("with policy [/Channel/Application/Writers]");
  });

  it("leaves the right to call system chaincodes to those", () => {
    expect(check({ chaincode: "qscc" }, { writer: false }).mspId).toBe("OrgMSP");
  });

  it("takes a proposal without a channel from the peer's own organisation only", () => {
    expect(check({ channelId: "" }, { committed: true }).mspId).toBe("OrgMSP");
    const target = channel();
    const proposal = read({ channelId: "" });
    expect(() => checkProposal(proposal, target, new AccessControl(target), "OtherMSP")).toThrow(
      "access denied: channel [] creator org unknown, creator is malformed",
    );
  });
});
