// SPDX-License-Identifier: Apache-2.0
import type { Verdict } from "../checkpoint/schemas";
import { dispositionOf } from "../checkpoint/disposition";
import { conditions } from "./checks/conditions";
import { custodyChain } from "./checks/custody-chain";
import { endUseCertificate } from "./checks/end-use-certificate";
import { goodsAndCodes } from "./checks/goods-and-codes";
import { holds } from "./checks/holds";
import { integrity } from "./checks/integrity";
import { licenceStatus } from "./checks/licence-status";
import { parties } from "./checks/parties";
import { quantity } from "./checks/quantity";
import { route } from "./checks/route";
import { seals } from "./checks/seals";
import { reference } from "./checks/reference";
import type { Situation } from "./situation";

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
  conditions,
  holds,
  reference,
];

/** Separate verdicts with what they come to; the disposition only sums them up. */
export interface Judgement extends ReturnType<typeof dispositionOf> {
  readonly verdicts: Verdict[];
}

/**
 * May these goods pass, or this licence be used, and how do we know? It looks at nothing but the situation, so that a page, a command or
 * an offline verifier comes to the same answer as the ledger. Never more than is known: `may-pass` needs every check satisfactory or not
 * applicable.
 */
export function judge(situation: Situation): Judgement {
  const verdicts = CHECKS_IN_ORDER.map((check) => check(situation));
  return { verdicts, ...dispositionOf(verdicts) };
}

/** What no check asks, in words for whoever reads the verdicts. */
export const NOT_ASKED: readonly string[] = [
  "Lists of sanctioned parties, vessels and goods were not asked: screen the parties yourself.",
  "What is inside the packages was not asked: only an inspection looks there.",
];
