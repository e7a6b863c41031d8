// SPDX-License-Identifier: Apache-2.0
import { Hash, KEY_TYPES } from "@licet/domain";
import { z } from "zod";
import { BLOCKS_MAX, HISTORY_MAX } from "../readmodel/explorer/explorer.js";
import { LOOKED_THROUGH_MAX } from "../readmodel/explorer/network-view.js";
import { PERIODS, PERIODS_MAX } from "../readmodel/explorer/statistics.js";
import { AsOf } from "./read-model-schemas.js";

const number = z.int().min(0).describe("of the block, counted from 0");
const index = z.int().min(0).describe("of the transaction in its block, counted from 0");
const numberIn = z.int().min(0);

/** Which block. */
export const BlockPath = z.strictObject({ block: numberIn.describe("number of the block, from 0") });

/** Which transaction of which block. */
export const BlockTransactionPath = BlockPath.extend({
  transaction: numberIn.describe("index in the block, from 0"),
});

/** Which transaction. */
export const TransactionPath = z.strictObject({ id: Hash });

/** Which record. */
export const HistoryPath = z.strictObject({
  type: z.enum(KEY_TYPES.filter((type) => type !== "list")),
  id: z.string().min(1).max(200),
});

/** Which page of the blocks. */
export const BlocksQuery = z.strictObject({
  before: z.int().min(0).optional().describe("number that all of them are below; from the newest on where left out"),
  pageSize: z.int().min(1).max(BLOCKS_MAX).default(20),
});

/** Where a history goes on. */
export const HistoryQuery = z.strictObject({
  block: z.int().min(0).optional().describe("block of `next` in the answer before; from the newest on where left out"),
  transaction: z.int().min(0).default(0).describe("transaction of `next` in the answer before"),
});

const Place = z.object({ block: number, transaction: index });

const line = {
  block: number,
  transaction: index,
  id: z.string().optional().describe("left out where it has none, as a configuration of the channel"),
  kind: z.enum(["transaction", "invalid", "configuration", "other"]),
  validationCode: z.string().describe("as Fabric's peers found: VALID, or why it changed nothing"),
  at: z.string().optional().describe("when it was made, as its client says"),
  by: z
    .object({
      organisation: z.string().describe("MSP id of the organisation whose person signed it"),
      role: z.string().optional(),
      office: z.string().optional(),
    })
    .describe(
      "by role and office, as the certificate says; of an invalid one the organisation only, as it says itself",
    ),
  name: z.string().optional().describe("what it asked the chaincode for, such as licence:Issue"),
  event: z.string().optional().describe("what it told everybody"),
  endorsers: z.array(z.string()).describe("MSP ids"),
};

const TransactionLine = z.object(line).meta({ id: "TransactionLine" });

/** A block. */
export const Block = z
  .object({
    number,
    at: z.string().optional().describe("when its newest transaction was made, as its client says"),
    previousHash: z.string(),
    dataHash: z.string(),
    isWhole: z.boolean().describe("whether its transactions are those whose hash its header carries"),
    transactions: z.array(TransactionLine),
  })
  .meta({ id: "Block" });

/** Blocks, newest first. */
export const BlockPage = z
  .object({ height: z.int().describe("how many blocks the channel has"), items: z.array(Block) })
  .meta({ id: "BlockPage" });

const Write = z
  .object({
    type: z.string().optional().describe("of the key; left out of a plain one"),
    attributes: z.array(z.string()),
    record: z
      .object({ id: z.string(), owner: z.string(), provenHere: z.boolean().describe("or by an earlier transaction") })
      .optional()
      .describe(
        "left out where no proof of its owner is known that leads to the key: then the ledger would not read it",
      ),
    looked: z
      .boolean()
      .describe(
        "whether a proof was looked for: not of lists, groups of control lists and the members' record, whose references the key does not tell",
      ),
    before: z.union([
      z.object({ state: z.literal("none") }),
      z.object({ state: z.literal("written"), at: Place, value: z.json().optional() }),
      z.object({ state: z.literal("unknown") }).describe("it wrote without having read"),
    ]),
    value: z.json().optional().describe("left out where the key was deleted"),
    deleted: z.boolean(),
  })
  .meta({ id: "LedgerWrite" });

const PrivateHash = z
  .object({
    collection: z.string(),
    organisation: z.string().optional().describe("whose own collection it is"),
    keyHash: z.string(),
    valueHash: z.string().optional().describe("left out where the key was deleted"),
    part: z.object({ kind: z.string(), id: z.string(), part: z.string() }).optional().describe("the confidential part"),
    proofOf: z.object({ type: z.string(), id: z.string() }).optional().describe("the record that it proves"),
  })
  .meta({ id: "LedgerHash" });

/** All that the channel holds of a transaction. */
export const WholeTransaction = z
  .object({
    ...line,
    of: z.int().describe("transactions of its block"),
    chaincode: z.string().optional(),
    arguments: z.array(z.string()).describe("what it was called with: public fields, as they stand in the block"),
    payload: z.json().optional().describe("what the event says"),
    writes: z.array(Write),
    hashes: z.array(PrivateHash).describe("what it wrote into collections, of which the channel holds hashes"),
  })
  .meta({ id: "WholeTransaction" });

/** Where a transaction stands. */
export const TransactionPlace = Place.meta({ id: "TransactionPlace" });

/** States of a record, newest first. */
export const History = z
  .object({
    owner: z.string(),
    items: z
      .array(TransactionLine.extend({ value: z.json().optional() }).meta({ id: "HistoryStep" }))
      .describe(`up to ${HISTORY_MAX.toString()}`),
    next: Place.optional().describe("where it goes on; left out at its beginning"),
    broken: z.boolean().describe("whether what came before cannot be told, for the last one wrote without having read"),
  })
  .meta({ id: "RecordHistory" });

/** Which periods are counted. */
export const StatisticsQuery = z.strictObject({
  period: z.enum(PERIODS).default("day"),
  periods: z.int().min(1).max(PERIODS_MAX).default(30).describe("how many, the last ones"),
});

const counted = {
  from: z.string().describe("first day of the period, in UTC"),
  event: z.string(),
  count: z.int(),
};

const CountedByCode = z.object({ ...counted, code: z.string() }).meta({ id: "CountedByCode" });

/** What was recorded, by period. */
export const StatisticsAnswer = z
  .object({
    asOf: AsOf,
    period: z.enum(PERIODS),
    volume: z
      .array(z.object(counted))
      .describe("what was recorded of proven records, by event; periods without any are left out"),
    stops: z
      .array(CountedByCode)
      .describe("what stopped goods, licences, certificates and parties, by the code of its reason"),
    dispositions: z.array(CountedByCode).describe("what verifications on record came to"),
  })
  .meta({ id: "Statistics" });

const count = z.int();

/** The channel's peers, and who endorses for whom. */
export const Network = z
  .object({
    organisation: z.string().describe("MSP id of your organisation, whose peer was asked"),
    height: count.describe("blocks that it has"),
    newestAt: z.string().optional().describe("when the newest transaction was made, as its client says"),
    others: z
      .array(z.object({ organisation: z.string(), height: count, behind: count.describe("blocks behind yours") }))
      .describe("peers of others that it hears of, which do not have to be all"),
    blocks: z
      .object({ from: number, to: number })
      .describe(`looked through for the rest: the newest ${LOOKED_THROUGH_MAX.toString()}`),
    endorsing: z
      .array(z.object({ sender: z.string(), endorser: z.string(), transactions: count }))
      .describe("how often an organisation's peers endorsed what people of an organisation sent"),
    certificates: z
      .array(z.object({ organisation: z.string(), notAfter: z.string() }))
      .describe("until when the certificates hold by which peers have endorsed; the soonest of each organisation"),
    invalid: z
      .array(z.object({ validationCode: z.string(), transactions: count }))
      .describe("transactions that changed nothing"),
  })
  .meta({ id: "Network" });
