// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import type { Context } from "fabric-contract-api";
import { KeyEndorsementPolicy } from "fabric-shim";
import { LicetError } from "../domain/errors/licet-error";
import { Role } from "../domain/shared/roles";
import type { Caller, KeyPrefix, PrivateState, RawPage, WorldState } from "./transaction";

type Stub = Context["stub"];

/** How many characters of the hash name an officer: 128 bits. */
const OFFICER_LENGTH = 32;

/** Who calls, from the X.509 identity of the proposal's creator. */
export function callerOf(ctx: Context): Caller {
  const identity = ctx.clientIdentity;
  const mspId = identity.getMSPID();
  const role = Role.safeParse(identity.getAttributeValue("licet.role"));
  return {
    mspId,
    officer: createHash("sha256").update(`${mspId}|${identity.getID()}`).digest("hex").slice(0, OFFICER_LENGTH),
    role: role.success ? role.data : undefined,
    jurisdiction: identity.getAttributeValue("licet.jurisdiction") ?? undefined,
    office: identity.getAttributeValue("licet.office") ?? undefined,
    party: identity.getAttributeValue("licet.party") ?? undefined,
  };
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

  async scan(prefix: KeyPrefix, max: number): Promise<readonly { key: string; value: string }[]> {
    const items: { key: string; value: string }[] = [];
    const iterator = this.#stub.getStateByPartialCompositeKey(prefix.type, [...prefix.attributes]);
    for await (const { key, value } of iterator) {
      if (items.length === max) {
        throw new LicetError("LIMIT_EXCEEDED", `There are more than ${max.toString()} ${prefix.type} records here.`, {
          max,
        });
      }
      items.push({ key, value: Buffer.from(value).toString("utf8") });
    }
    return items;
  }

  async page(prefix: KeyPrefix, pageSize: number, bookmark: string): Promise<RawPage> {
    const response = await this.#stub.getStateByPartialCompositeKeyWithPagination(
      prefix.type,
      [...prefix.attributes],
      pageSize,
      bookmark,
    );
    const items: { key: string; value: string }[] = [];
    for (let next = await response.iterator.next(); !next.done; next = await response.iterator.next()) {
      items.push({ key: next.value.key, value: Buffer.from(next.value.value).toString("utf8") });
    }
    await response.iterator.close();
    // A peer sends no metadata with a page without rows, and the shim then leaves them out, whatever its types say.
    const { metadata } = response as { readonly metadata?: { readonly bookmark: string } };
    return { items, bookmark: metadata?.bookmark ?? "" };
  }
}

/** The implicit collections over the shim's stub. */
export class StubPrivateState implements PrivateState {
  readonly #stub: Stub;

  constructor(stub: Stub) {
    this.#stub = stub;
  }

  async get(organisation: string, key: string): Promise<string | undefined> {
    return textOf(await this.#stub.getPrivateData(implicitCollection(organisation), key));
  }

  async hash(organisation: string, key: string): Promise<string | undefined> {
    const hash = await this.#stub.getPrivateDataHash(implicitCollection(organisation), key);
    return hash.length === 0 ? undefined : Buffer.from(hash).toString("hex");
  }

  async put(organisation: string, key: string, value: string): Promise<void> {
    await this.#stub.putPrivateData(implicitCollection(organisation), key, Buffer.from(value, "utf8"));
  }

  async purge(organisation: string, key: string): Promise<void> {
    await this.#stub.purgePrivateData(implicitCollection(organisation), key);
  }
}

function implicitCollection(organisation: string): string {
  return `_implicit_org_${organisation}`;
}

function textOf(bytes: Uint8Array): string | undefined {
  return bytes.length === 0 ? undefined : Buffer.from(bytes).toString("utf8");
}
