// SPDX-License-Identifier: Apache-2.0
import { createHash, X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { type HSMSigner, type HSMSignerFactory, type Signer, signers } from "@hyperledger/fabric-gateway";
import { ConfigError } from "../../errors/config-error.js";
import type { Pkcs11Config } from "../../config/config.js";
import type { LedgerIdentity } from "../../ports/ledger.js";

const UNCOMPRESSED_POINT = 0x04;

/**
 * Keys in a hardware security module, reached by PKCS#11. The native package that does it, pkcs11js, is loaded when one is
 * opened and not before.
 */
export class Hsm {
  readonly #factory: HSMSignerFactory;
  readonly #signers = new Map<string, { readonly sign: Signer; readonly close: () => void }>();

  /** @param factory the module's library, loaded */
  constructor(factory: HSMSignerFactory) {
    this.#factory = factory;
  }

  /**
   * Opens the module, and a session for each identity whose key it holds.
   * @throws {ConfigError} where the library, the package, the PIN, the token or a key is missing.
   */
  static open(config: Pkcs11Config, identities: Iterable<LedgerIdentity>): Hsm {
    if (!existsSync(config.library))
      throw new ConfigError(`There is no PKCS#11 library ${config.library}: correct LICET_PKCS11_LIBRARY.`);
    const pin = readPin(config.pinFile);
    const hsm = new Hsm(load(config.library));
    try {
      for (const identity of identities) if (identity.privateKey === undefined) hsm.#add(identity, config, pin);
    } catch (error) {
      hsm.close();
      throw error;
    }
    return hsm;
  }

  /** Signs digests with the identity's key. */
  signerFor({ label }: LedgerIdentity): Signer {
    const opened = this.#signers.get(label);
    if (opened === undefined) throw new TypeError(`The hardware security module holds no key of ${label}.`);
    return opened.sign;
  }

  close(): void {
    for (const { close } of this.#signers.values()) close();
    this.#signers.clear();
    this.#factory.dispose();
  }

  #add(identity: LedgerIdentity, config: Pkcs11Config, pin: string): void {
    const keyId = identity.keyId ?? config.keyId ?? keyIdOf(identity.certificate);
    try {
      const opened = this.#factory.newSigner({ label: config.label, pin, identifier: Buffer.from(keyId, "hex") });
      this.#signers.set(identity.label, { sign: oneAfterAnother(opened), close: opened.close });
    } catch (error) {
      throw new ConfigError(explain(error, identity, config, keyId));
    }
  }
}

/** A session has one operation at a time, whoever asks. */
function oneAfterAnother({ signer }: HSMSigner): Signer {
  let last: Promise<unknown> = Promise.resolve();
  return (digest) => {
    const signature = last.then(() => signer(digest));
    last = signature.catch(() => undefined);
    return signature;
  };
}

/** Where no other is named, the key's id is what Fabric's own tools give it: SHA-256 over the public point. */
function keyIdOf(certificate: string): string {
  const { x = "", y = "" } = new X509Certificate(certificate).publicKey.export({ format: "jwk" });
  const point = [Buffer.from([UNCOMPRESSED_POINT]), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")];
  return createHash("sha256").update(Buffer.concat(point)).digest("hex");
}

function readPin(file: string): string {
  let pin: string;
  try {
    pin = readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new ConfigError(`The PIN cannot be read: ${(error as Error).message}. Correct LICET_PKCS11_PIN_FILE.`);
  }
  if (pin === "") throw new ConfigError(`${file} holds no PIN.`);
  return pin;
}

function load(library: string): HSMSignerFactory {
  try {
    return signers.newHSMSignerFactory(library);
  } catch (error) {
    const reason = (error as Error).message;
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND")
      throw new ConfigError(
        "Keys in a hardware security module need the native package pkcs11js, which is not built here. " +
          `Build it with: npm rebuild pkcs11js --ignore-scripts=false (${reason.split("\n")[0]})`,
      );
    throw new ConfigError(`The PKCS#11 library ${library} cannot be loaded: ${reason}.`);
  }
}

function explain(error: unknown, { label }: LedgerIdentity, config: Pkcs11Config, keyId: string): string {
  const reason = (error as Error).message;
  if (/CKR_PIN|pin/i.test(reason))
    return `The token ${config.label} refuses the PIN in LICET_PKCS11_PIN_FILE: ${reason}.`;
  if (/slot|label/i.test(reason)) return `There is no token ${config.label}: correct LICET_PKCS11_LABEL.`;
  return `The token ${config.label} holds no key ${keyId} (CKA_ID) for ${label}. Import it, or name another in LICET_PKCS11_KEY_ID.`;
}
