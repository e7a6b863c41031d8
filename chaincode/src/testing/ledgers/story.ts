// SPDX-License-Identifier: Apache-2.0
import { checkGoods, shareCopies } from "./checkpoints";
import { issueCertificates } from "./certificates";
import { receiveConsignments, registerConsignments } from "./consignments";
import { moveGoods } from "./custody";
import { issueLicences } from "./licences";
import { takePaper } from "./papers";
import { fillRegisters, found, join, publishLists } from "./registers";
import { Stage } from "./stage";
import { writeOff } from "./write-offs";

/**
 * Plays the ledger that a release keeps: every type of key, every kind of private entry and every status that a record can have. Times,
 * salts and transaction ids follow from the story alone, so that it comes out alike each time.
 * @param stage where nothing has been played yet.
 */
export async function playedLedger(stage = new Stage()): Promise<Stage> {
  await found(stage);
  await fillRegisters(stage);
  await publishLists(stage);
  await issueLicences(stage);
  await writeOff(stage);
  await issueCertificates(stage);
  await registerConsignments(stage);
  await moveGoods(stage);
  await receiveConsignments(stage);
  await shareCopies(stage);
  await checkGoods(stage);
  await join(stage);
  await takePaper(stage);
  return stage;
}
