// SPDX-License-Identifier: Apache-2.0
import type { ExecutionContext } from "./context.js";

/** How the names of organisations' own collections begin. */
const IMPLICIT_PREFIX = "_implicit_org_";

/**
 * Refuses a read of private data that the collection's `memberOnlyRead` keeps from the transaction's creator.
 *
 * @throws {Error} with Fabric's sentence, also where the collection does not exist or the chaincode is in its Init.
 */
export function checkRead(context: ExecutionContext, collection: string): void {
  checkNotInit(context);
  if (!permission(context, collection).read) throw refusal("read", context.namespace, collection);
}

/** As `checkRead`, for writes and `memberOnlyWrite`. */
export function checkWrite(context: ExecutionContext, collection: string): void {
  checkNotInit(context);
  if (!permission(context, collection).write) throw refusal("write", context.namespace, collection);
}

/** Fabric allows no private data in a chaincode's Init. */
export function checkNotInit(context: ExecutionContext): void {
  if (context.isInit) throw new Error("private data APIs are not allowed in chaincode Init()");
}

function refusal(kind: string, namespace: string, collection: string): Error {
  return new Error(
    `tx creator does not have ${kind} access permission on privatedata in ` +
      `chaincodeName:${namespace} collectionName: ${collection}`,
  );
}

function permission(context: ExecutionContext, name: string): { readonly read: boolean; readonly write: boolean } {
  const known = context.access.get(name);
  if (known) return known;
  const { scope, namespace } = context;
  const collection = scope.ledger.collection(namespace, name);
  if (!collection) throw new Error(absent(scope.channelId, namespace, name));
  const { memberOnlyRead, memberOnlyWrite } = collection.definition;
  const open = !memberOnlyRead && !memberOnlyWrite;
  const member = open || collection.isMember(scope.creator);
  const answer = { read: member || !memberOnlyRead, write: member || !memberOnlyWrite };
  context.access.set(name, answer);
  return answer;
}

function absent(channelId: string, namespace: string, name: string): string {
  return name.startsWith(IMPLICIT_PREFIX)
    ? `collection [${name}] not defined in the collection config for chaincode [${namespace}]`
    : `collection ${channelId}/${namespace}/${name} could not be found`;
}
