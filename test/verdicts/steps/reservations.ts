// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from "@licet/domain";
import type { ActorName } from "@licet/scripts/demonstration/actors";
import { said, type Said, type Story } from "../story.js";
import { milligrams } from "./licences.js";
import type { Steps } from "./steps.js";

const DEFAULT_KILOGRAMS = 10;

/** What a reservation may name of the declaration beside its local reference number. */
function names(story: Story, of: Said): Readonly<Record<string, JsonValue>> {
  const named = (of["names"] ?? ["ucr", "declarant"]) as readonly string[];
  const all = { ucr: `6GB${story.mark}`, declarant: story.party(said(of, "declarant", "exporter")) };
  return Object.fromEntries(Object.entries(all).filter(([name]) => named.includes(name)));
}

async function setAside(story: Story, of: Said): Promise<void> {
  const quantity = { amount: milligrams(Number(of["kilograms"] ?? DEFAULT_KILOGRAMS)), unit: "KGM" };
  const licence = story.ref(said(of, "from", "licence"));
  const { reservations } = await story.must(said(of, "by", "gbCustoms") as ActorName, "licence:Reserve", {
    document: { type: "LRN", reference: `LRN-${story.mark}` },
    ...names(story, of),
    lines: [{ licence, line: 1, item: Number(of["item"] ?? 1), quantity }],
  });
  const [reservation] = reservations as readonly { readonly id: string }[];
  story.refs.set("reservation", reservation!.id);
  story.refs.set("reservedOn", licence);
}

/** An act on what was set aside last. */
function onReservation(transaction: string, facts: (of: Said) => object = () => ({})): Steps[string] {
  return async (story, of) => {
    const { quantity, ...common } = facts(of) as { readonly quantity?: object };
    const line = { licence: story.ref("reservedOn"), line: 1, reservation: story.ref("reservation") };
    const lines = [{ ...line, ...(quantity === undefined ? {} : { quantity }) }];
    await story.must(said(of, "by", "gbCustoms") as ActorName, transaction, { ...common, lines });
  };
}

/** Steps about quantities that customs set aside for a declaration without its consignment. */
export const RESERVATION_STEPS: Steps = {
  setAside,
  giveBack: onReservation("licence:Release", () => ({ reason: "not declared" })),
  writeOff: onReservation("licence:Consume"),
  adjust: onReservation("licence:Adjust", (of) => ({
    reason: "declared otherwise",
    quantity: { amount: milligrams(Number(of["kilograms"])), unit: "KGM" },
  })),
  askByUcr: async (story, of) => {
    const question = { ucr: `6GB${story.mark}`, presented: { place: "GBFXT" } };
    await story.must(said(of, "by", "gbCustoms") as ActorName, "checkpoint:Verify", question);
  },
};
