// SPDX-License-Identifier: Apache-2.0
import type { HostileOrganisation } from "../harness/hostile.js";
import type { Done } from "../harness/honest.js";
import type { Ordered } from "../harness/network.js";
import type { World } from "../world/world.js";
import type { HonestView } from "./view.js";

/** Who attacks. */
export const GROUPS = ["member-alone", "member-and-accomplice", "user", "outsider"] as const;
export type Group = (typeof GROUPS)[number];

/** The nine principles of docs/concepts/trust.md. */
export type Principle = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** What keeps an attack from succeeding. */
export type Defence =
  | { readonly as: "refused"; readonly by: readonly string[] }
  | { readonly as: "without-effect" }
  | { readonly as: "detected"; readonly by: readonly string[] }
  /** A leak or a nuisance that no design here can exclude: named, bounded, and in the docs. */
  | { readonly as: "accepted"; readonly reason: string };

/** What an attack came to. `recorded` is decided by comparing what honest peers say before and after. */
export type Outcome =
  | { readonly as: "refused"; readonly by: string }
  | { readonly as: "recorded"; readonly says?: string }
  | { readonly as: "without-effect"; readonly says?: string }
  | { readonly as: "detected"; readonly by: string }
  | { readonly as: "accepted"; readonly says: string }
  | { readonly as: "succeeded"; readonly says: string };

/** What an attack is played on. */
export interface Stage {
  readonly world: World;
  /** Network folder, for what lies on its disk. */
  readonly folder: string;
  readonly ledger: string;
  readonly view: HonestView;
  /** An organisation with altered chaincode, and those that endorse whatever it asks. */
  readonly hostile: (mspId: string, ...accomplices: readonly string[]) => HostileOrganisation;
}

/** A kind of attack. */
export interface Kind {
  readonly kind: string;
  readonly group: Group;
  readonly principle: Principle;
  readonly what: string;
  readonly expected: Defence;
  /** Point of the review that this kind answers, 1 to 19. */
  readonly finding?: number;
}

/** One attack: a kind on one record type, role, reader or way. */
export interface Attack extends Kind {
  /** What it is played on, in a few words; unique within the kind. */
  readonly on: string;
  /** Whether it records honest acts too, so that what honest peers say afterwards is the new measure. */
  readonly moves?: boolean;
  run(stage: Stage): Promise<Outcome>;
}

/** Instances of a kind. */
export function attacksOf(kind: Kind, instances: readonly Omit<Attack, keyof Kind>[]): Attack[] {
  return instances.map((instance) => ({ ...kind, ...instance }));
}

export const ENDORSEMENT_REFUSED: Defence = { as: "refused", by: ["ENDORSEMENT_POLICY_FAILURE"] };
export const WITHOUT_EFFECT: Defence = { as: "without-effect" };

export function refusedBy(...by: readonly string[]): Defence {
  return { as: "refused", by };
}

/** Outcome of a transaction that no chaincode made: Fabric refused it, or it lies on the ledger and its effect is looked for. */
export function ordered({ code }: Ordered): Outcome {
  return code === "VALID" ? { as: "recorded" } : { as: "refused", by: code };
}

/** Outcome of an act that must be refused. */
export function mustBeRefused({ code }: Pick<Done, "code">, what: string): Outcome {
  return code === "OK" ? { as: "succeeded", says: what } : { as: "refused", by: code };
}

/** Outcome of a hostile act after which an honest one must come out as ever. */
export function honestGoesOn({ code, message }: Pick<Done, "code" | "message">, what: string): Outcome {
  return code === "OK"
    ? { as: "without-effect", says: what }
    : { as: "succeeded", says: `${what}: ${code} ${message}` };
}
