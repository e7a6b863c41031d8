// SPDX-License-Identifier: Apache-2.0
import { type CHECKPOINT_VERIFY, dispositionOf, type Verdict } from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { goodsAndCodes, parties, route } from "./checks/content";
import { custodyChain, seals } from "./checks/custody";
import { endUseCertificate } from "./checks/end-use-certificate";
import { integrity } from "./checks/integrity";
import { licenceStatus } from "./checks/licence-status";
import { quantity } from "./checks/quantity";
import { type Situation, situationOf } from "./situation";

/** The checks in the order in which an officer reads them. */
const CHECKS_IN_ORDER: readonly ((situation: Situation) => Verdict)[] = [
  integrity,
  licenceStatus,
  quantity,
  parties,
  goodsAndCodes,
  route,
  endUseCertificate,
  custodyChain,
  seals,
];

/** `checkpoint:Verify`: separate verdicts, each with its reason; the disposition only sums them up. */
export const verify: Handler<typeof CHECKPOINT_VERIFY> = async (tx, input) => {
  const situation = await situationOf(tx, input);
  const { consignment, licences, holds } = situation;
  const verdicts = CHECKS_IN_ORDER.map((check) => check(situation));
  return {
    licences: licences.map(({ number }) => number),
    ...(consignment === undefined ? {} : { ucr: consignment.ucr, consignment: consignment.id }),
    at: tx.time,
    verdicts,
    holds: [...holds],
    ...dispositionOf(verdicts, holds.length > 0),
  };
};
