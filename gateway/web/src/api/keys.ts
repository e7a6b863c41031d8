// SPDX-License-Identifier: Apache-2.0

/**
 * Keys of what is kept of the gateway's answers. The first word says what changes it: `ledger` is asked again with each block, `kept`
 * when one changes it oneself, `session` with signing in and out, `places` nothing.
 */
export const keys = {
  session: ["session"],
  signInMeans: ["sign-in-means"],
  freshness: ["freshness"],
  places: (codes: readonly string[]) => ["places", ...codes],
  navigationWords: ["navigation-words"],
  ledger: ["ledger"],
  queue: (queue: string, ...more: readonly unknown[]) => ["ledger", "queue", queue, ...more],
  list: (list: string, ...more: readonly unknown[]) => ["ledger", "list", list, ...more],
  record: (type: string, id: string, ...more: readonly unknown[]) => ["ledger", "record", type, id, ...more],
  verdicts: ["ledger", "verdict"],
  verdict: (kind: string, id: string, ...more: readonly unknown[]) => ["ledger", "verdict", kind, id, ...more],
  search: (q: string) => ["ledger", "search", q],
  drafts: ["kept", "drafts"],
  draft: (id: string) => ["kept", "drafts", id],
  views: ["kept", "views"],
  notices: ["ledger", "notices"],
} as const;
