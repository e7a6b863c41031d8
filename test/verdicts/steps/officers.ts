// SPDX-License-Identifier: Apache-2.0
import type { ActorName } from "@licet/scripts/demonstration/actors";
import { said, type Said, type Story } from "../story.js";
import { milligrams } from "./licences.js";
import type { Steps } from "./steps.js";

async function inspect(story: Story, of: Said): Promise<void> {
  const seals = ((of["seals"] ?? []) as string[]).map((number) => ({ number, source: "CUS" }));
  const counts = Object.entries((of["counts"] ?? {}) as Record<string, number>).map(([item, kilograms]) => ({
    item: Number(item),
    quantity: { amount: milligrams(kilograms), unit: "KGM" },
  }));
  await story.must(
    said(of, "by", "aeCustoms") as ActorName,
    "checkpoint:Inspect",
    {
      consignment: story.ref("consignment"),
      place: said(of, "at", "AEJEA"),
      template: said(of, "template", "physical-check"),
      result: said(of, "result", "A1"),
      sealState: said(of, "sealState", "intact"),
      sealsConform: of["sealsConform"] !== false,
      countsAgree: of["countsAgree"] !== false,
      eventTime: story.player.now(),
    },
    { confidential: { findings: { counts, seals, remarks: "As seen" } } },
  );
}

async function liftHold(story: Story, of: Said): Promise<void> {
  const consignment = story.ref("consignment");
  const by = said(of, "by", "aeCustoms") as ActorName;
  const { items } = await story.must(by, "checkpoint:ListHolds", { consignment });
  const open = (items as { id: string; status: string; inspection?: string }[]).filter(
    ({ status }) => status === said(of, "status", "open"),
  );
  const ofState = open.filter(({ id }) => id.startsWith(said(of, "of", "")));
  // What an officer placed by hand names no inspection.
  const wanted = of["byHand"] === true ? ofState.filter(({ inspection }) => inspection === undefined) : ofState;
  for (const { id } of wanted) {
    await story.must(by, "checkpoint:Release", { consignment, hold: id, reason: said(of, "reason", "cleared") });
  }
}

/** Conditions that somebody confirms, with the licences that rows name. */
export function confirmedOf(
  story: Story,
  confirmed: readonly { readonly licence: string; readonly condition: string }[],
): readonly object[] {
  return confirmed.map(({ licence, condition }) => ({ licence: story.ref(licence), condition }));
}

/** An officer has the verdicts put on record, with what he confirms: of the licence that rows call so, unless the step says another. */
async function verifyOnRecord(story: Story, of: Said): Promise<void> {
  const conditions = (of["confirmed"] ?? []) as string[];
  const licence = said(of, "licence", "licence");
  const confirmed = confirmedOf(
    story,
    conditions.map((condition) => ({ licence, condition })),
  );
  const input = { consignment: story.ref("consignment"), place: said(of, "at", "GBFXT") };
  const confidential = { confidential: { presented: { confirmed } } };
  await story.must(said(of, "by", "gbCustoms") as ActorName, "checkpoint:RecordVerification", input, confidential);
}

/** Steps of officers at checkpoints. */
export const OFFICER_STEPS: Steps = {
  inspect,
  hold: async (story, of) => {
    const reason = said(of, "reason", "documents");
    const lapse =
      of["untilDays"] === undefined
        ? {}
        : { until: new Date(Date.parse(story.player.now()) + Number(of["untilDays"]) * 86_400_000).toISOString() };
    const input = { consignment: story.ref("consignment"), reason, contact: "Duty desk, +971 4 000 0000", ...lapse };
    await story.must(said(of, "by", "aeCustoms") as ActorName, "checkpoint:Hold", input);
  },
  liftHold,
  verifyOnRecord,
};
