// SPDX-License-Identifier: Apache-2.0
import { STORY } from "@licet/scripts/demonstration/case";
import { asExpected, play } from "@licet/scripts/demonstration/play";
import { Peers } from "@licet/scripts/demonstration/peers";
import { referencesOf, RUN_MAX } from "@licet/scripts/demonstration/references";
import { stageOn } from "@licet/scripts/demonstration/setup";
import type { Stage } from "@licet/scripts/demonstration/step";
import { gatewayFolder } from "@licet/scripts/lib/running";
import type { SharedLicet } from "./global-setup.js";

/**
 * Plays the demonstration's story anew, with references of its own, up to and with a step.
 * @throws {Error} naming the step that missed what it was to come to.
 */
export async function playUntil({ home, gatewayUrl, profilesFolder }: SharedLicet, last: string): Promise<Stage> {
  const stage = await untouched(
    await stageOn({
      gatewayUrl,
      profilesFolder,
      gatewayFolder: gatewayFolder(home, "embedded"),
      peers: new Peers(profilesFolder),
    }),
  );
  const steps = STORY.slice(0, STORY.findIndex(({ step }) => step === last) + 1);
  const played = await play(steps, stage, { begins: () => undefined, ends: () => undefined });
  const missed = played.filter((step) => !asExpected(step));
  if (missed.length > 0) throw new Error(`Steps came out otherwise: ${JSON.stringify(missed)}`);
  return stage;
}

/** The same stage with references of which the ledger has none: a story that broke off before the licence has taken some. */
async function untouched(stage: Stage): Promise<Stage> {
  for (let run = stage.references.run; run <= RUN_MAX; run += 1) {
    const references = referencesOf(run);
    const read = await stage.client.call("gbCustoms", "certificate:Read", { certificate: references.certificate });
    if (read.status === 404) return { ...stage, references };
  }
  throw new Error("Every number of a playing is taken.");
}
