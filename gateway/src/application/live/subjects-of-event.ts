// SPDX-License-Identifier: Apache-2.0

/** Which record each hangs under, by the beginning of its reference. */
const HANGS_UNDER: Readonly<Record<string, string>> = {
  "licence-line": "licence",
  "licence-entry": "licence",
  "licence-action": "licence",
  reservation: "licence",
  "certificate-standing": "certificate",
  receipt: "consignment",
  "consignment-reference": "consignment",
  "custody-head": "consignment",
  "custody-event": "consignment",
  checkpoint: "consignment",
  "checkpoint-override": "consignment",
  hold: "consignment",
  inspection: "consignment",
  "signing-key": "party",
};

/** Subjects of one event that are told at most. */
const SUBJECTS_MAX = 1_000;

/**
 * What an event is about, as `type/id`: the records that it changed, and those that they hang under. What its payload names besides does
 * not count: the projection has proven what changed, and a payload is its sender's word.
 */
export function subjectsOfEvent(changed: readonly string[]): string[] {
  return [...new Set(changed.flatMap((subject) => [subject, rootOf(subject)]))].slice(0, SUBJECTS_MAX);
}

/** The record that a subject hangs under; itself where it hangs under none. */
export function rootOf(subject: string): string {
  const [type, id] = splitSubject(subject);
  const root = Object.hasOwn(HANGS_UNDER, type) ? HANGS_UNDER[type] : undefined;
  return root === undefined ? subject : `${root}/${id.split(/[#:]/, 1)[0] ?? ""}`;
}

/** Type and reference of a subject. */
export function splitSubject(subject: string): [type: string, id: string] {
  const at = subject.indexOf("/");
  return [subject.slice(0, at), subject.slice(at + 1)];
}
