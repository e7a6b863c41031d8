// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from "@licet/domain";
import type { LiveItem, NoticeItem } from "./live-item.js";
import { formatPosition } from "./position.js";

/** What is sent of an item, on a stream and to webhooks. */
export type LiveBody = Readonly<Record<string, JsonValue>>;

/** An item as it is sent. */
export function liveItemBody(item: LiveItem): LiveBody {
  if (item.kind === "notice") return noticeBody(item);
  const { position, name, version, transactionId, at, organisation, subjects, payload } = item;
  return {
    position: formatPosition(position),
    name,
    version,
    transaction: transactionId,
    ...(at === null ? {} : { at: at.toISOString() }),
    organisation,
    subjects: [...subjects],
    payload,
  };
}

/** A notice as it is sent and listed. It names nobody. */
export function noticeBody({ id, position, name, subjects, check, change, at, readAt }: NoticeItem): LiveBody {
  return {
    id,
    position: formatPosition(position),
    name,
    change,
    subjects: [...subjects],
    at: at.toISOString(),
    ...(readAt === null ? {} : { readAt: readAt.toISOString() }),
    check: {
      id: check.id,
      at: check.at.toISOString(),
      ...(check.block === null ? {} : { block: check.block }),
      disposition: check.disposition,
      codes: [...check.codes],
    },
  };
}
