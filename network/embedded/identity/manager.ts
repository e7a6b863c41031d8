// SPDX-License-Identifier: Apache-2.0

import { msp } from "@hyperledger/fabric-protos";
import { type Identity, MspError, type MspManager } from "./identity.js";
import { bytes, codec, string } from "../protocol/message.js";
import { verifyEcdsa } from "./ecdsa.js";
import { OrganisationMsp, type MspIdentity } from "./msp.js";
import { compilePrincipal } from "./principal.js";

/** The members of the channel: finds out who signed, and whether they did. */
export class ChannelMspManager implements MspManager {
  readonly #msps: ReadonlyMap<string, OrganisationMsp>;
  readonly #cacheSize: number;
  /** Identities by their serialised bytes, least recently used first. */
  readonly #cache = new Map<string, MspIdentity>();

  constructor(configs: readonly msp.FabricMSPConfig[], cacheSize: number) {
    this.#msps = new Map(configs.map((config) => [config.getName(), new OrganisationMsp(config)]));
    this.#cacheSize = cacheSize;
  }

  get mspIds(): readonly string[] {
    return [...this.#msps.keys()];
  }

  config(mspId: string): msp.FabricMSPConfig | undefined {
    return this.#msps.get(mspId)?.config;
  }

  revoke(mspId: string, ...lists: readonly Uint8Array[]): void {
    this.#msps.get(mspId)?.setRevocationLists(lists);
    this.#cache.clear();
  }

  deserialise(identity: Uint8Array): MspIdentity {
    const key = Buffer.from(identity.buffer, identity.byteOffset, identity.length).toString("latin1");
    const cached = this.#cache.get(key);
    if (cached !== undefined) {
      this.#cache.delete(key);
      this.#cache.set(key, cached);
      return cached;
    }
    const parsed = this.#parse(identity);
    this.#cache.set(key, parsed);
    if (this.#cache.size > this.#cacheSize) {
      const [oldest] = this.#cache.keys();
      if (oldest !== undefined) this.#cache.delete(oldest);
    }
    return parsed;
  }

  verify(identity: Identity, message: Uint8Array, signature: Uint8Array): boolean {
    return verifyEcdsa((identity as MspIdentity).certificate.publicKey, message, signature);
  }

  satisfiesPrincipal(identity: Identity, principal: msp.MSPPrincipal): boolean {
    return compilePrincipal(principal)(identity as MspIdentity);
  }

  #parse(serialised: Uint8Array): MspIdentity {
    const { mspId, pem } = readIdentity(serialised);
    const organisation = this.#msps.get(mspId);
    if (organisation === undefined) throw new MspError(`MSP ${mspId} is unknown`);
    // A copy, so that the cache does not hold on to the envelope the bytes are a part of.
    return organisation.identity(Uint8Array.from(serialised), pem);
  }
}

const decodeIdentity = codec({ mspId: string(1), pem: bytes(2) });

function readIdentity(serialised: Uint8Array): { readonly mspId: string; readonly pem: Uint8Array } {
  try {
    return decodeIdentity(serialised);
  } catch {
    throw new MspError("could not deserialize a SerializedIdentity");
  }
}
