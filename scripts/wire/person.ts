// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, sign, type KeyObject } from "node:crypto";
import { msp } from "@hyperledger/fabric-protos";
import { DER_SEQUENCE, writeDer, writeDerInteger } from "@licet/embedded-network/protocol/der";
import { newMessage } from "@licet/embedded-network/protocol/new-message";

const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const SCALAR_BYTES = 32;

export interface PersonOptions {
  readonly name: string;
  readonly mspId: string;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/** Somebody who can sign: an identity of an organisation with its private key. */
export class Person {
  readonly name: string;
  readonly mspId: string;
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  /** The serialised identity that goes into signature headers. */
  readonly creator: Uint8Array;
  readonly #key: KeyObject;

  constructor(options: PersonOptions) {
    this.name = options.name;
    this.mspId = options.mspId;
    this.certificatePem = options.certificatePem;
    this.privateKeyPem = options.privateKeyPem;
    this.#key = createPrivateKey(options.privateKeyPem);
    this.creator = serialisedIdentity(options.mspId, options.certificatePem);
  }

  /** Signs as Fabric asks: ECDSA over SHA-256, DER, with the smaller of the two possible values of s. */
  sign(message: Uint8Array): Uint8Array {
    const [r, s] = this.#signRaw(message);
    return derSignature(r, s > P256_ORDER / 2n ? P256_ORDER - s : s);
  }

  /** Signs with the larger value of s: valid ECDSA that Fabric must refuse. */
  signHighS(message: Uint8Array): Uint8Array {
    const [r, s] = this.#signRaw(message);
    return derSignature(r, s > P256_ORDER / 2n ? s : P256_ORDER - s);
  }

  /** This person's certificate and key under another organisation's MSP id. */
  claiming(mspId: string): Person {
    const { name, certificatePem, privateKeyPem } = this;
    return new Person({ name, mspId, certificatePem, privateKeyPem });
  }

  #signRaw(message: Uint8Array): [bigint, bigint] {
    const raw = sign("sha256", message, { key: this.#key, dsaEncoding: "ieee-p1363" });
    return [bigintOf(raw.subarray(0, SCALAR_BYTES)), bigintOf(raw.subarray(SCALAR_BYTES))];
  }
}

/** Serialises an identity from any text in place of a certificate. */
export function serialisedIdentity(mspId: string, certificatePem: string): Uint8Array {
  const identity = newMessage(msp.SerializedIdentity, { mspid: mspId, idBytes: Buffer.from(certificatePem) });
  return identity.serializeBinary();
}

function bigintOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
}

function derSignature(...numbers: readonly bigint[]): Uint8Array {
  const integers = numbers.map((number) => Buffer.from(number.toString(16).padStart(2 * SCALAR_BYTES, "0"), "hex"));
  return writeDer(DER_SEQUENCE, ...integers.map(writeDerInteger));
}
