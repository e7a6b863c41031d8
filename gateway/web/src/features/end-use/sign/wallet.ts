// SPDX-License-Identifier: Apache-2.0
import type { TypedData } from "@licet/domain/shared/eip712";

/** A wallet of the browser's (EIP-1193). */
interface Wallet {
  request(call: { readonly method: string; readonly params?: readonly unknown[] }): Promise<unknown>;
}

function walletHere(): Wallet | undefined {
  const { ethereum } = globalThis as { ethereum?: Partial<Wallet> };
  return typeof ethereum?.request === "function" ? (ethereum as Wallet) : undefined;
}

/** Whether this browser has a wallet. */
export function hasWallet(): boolean {
  return walletHere() !== undefined;
}

/** The wallet did not sign: it refused, somebody closed it, or it answered what is no signature. */
export class WalletError extends Error {
  override readonly name = "WalletError";
}

/**
 * Has the wallet sign typed data, with the account that its owner chooses.
 * @throws {WalletError} where it does not.
 */
export async function signWithWallet(typedData: TypedData): Promise<string> {
  try {
    const wallet = walletHere();
    const accounts = await wallet?.request({ method: "eth_requestAccounts" });
    const account: unknown = Array.isArray(accounts) ? accounts[0] : undefined;
    if (typeof account !== "string") throw new WalletError("The wallet named no account.");
    const params = [account, JSON.stringify(typedData)];
    const signature = await wallet?.request({ method: "eth_signTypedData_v4", params });
    if (typeof signature === "string") return signature;
  } catch (cause) {
    throw new WalletError("The wallet did not sign.", { cause });
  }
  throw new WalletError("The wallet answered no signature.");
}
