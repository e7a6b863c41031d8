// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from "react";
import { Sign, type SignKind } from "./sign";

/** What a tag says by form and colour. `plain` says nothing: a draft, or a status that this application does not know. */
export type Tone = "stop" | "refer" | "hidden" | "unknown" | "pass" | "ended" | "plain";

const LOOKS: Readonly<Record<Tone, { readonly colour: string; readonly sign?: SignKind }>> = {
  stop: { colour: "stop", sign: "stop" },
  refer: { colour: "refer", sign: "refer" },
  hidden: { colour: "open", sign: "hidden" },
  unknown: { colour: "open", sign: "unknown" },
  pass: { colour: "pass", sign: "granted" },
  ended: { colour: "open", sign: "na" },
  plain: { colour: "plain" },
};

/** Tones of the statuses of licences, applications, certificates, consignments, holds, parties and incidents. */
const OF_STATUS: Readonly<Record<string, Tone>> = {
  draft: "plain",
  submitted: "plain",
  approved: "pass",
  refused: "stop",
  issued: "pass",
  reinstated: "pass",
  suspended: "stop",
  revoked: "stop",
  cancelled: "stop",
  surrendered: "ended",
  exhausted: "ended",
  expired: "ended",
  replaced: "ended",
  withdrawn: "ended",
  "end-user-signed": "plain",
  "authority-certified": "pass",
  "verified-on-paper": "pass",
  bound: "pass",
  fulfilled: "ended",
  repudiated: "stop",
  registered: "plain",
  released: "pass",
  received: "ended",
  invalidated: "stop",
  active: "pass",
  lapsed: "ended",
  held: "stop",
};

/** The tone of a status; one that is not known looks like nothing in particular, never like something fine. */
export function toneOf(status: string): Tone {
  return Object.hasOwn(OF_STATUS, status) ? (OF_STATUS[status] ?? "plain") : "plain";
}

interface StatusTagProps {
  readonly tone: Tone;
  readonly children: string;
  readonly large?: boolean;
}

/** A status: sign, word, border. */
export function StatusTag({ tone, children, large = false }: StatusTagProps): ReactElement {
  const { colour, sign } = LOOKS[tone];
  return (
    <span className={`tag tag-${colour}${large ? " tag-l" : ""}`}>
      {sign !== undefined && <Sign kind={sign} size="own" />}
      {children}
    </span>
  );
}
