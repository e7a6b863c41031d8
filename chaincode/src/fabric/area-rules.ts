// SPDX-License-Identifier: Apache-2.0
import type { AreaManifest, Commitments, TransactionDefinition } from "@licet/domain";
import type { Handler } from "./handler";
import type { Transaction } from "./transaction";

/**
 * Finds the commitments that a record of one kind carries on the channel.
 * @throws {LicetError} NOT_FOUND.
 */
export type CommitmentsReader = (tx: Transaction, id: string) => Promise<Commitments>;

/** The rules of an area: one behind each transaction of its manifest, and a reader for each kind of record with confidential parts. */
interface RulesOf<M extends AreaManifest> {
  readonly handlers: {
    readonly [N in keyof M["transactions"]]: M["transactions"][N] extends TransactionDefinition
      ? Handler<M["transactions"][N]>
      : never;
  };
  readonly commitments: { readonly [K in keyof M["parts"]]: CommitmentsReader };
}

/** The same once the types of inputs and results are left to the definitions, which are checked whenever a rule is called. */
export interface AreaRules {
  readonly manifest: AreaManifest;
  readonly handlers: Readonly<Record<string, Handler<TransactionDefinition>>>;
  readonly commitments: Readonly<Record<string, CommitmentsReader>>;
}

/** Binds an area's rules to its manifest: a transaction without its rule, or with a rule of other types, does not compile. */
export function rulesOf<M extends AreaManifest>(manifest: M, rules: RulesOf<M>): AreaRules {
  return { manifest, ...(rules as unknown as Pick<AreaRules, "handlers" | "commitments">) };
}
