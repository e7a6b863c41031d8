// SPDX-License-Identifier: Apache-2.0

/** r and s of a signature, and the parity of y where it stands in a byte of its own. */
const SIGNATURE_PATTERN = /^0x([0-9a-f]{64})([0-9a-f]{64})(00|01)?$/i;

/** The highest bit of s, which a compact signature uses for the parity of y (EIP-2098). */
const PARITY_BIT = 1n << 255n;

/**
 * A secp256k1 signature as 65 bytes r, s and v with v 27 or 28, as most wallets give it. Hardware devices give v as 0 or 1, and libraries
 * give 64 bytes in which the highest bit of s stands for v (EIP-2098). Anything else is left as it is, to be refused.
 */
export function plainSignature(signature: string): string {
  const [, r, s, parity] = SIGNATURE_PATTERN.exec(signature) ?? [];
  if (r === undefined || s === undefined) return signature;
  if (parity !== undefined) return `0x${r}${s}${parity === "00" ? "1b" : "1c"}`;
  const compact = BigInt(`0x${s}`);
  const isOdd = (compact & PARITY_BIT) !== 0n;
  return `0x${r}${(compact & ~PARITY_BIT).toString(16).padStart(64, "0")}${isOdd ? "1c" : "1b"}`;
}
