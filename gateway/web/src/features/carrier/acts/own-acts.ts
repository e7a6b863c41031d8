// SPDX-License-Identifier: Apache-2.0
import { INCIDENT_NEEDS } from "@licet/domain/custody/incidents";
import { CustodyEventId, IncidentCode, IncidentContent, ResealContent } from "@licet/domain/custody/schemas";
import { UnLocode } from "@licet/domain/shared/primitives";
import { asSent } from "../../../api/as-sent";
import type { CustodyAct, CustodyBodies } from "../../../api/custody-acts";
import type { TypedSeal } from "./seals-fields";

/** An act that is ready to be signed off, or the paths of the fields that are wrong. */
export type Made =
  { readonly act: CustodyAct; readonly wrong?: never } | { readonly wrong: readonly string[]; readonly act?: never };

/** A re-sealing as it is typed. */
export interface TypedReseal {
  readonly place: string;
  readonly removed: readonly TypedSeal[];
  readonly affixed: readonly TypedSeal[];
  readonly reason: string;
}

/** The re-sealing of goods, or what is wrong with it. */
export function resealOf(consignment: string, typed: TypedReseal, eventTime: string): Made {
  const content = ResealContent.safeParse({
    removed: withoutBlank(typed.removed),
    affixed: typed.affixed,
    ...textOf("reason", typed.reason),
  });
  const wrong = [...placeWrong(typed.place), ...pathsOf(content.error)];
  if (wrong.length > 0) return { wrong };
  const body = { place: typed.place, eventTime, confidential: { content: content.data } };
  return { act: { act: "reseal", consignment, body: asSent(body) } };
}

/** An incident as it is typed; of what its code does not ask for nothing is sent. */
export interface TypedIncident {
  readonly code: string;
  readonly place: string;
  readonly text: string;
  readonly container: string;
  readonly seals: readonly TypedSeal[];
  readonly numberOfSeals: string;
  readonly means: string;
  readonly containers: "yes" | "no" | undefined;
}

/** The report of an incident, or what is wrong with it. Its place is asked for: the ledger announces none without one. */
export function incidentOf(consignment: string, typed: TypedIncident, eventTime: string): Made {
  const code = IncidentCode.safeParse(typed.code);
  if (!code.success) return { wrong: ["code"] };
  const needs = INCIDENT_NEEDS[code.data];
  const content = IncidentContent.safeParse({
    text: typed.text.trim(),
    ...(needs.includes("equipment")
      ? { equipment: [{ ...textOf("container", typed.container), seals: withoutBlank(typed.seals) }] }
      : {}),
    ...(needs.includes("numberOfSeals") ? { numberOfSeals: numberOf(typed.numberOfSeals) } : {}),
    ...(needs.includes("transhipment")
      ? {
          transhipment: {
            containers: typed.containers === undefined ? undefined : typed.containers === "yes",
            means: { identification: typed.means.trim() },
          },
        }
      : {}),
  });
  const wrong = [...placeWrong(typed.place), ...pathsOf(content.error)];
  if (wrong.length > 0) return { wrong };
  const body = {
    code: code.data,
    place: typed.place,
    eventTime,
    confidential: { content: content.data },
  };
  return { act: { act: "incident", consignment, body: asSent(body) } };
}

/** A correction as it is typed. */
export interface TypedCorrection {
  readonly declares: string;
  readonly reason: string;
  readonly correctedBy: string;
}

/** The declaration that an event is wrong, or what is wrong with it: wrong data needs the event that is right. */
export function correctionOf(consignment: string, typed: TypedCorrection, eventTime: string): Made {
  const { declares, reason, correctedBy } = typed;
  const corrects = reason === "incorrect-data";
  const wrong = [
    ...(CustodyEventId.safeParse(declares).success ? [] : ["declares"]),
    ...(reason === "did-not-occur" || corrects ? [] : ["reason"]),
    ...(!corrects || (correctedBy !== declares && CustodyEventId.safeParse(correctedBy).success)
      ? []
      : ["correctedBy"]),
  ];
  if (wrong.length > 0) return { wrong };
  const body = { declares, reason, ...(corrects ? { correctedBy } : {}), eventTime };
  return { act: { act: "correct", consignment, body: body as CustodyBodies["correct"] } };
}

function withoutBlank(seals: readonly TypedSeal[]): readonly TypedSeal[] {
  return seals.filter(({ number, source }) => number.trim() !== "" || source !== "");
}

function textOf<N extends string>(name: N, text: string): Partial<Record<N, string>> {
  return text.trim() === "" ? {} : ({ [name]: text.trim() } as Record<N, string>);
}

/** Digits as a number; anything else stays text, which the schema refuses. */
function numberOf(text: string): number | string {
  return /^\d+$/.test(text.trim()) ? Number(text.trim()) : text;
}

function placeWrong(place: string): readonly string[] {
  return UnLocode.safeParse(place).success ? [] : ["place"];
}

function pathsOf(
  error: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] } | undefined,
): string[] {
  return [...new Set((error?.issues ?? []).map(({ path }) => path.map(String).join(".")))];
}
