// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from "node:crypto";
import type { Context } from "fabric-contract-api";
import { KeyEndorsementPolicy } from "fabric-shim";
import { IDENTITY_ATTRIBUTES, LicetError, type Membership, pseudonymOf, Role } from "@licet/domain";
import { LOCK, quorumPolicy } from "./policies";
import type { Caller, PrivateState, Quorum, WorldState } from "./transaction";

type Stub = Context["stub"];

/** Attribute in which Fabric's certificate authority names whom it enrolled. */
const ENROLMENT_ID = "hf.EnrollmentID";

/**
 * Who calls, from the X.509 identity of the proposal's creator, as far as the members' record lets the organisation's certificate
 * authority say it. Any member can put any attribute into a certificate: so the state follows from the organisation, a role counts
 * where the organisation's people may hold it, and an office must be one of the state's own.
 * @throws {LicetError} IDENTITY_UNCLEAR, OFFICE_OF_ANOTHER_STATE.
 */
export function callerOf(ctx: Context, members: Membership): Caller {
  const identity = ctx.clientIdentity;
  const mspId = identity.getMSPID();
  const role = Role.safeParse(identity.getAttributeValue(IDENTITY_ATTRIBUTES.role));
  const allowed = role.success && (members.revision === 0 || members.allows(mspId, role.data));
  return {
    mspId,
    officer: pseudonymOf(mspId, enrolmentIdOf(ctx)),
    role: allowed ? role.data : undefined,
    jurisdiction: members.stateOf(mspId),
    office: officeOf(members, mspId, identity.getAttributeValue(IDENTITY_ATTRIBUTES.office) ?? undefined),
    party: identity.getAttributeValue(IDENTITY_ATTRIBUTES.party) ?? undefined,
  };
}

/**
 * Enrolment id of the caller: the common name that the organisation's authority puts there when it enrols somebody, and the attribute
 * for it, where there is one. Whatever else a person asks to have put into a certificate makes nobody else of him.
 */
function enrolmentIdOf(ctx: Context): string {
  const certificate = new X509Certificate(Buffer.from(ctx.clientIdentity.getIDBytes()));
  const { CN: commonName } = certificate.toLegacyObject().subject as unknown as { readonly CN?: string | string[] };
  const attribute = ctx.clientIdentity.getAttributeValue(ENROLMENT_ID) ?? commonName;
  if (typeof commonName === "string" && commonName !== "" && commonName === attribute) return commonName;
  throw new LicetError(
    "IDENTITY_UNCLEAR",
    "The certificate's common name and its enrolment id are not one and the same.",
  );
}

function officeOf(members: Membership, mspId: string, office: string | undefined): string | undefined {
  if (office === undefined || members.isOfficeOf(mspId, office)) return office;
  throw new LicetError(
    "OFFICE_OF_ANOTHER_STATE",
    `Your identity names the office ${office}, which is none of ${mspId}.`,
    {
      office,
      organisation: mspId,
    },
  );
}

/** Transaction timestamp, RFC 3339 in UTC with milliseconds. */
export function transactionTime(stub: Stub): string {
  return stub.getDateTimestamp().toISOString();
}

/** The channel's world state over the shim's stub. */
export class StubWorldState implements WorldState {
  readonly #stub: Stub;

  constructor(stub: Stub) {
    this.#stub = stub;
  }

  async get(key: string): Promise<string | undefined> {
    return textOf(await this.#stub.getState(key));
  }

  async put(key: string, value: string): Promise<void> {
    await this.#stub.putState(key, Buffer.from(value, "utf8"));
  }

  async setEndorsers(key: string, organisations: readonly string[]): Promise<void> {
    const policy = new KeyEndorsementPolicy();
    policy.addOrgs("PEER", ...organisations);
    await this.#stub.setStateValidationParameter(key, policy.getPolicy());
  }

  async setQuorum(key: string, quorum: Quorum): Promise<void> {
    await this.#stub.setStateValidationParameter(key, quorumPolicy(quorum));
  }

  async lock(key: string): Promise<void> {
    await this.#stub.setStateValidationParameter(key, LOCK);
  }
}

/** What Fabric says where a peer knows that there is private data and has not received it. */
const HASH_ONLY = "private data matching public hash version is not available";

/** The implicit collections over the shim's stub. */
export class StubPrivateState implements PrivateState {
  readonly #stub: Stub;

  constructor(stub: Stub) {
    this.#stub = stub;
  }

  async get(organisation: string, key: string): Promise<string | undefined> {
    try {
      return textOf(await this.#stub.getPrivateData(implicitCollection(organisation), key));
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes(HASH_ONLY)) throw error;
      const sentence = `The peer of ${organisation} has the hash of this content and has not received the content itself.`;
      throw new LicetError("PRIVATE_DATA_MISSING", sentence, { organisation });
    }
  }

  async hash(organisation: string, key: string): Promise<string | undefined> {
    const hash = await this.#stub.getPrivateDataHash(implicitCollection(organisation), key);
    return hash.length === 0 ? undefined : Buffer.from(hash).toString("hex");
  }

  async put(organisation: string, key: string, value: string): Promise<void> {
    await this.#stub.putPrivateData(implicitCollection(organisation), key, Buffer.from(value, "utf8"));
  }

  async lock(organisation: string, key: string): Promise<void> {
    await this.#stub.setPrivateDataValidationParameter(implicitCollection(organisation), key, LOCK);
  }

  async isLocked(organisation: string, key: string): Promise<boolean> {
    const collection = implicitCollection(organisation);
    const policy = (await this.#stub.getPrivateDataValidationParameter(collection, key)) as Uint8Array | undefined;
    return policy !== undefined && Buffer.compare(policy, LOCK) === 0;
  }
}

function implicitCollection(organisation: string): string {
  return `_implicit_org_${organisation}`;
}

function textOf(bytes: Uint8Array): string | undefined {
  return bytes.length === 0 ? undefined : Buffer.from(bytes).toString("utf8");
}
