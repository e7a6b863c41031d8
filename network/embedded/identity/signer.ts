// SPDX-License-Identifier: Apache-2.0

import { createPrivateKey, type KeyObject } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { MspError, type SigningIdentity } from "./identity.js";
import { WireWriter } from "../protocol/wire.js";
import { signEcdsa } from "./ecdsa.js";

/** Serialised msp.SerializedIdentity. */
export function serialiseIdentity(mspId: string, certificatePem: Uint8Array | string): Uint8Array {
  return new WireWriter().string(1, mspId).bytes(2, Buffer.from(certificatePem)).finish();
}

/** A signing identity from a certificate and its private key, both PEM. */
export function newSigningIdentity(
  mspId: string,
  certificatePem: Uint8Array | string,
  key: KeyObject | string,
): SigningIdentity {
  const privateKey = typeof key === "string" ? createPrivateKey(key) : key;
  return {
    mspId,
    serialised: serialiseIdentity(mspId, certificatePem),
    sign: (message) => signEcdsa(privateKey, message),
  };
}

function onlyFile(directory: string): string {
  const files = readdirSync(directory).filter((name) => !name.startsWith("."));
  const [file] = files;
  if (file === undefined)
    throw new MspError(`${directory} holds no file; generate the organisation's certificates first`);
  return readFileSync(path.join(directory, file), "utf8");
}

/** Reads the certificate and key of a node or user from its MSP folder (`signcerts`, `keystore`). */
export function loadSigningIdentity(mspId: string, mspDirectory: string): SigningIdentity {
  const certificate = onlyFile(path.join(mspDirectory, "signcerts"));
  return newSigningIdentity(mspId, certificate, onlyFile(path.join(mspDirectory, "keystore")));
}
