// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { AttachedFiles } from "../shared/files";
import { commitmentsTo } from "../shared/parts";
import { Passage } from "../shared/passage";
import { ROUTE_PLACES_MAX } from "../shared/places";
import {
  CountryCode,
  CustomsOffice,
  Instant,
  LocalInstant,
  Mrn,
  text,
  Ucr,
  UcrPart,
  UnLocode,
} from "../shared/primitives";
import { Amount, Money, Quantity, UnitCode } from "../shared/quantity";
import { ConsignmentId, LicenceNumber, LineNumber, OfficerId, PartyId } from "../shared/references";
import { Seal } from "../shared/seals";
import { ClaimedStatus } from "../shared/write-off";
import { CONSIGNMENT_STATUSES } from "./transitions";

/** How many allocations to licence lines one consignment holds: each is reserved on its line in the transaction that registers it. */
export const CONSIGNMENT_ITEMS_MAX = 99;

/** How many goods items a consignment holds: as many as a customs declaration has (DE 1/9, n..3). */
export const GOODS_ITEMS_MAX = 999;

/** How many documents a consignment's declaration produces for all its items together (DE 2/3: 99 an item). */
export const GOODS_DOCUMENTS_MAX = 9_999;

/** A party as a declaration names it: by register id, by identifier (EORI), or by name and country. */
export const DeclaredParty = z.strictObject({
  party: PartyId.optional(),
  identifier: text(35).optional().describe("EORI or another number that the register lists"),
  name: text(140).optional(),
  country: CountryCode.optional(),
  address: text(350).optional(),
});
export type DeclaredParty = z.infer<typeof DeclaredParty>;

/** Why an item needs no licence, as its declarant says: ruled so by the authority, by its commodity, or listed nowhere. */
export const GoodsExemption = z.strictObject({
  reason: z.enum(["no-licence-required", "commodity", "not-listed"]),
  reference: text(70).optional().describe("ruling, or document code such as Y901"),
});

/** Confidential: what the goods are, who they go to, and what documents go with them. */
export const ConsignmentGoods = z.strictObject({
  exporter: DeclaredParty,
  consignee: DeclaredParty,
  endUser: DeclaredParty.optional(),
  destination: CountryCode,
  items: z
    .array(
      z.strictObject({
        item: z.int().min(1).max(9_999),
        description: text(512),
        commodityCode: z
          .string()
          .regex(/^[0-9]{6,10}$/, "a commodity code has 6 to 10 digits")
          .optional(),
        controlCode: z.string().trim().max(40).optional(),
        value: Money.optional(),
        origin: CountryCode.optional(),
        consignee: DeclaredParty.optional().describe("where it is another than the consignment's"),
        destination: CountryCode.optional().describe("where it is another than the consignment's"),
        exemption: GoodsExemption.optional().describe(
          "why no licence is needed for the item, where the declarant says so",
        ),
      }),
    )
    .min(1)
    .max(GOODS_ITEMS_MAX),
  documents: z
    .array(
      z.strictObject({
        type: text(10),
        reference: text(70),
        status: text(5).optional(),
        item: z.int().min(1).max(9_999).optional().describe("goods item that it is produced for"),
      }),
    )
    .max(GOODS_DOCUMENTS_MAX)
    .default([])
    .describe("documents produced with the declaration (DE 2/3)"),
  files: AttachedFiles,
});
export type ConsignmentGoods = z.infer<typeof ConsignmentGoods>;

/** Confidential, and the carriers' cut: packages, containers, seals, transport documents, means of transport. */
export const ConsignmentTransport = z.strictObject({
  packages: z.int().min(0).max(9_999_999).optional(),
  containers: z.array(text(17)).max(99).default([]),
  seals: z.array(Seal).max(99).default([]),
  documents: z
    .array(z.strictObject({ type: text(10), reference: text(70) }))
    .max(99)
    .default([])
    .describe("bill of lading, air waybill, CMR note"),
  means: z.strictObject({ identification: text(35), nationality: CountryCode.optional() }).optional(),
  files: AttachedFiles,
});
export type ConsignmentTransport = z.infer<typeof ConsignmentTransport>;

/** Quantity of one goods item that is to be written off against one licence line. */
export const Allocation = z.strictObject({
  item: z.int().min(1).max(9_999).describe("goods item of the declaration"),
  licence: LicenceNumber,
  line: LineNumber,
  quantity: Quantity.describe(
    "of zero, its use is recorded and nothing is counted: on a line whose quantity is not limited, or where an amendment gives all back",
  ),
  claimedStatus: ClaimedStatus.optional(),
});
export type Allocation = z.infer<typeof Allocation>;

/** Allocations, each item and licence line once. */
export const Allocations = z
  .array(Allocation)
  .min(1)
  .max(CONSIGNMENT_ITEMS_MAX)
  .refine((allocations) => new Set(allocations.map(allocationKey)).size === allocations.length, {
    error: "an item is allocated to the same licence line twice",
  });

/** An allocation with the reservation that stands for it on the licence line. */
export const ReservedAllocation = Allocation.extend({
  reservation: z.string().regex(/^[0-9a-f]{32}$/, "a reservation's id is 32 hexadecimal characters"),
});
export type ReservedAllocation = z.infer<typeof ReservedAllocation>;

/** What an allocation is known by within its consignment: item, licence, line. */
export function allocationKey({ item, licence, line }: Pick<Allocation, "item" | "licence" | "line">): string {
  return `${item.toString()} ${licence} ${line.toString()}`;
}

/** Master reference under which several consignments move together (HMRC MUCR). */
export const Mucr = Ucr.describe("master UCR, under which several consignments move together");

/** Customs references of the declaration. */
export const Declaration = z.strictObject({
  typeCode: z
    .string()
    .regex(/^[A-Z]{2,3}$/, "a declaration type is two or three letters, such as EXD")
    .describe("declaration type and additional type, such as EXD"),
  lrn: z
    .string()
    .trim()
    .regex(
      /^[0-9A-Za-z](?:[ -~]{0,33}[!-~])?$/,
      "an LRN has 1 to 35 characters of ASCII and starts with a letter or digit",
    )
    .describe("local reference number, chosen by the declarant"),
  mrn: Mrn.optional(),
});
export type Declaration = z.infer<typeof Declaration>;

/** State of the shipper/receiver difference. */
export const DifferenceState = z.enum(["none", "closed", "open"]);

/** One item's shipper/receiver difference: what was sent, what was counted. */
export const ItemDifference = z.strictObject({
  item: z.int(),
  unit: UnitCode,
  shipped: Amount,
  received: Amount,
  difference: z
    .string()
    .regex(/^(0|-?[1-9][0-9]{0,29})$/)
    .describe("received less shipped, smallest units"),
});

/** Why a shipper/receiver difference is resolved; `contest-settled` where the receipt is contested, and only there. */
export const DifferenceReason = z.enum([
  "measurement",
  "loss",
  "theft",
  "damage",
  "short-shipped",
  "over-shipped",
  "recounted",
  "contest-settled",
]);

/** Why a declaration is invalidated. */
export const InvalidationReason = z.enum(["declared-in-error", "duplicate", "not-exported", "refused-by-customs"]);

/** What may speak against a receipt of goods that are there all the same, by the code with which it is refused otherwise. */
export const RECEIPT_OBJECTIONS = [
  "PLACE_PROHIBITED",
  "LICENCE_SUSPENDED",
  "LICENCE_NOT_USABLE",
  "CERTIFICATE_NOT_IN_FORCE",
  "PARTY_NOT_IN_FORCE",
  "CUSTODY_KEY_DOUBTED",
] as const;
export type ReceiptObjection = (typeof RECEIPT_OBJECTIONS)[number];

/** What customs at the destination found: every item counted, and how it differs from what was sent. */
export const Receipt = z.strictObject({
  at: Instant,
  place: UnLocode,
  office: CustomsOffice.optional(),
  eventTime: LocalInstant,
  differences: z.array(ItemDifference).max(CONSIGNMENT_ITEMS_MAX),
  contested: z
    .array(z.enum(RECEIPT_OBJECTIONS))
    .min(1)
    .max(RECEIPT_OBJECTIONS.length)
    .optional()
    .describe("what spoke against it when it was recorded, because the goods are there"),
});
export type Receipt = z.infer<typeof Receipt>;

/** The destination's own record of a receipt: the consignment's must be the same. */
export const ReceiptRecord = z.strictObject({ consignment: ConsignmentId, receipt: Receipt });
export type ReceiptRecord = z.infer<typeof ReceiptRecord>;

/** Customs document that a declaration's write-offs rest on: its MRN where it had one when it was registered, else its LRN. */
export const DeclarationDocument = z.strictObject({ type: z.enum(["MRN", "LRN"]), reference: text(70) });
export type DeclarationDocument = z.infer<typeof DeclarationDocument>;

/** A consignment as it lies on the channel. */
export const Consignment = z.strictObject({
  id: ConsignmentId,
  ucr: Ucr,
  ucrPart: UcrPart.optional(),
  mucr: Mucr.optional(),
  status: z.enum(CONSIGNMENT_STATUSES),
  declarant: PartyId.describe("party of the registering state's register for whom it was declared"),
  declaration: Declaration,
  document: DeclarationDocument.describe("what the write-offs rest on; an amendment leaves it as it is"),
  route: z.array(UnLocode).min(2).max(ROUTE_PLACES_MAX),
  passage: Passage.optional().describe(
    "as the licences' conditions were when it was registered, and again when it was released",
  ),
  allocations: z.array(ReservedAllocation).min(1).max(CONSIGNMENT_ITEMS_MAX),
  commitments: commitmentsTo("goods", "transport"),
  withdrawn: z
    .array(z.int().min(1))
    .max(CONSIGNMENT_ITEMS_MAX)
    .optional()
    .describe("items that an amendment took back, whole: nothing of them leaves"),
  attended: z
    .array(z.strictObject({ licence: LicenceNumber, place: UnLocode, at: Instant, by: OfficerId }))
    .max(CONSIGNMENT_ITEMS_MAX)
    .optional()
    .describe("licences at whose loading an official was present, as the registering state's officers have recorded"),
  registeredAt: Instant,
  releasedAt: Instant.optional(),
  releasedBy: CustomsOffice.optional(),
  receipt: Receipt.optional(),
  difference: DifferenceState.describe(
    "shipper/receiver difference: none before receipt; a receipt that is contested is open until that is settled",
  ),
  resolution: z.strictObject({ reason: DifferenceReason, at: Instant, by: OfficerId }).optional(),
  invalidated: z.strictObject({ at: Instant, reason: InvalidationReason }).optional(),
});
export type Consignment = z.infer<typeof Consignment>;

/** References that a consignment is found by beside its UCR: they are nobody's alone, and lists of any length hang under them. */
export const ConsignmentReference = z.strictObject({
  consignment: ConsignmentId,
  kind: z.enum(["lrn", "mucr"]),
  value: text(35),
});
export type ConsignmentReference = z.infer<typeof ConsignmentReference>;

/** How many consignments of one declarant share a UCR at most, each with a part of its own. */
export const UCR_PARTS_MAX = 99;

/** How many declarants of one register claim the same UCR at most: nobody's claims use up another's. */
export const UCR_DECLARANTS_MAX = 4;

/** How many invalidated declarations a register remembers under one UCR at most: the latest, and of each declarant a few. */
export const UCR_INVALIDATED_MAX = 99;
export const UCR_INVALIDATED_EACH_MAX = 25;

const UcrClaim = z.strictObject({ part: UcrPart.optional(), consignment: ConsignmentId, declarant: PartyId });

/**
 * Which consignments of one register a UCR leads to. An invalidated one keeps nobody from claiming the reference anew, and is remembered:
 * the last of each declarant and part. Whose reference it is nobody can tell from it, so that each declarant claims for itself, and keeps
 * no other from doing so.
 */
export const UcrClaims = z.strictObject({
  register: z.string().describe("register code of the state that claims"),
  ucr: Ucr,
  claims: z.array(UcrClaim).max(UCR_PARTS_MAX * UCR_DECLARANTS_MAX),
  invalidated: z
    .array(UcrClaim)
    .max(UCR_INVALIDATED_MAX)
    .optional()
    .describe("claims of declarations that were invalidated, latest last"),
});
export type UcrClaims = z.infer<typeof UcrClaims>;
