// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import type { ErrorCode } from "../errors/codes";
import type { MspId } from "./primitives";
import type { PartRef, PartType } from "./parts";
import type { Role } from "./roles";

/** What the endorsement table needs to know beyond the transaction's input. */
export interface EndorsementFacts {
  /** Organisation of the caller. */
  readonly callerMsp: MspId;
  /** Organisations that keep the custody head of the consignment that `custodyOf` names: each endorses its every change. */
  readonly keepers?: readonly MspId[];
}

/** Confidential content that a transaction's rules need and its input does not name. */
export interface FurtherEvidence<I = unknown> {
  /** Query that tells the caller, at its own peer, which parts its organisation holds of it. */
  readonly query: string;
  /** The query's input. */
  of(input: I): unknown;
  /** What they may be; each is handed over under the name that `evidenceName` gives it. */
  readonly parts: readonly PartType[];
}

/** A part of the transient input: confidential content that a transaction writes, by part name. */
export type PartSchemas = Readonly<Record<string, z.ZodType>>;

/** Fields that every transaction's definition has. */
interface CommonDefinition<N extends string, I extends z.ZodType, O extends z.ZodType> {
  /** Name on the wire, `contract:Transaction`. */
  readonly name: N;
  readonly summary: string;
  /** Input: one JSON object, the transaction's only argument. Public: it stands in the block. */
  readonly input: I;
  /** Result: one JSON object. Public where the transaction is submitted. */
  readonly output: O;
  /** Roles that may call it; "any" means every member of the channel. */
  readonly roles: readonly Role[] | "any";
  /** Errors of the catalogue that are particular to it. */
  readonly errors: readonly ErrorCode[];
}

/** A transaction that reads and is not recorded. */
export interface EvaluateDefinition<
  N extends string = string,
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> extends CommonDefinition<N, I, O> {
  readonly kind: "evaluate";
}

/** A transaction that writes: it is endorsed, ordered and recorded. */
export interface SubmitDefinition<
  N extends string = string,
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> extends CommonDefinition<N, I, O> {
  readonly kind: "submit";
  /** Chaincode event that it sets, in past tense, such as `LicenceIssued`. */
  readonly event: string;
  /** Confidential content that it writes, by part: it rides in the transient map, salted. */
  readonly parts?: PartSchemas;
  /** Parts that may be left out. */
  readonly optionalParts?: readonly string[];
  /**
   * Confidential content of existing records that its rules need, by name: the caller reads it at its own peer and hands it over in
   * the transient map, where it is checked against the hash on the channel.
   */
  evidence?(input: z.output<I>): Readonly<Record<string, PartRef>>;
  /** Evidence that follows from records and not from the input, where its rules need such. */
  readonly furtherEvidence?: FurtherEvidence<z.output<I>>;
  /** Consignment whose custody head's keepers the endorsement needs, where it does. */
  custodyOf?(input: z.output<I>): string;
  /** List of a register that it enters a record into, where it does: the list's head changes with every entry. */
  entersList?(input: z.output<I>): string;
  /** Organisations whose endorsement it needs: the endorsement table's row. */
  endorsedBy(input: z.output<I>, facts: EndorsementFacts): readonly MspId[];
}

/** A transaction of the chaincode, written once: chaincode checks, gateway routes, OpenAPI and forms come from it. */
export type TransactionDefinition = EvaluateDefinition | SubmitDefinition;

/** Keeps a query's precise schema types. */
export function query<N extends string, I extends z.ZodType, O extends z.ZodType>(
  definition: Omit<EvaluateDefinition<N, I, O>, "kind">,
): EvaluateDefinition<N, I, O> {
  return { kind: "evaluate", ...definition };
}

/** Keeps a command's precise schema types. */
export function command<
  N extends string,
  I extends z.ZodType,
  O extends z.ZodType,
  P extends PartSchemas = PartSchemas,
>(
  definition: Omit<SubmitDefinition<N, I, O>, "kind"> & { readonly parts?: P },
): SubmitDefinition<N, I, O> & { readonly parts?: P } {
  return { kind: "submit", ...definition };
}
