// SPDX-License-Identifier: Apache-2.0
import type { WordKey } from "../../../words/areas";
import { readKey } from "./key-store";
import { toSign, type Undertaking } from "./undertaking";
import { signWithWallet, WalletError } from "./wallet";

/** By what somebody signs: a wallet of the browser's, or the key that was made on this device. */
export type SigningMeans = "device" | "wallet";

/** There is no key of this person on this device. */
class NoKeyError extends Error {
  override readonly name = "NoKeyError";
}

interface SigningOf {
  readonly undertaking: Undertaking;
  readonly now: Date;
  readonly person: string;
  /** Opens the key on this device. */
  readonly passphrase: string;
}

/**
 * The end user's signature, as it is sent.
 * @throws {Error} where nobody signed; `unsignedWord` says it in words where somebody can mend it.
 */
export async function signatureBy(
  means: SigningMeans,
  { undertaking, now, person, passphrase }: SigningOf,
): Promise<{ readonly signature: string; readonly signedAt: string }> {
  const kept = means === "device" ? await readKey(person) : undefined;
  if (means === "device" && kept === undefined) throw new NoKeyError("There is no key here.");
  const { signedAt, typedData, digest } = await toSign(undertaking, now);
  if (kept === undefined) return { signature: await signWithWallet(typedData), signedAt };
  // Fetched by whoever signs by a key here, and by nobody else.
  const { signWithSealedKey } = await import("./sealed-key");
  return { signature: await signWithSealedKey(kept, passphrase, digest), signedAt };
}

/** Where nobody signed: the field that it concerns and why; undefined for what concerns none. */
export function unsignedWord(error: unknown): { readonly field: string; readonly key: WordKey } | undefined {
  if (error instanceof NoKeyError) return { field: "passphrase", key: "end-use.wrong.noKey" };
  if (error instanceof WalletError) return { field: "means", key: "end-use.wrong.wallet" };
  if (error instanceof Error && error.name === "WrongPassphraseError")
    return { field: "passphrase", key: "end-use.wrong.wrongPassphrase" };
  return undefined;
}
