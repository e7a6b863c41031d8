// SPDX-License-Identifier: Apache-2.0
import type { ActorName } from "@licet/scripts/demonstration/actors";
import { said, type Said, type Story } from "../story.js";
import type { Steps } from "./steps.js";

async function inspect(story: Story, of: Said): Promise<void> {
  const seals = ((of["seals"] ?? []) as string[]).map((number) => ({ number, source: "CUS" }));
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
    { confidential: { findings: { seals, remarks: "As seen" } } },
  );
}

async function liftHold(story: Story, of: Said): Promise<void> {
  const consignment = story.ref("consignment");
  const by = said(of, "by", "aeCustoms") as ActorName;
  const { items } = await story.must(by, "checkpoint:ListHolds", { consignment });
  const open = (items as { id: string; status: string; inspection?: string }[]).filter(
    ({ status }) => status === "open",
  );
  const ofState = open.filter(({ id }) => id.startsWith(said(of, "of", "")));
  // What an officer placed by hand names no inspection.
  const wanted = of["byHand"] === true ? ofState.filter(({ inspection }) => inspection === undefined) : ofState;
  for (const { id } of wanted) {
    await story.must(by, "checkpoint:Release", { consignment, hold: id, reason: said(of, "reason", "cleared") });
  }
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
};
