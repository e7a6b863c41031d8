// SPDX-License-Identifier: Apache-2.0
import type { SealedKey } from "./sealed-key";

const DATABASE = "licet-keys";
const STORE = "keys";

/** The key of a person on this device; undefined where there is none. */
export async function readKey(person: string): Promise<SealedKey | undefined> {
  return inStore("readonly", (store) => store.get(person) as IDBRequest<SealedKey | undefined>);
}

/** Keeps a key of a person who has none. A key that is there is never written over: whoever has registered it still needs it. */
export async function keepKey(person: string, key: SealedKey): Promise<void> {
  await inStore("readwrite", (store) => store.add(key, person));
}

async function inStore<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    const transaction = database.transaction(STORE, mode);
    const answer = ask(transaction.objectStore(STORE));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("The browser kept nothing."));
    });
    return answer.result;
  } finally {
    database.close();
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("The browser keeps nothing."));
  });
}
