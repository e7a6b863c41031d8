// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { LineControl } from "../shared/licence-lines";
import { CountryCode, CustomsOffice, Day, Hash, Instant, MspId, text, Ucr, UcrPart } from "../shared/primitives";
import { Amount, Money, Quantity, UnitCode } from "../shared/quantity";
import { ConsignmentId, LicenceNumber, LineNumber, OfficerId, PartyId } from "../shared/references";
import { EntryLinks, Trail } from "../shared/trail";
import { ClaimedStatus } from "../shared/write-off";

/** A customs document that a write-off rests on (Annex III-A box 26). */
export const CustomsDocument = z.strictObject({
  type: z.enum(["MRN", "LRN", "DUCR", "extract"]).describe("kind of reference; extract for a paper extract"),
  reference: text(70),
});
export type CustomsDocument = z.infer<typeof CustomsDocument>;

/**
 * Id of a reservation: 32 hexadecimal characters made from the organisation that reserves, declarant, customs document, UCR, its part
 * and item, so that a message counts once.
 */
export const ReservationId = z.string().regex(/^[0-9a-f]{32}$/, "a reservation's id is 32 hexadecimal characters");

/** Kinds of write-off entry. */
export const ENTRY_TYPES = ["issue", "amend", "reserve", "release", "consume", "reverse", "adjust", "late"] as const;

/** Usage of an entry as customs report it (CHIEF): original, late, adjusted by customs, contra, MIC. */
export const UsageType = z.enum(["O", "L", "A", "C", "M"]);

/** A signed whole number of smallest units. */
export const SignedAmount = z.string().regex(/^(0|-?[1-9][0-9]{0,29})$/, "a signed whole number as a decimal string");

/** Where a line stands. */
const Standing = z.strictObject({
  authorised: Amount.optional().describe("absent where the quantity is not limited"),
  reserved: Amount,
  consumed: Amount,
});

/** What an entry of a line's write-off holds; see `WriteOffEntry`. */
const EntryBody = z.strictObject({
  type: z.enum(ENTRY_TYPES),
  usage: UsageType.optional(),
  unit: UnitCode,
  quantity: Amount.describe("box 23: net quantity of this entry, smallest units"),
  availableBefore: Amount.optional().describe("box 24 part 1: still available before this entry"),
  change: z
    .strictObject({ authorised: SignedAmount, reserved: SignedAmount, consumed: SignedAmount })
    .describe("box 24 part 2: what this entry adds and takes"),
  after: Standing,
  document: CustomsDocument.optional().describe("box 26"),
  item: z.int().min(1).max(9_999).optional(),
  ucr: Ucr.optional(),
  ucrPart: UcrPart.optional(),
  declarant: PartyId.optional(),
  claimedStatus: ClaimedStatus.optional().describe("what the declaration claimed; it closes nothing"),
  reservation: ReservationId.optional(),
  consignment: ConsignmentId.optional().describe("consignment whose own transaction wrote the entry"),
  firstOfConsignment: z.literal(true).optional().describe("the consignment's first entry on any line of the licence"),
  reason: z.string().max(40).optional(),
  date: Day.describe("box 26: day of deduction"),
  at: Instant,
  jurisdiction: CountryCode.describe("box 27: state of the deducting office"),
  organisation: MspId,
  office: z.string().max(35).optional().describe("box 27"),
  officer: OfficerId.describe("box 27, as a pseudonym"),
});

/** An entry as it lies on the channel, in the chain that hangs under its line. */
export const StoredEntry = EntryBody.extend(EntryLinks.shape);
export type StoredEntry = z.infer<typeof StoredEntry>;

/**
 * One entry of a line's write-off: the table on the back of an authorisation (Annex III-A boxes 23 to 27). Entries are only added; a
 * correction is an entry of its own. The balance is what the entries' changes sum to.
 */
export const WriteOffEntry = EntryBody.extend({
  licence: LicenceNumber,
  line: LineNumber,
  sequence: z.int().min(1),
  txId: Hash,
});
export type WriteOffEntry = z.infer<typeof WriteOffEntry>;

/** A line's balance as it lies on the channel. */
export const LineBalance = Standing.extend({
  licence: LicenceNumber,
  line: LineNumber,
  control: LineControl,
  unit: UnitCode,
  trail: Trail.describe("leads to every entry of the line"),
});
export type LineBalance = z.infer<typeof LineBalance>;

/** A line's balance with what follows from it. */
export const LineView = LineBalance.omit({ trail: true }).extend({
  entryCount: z.int().min(0).describe("entries of the line so far"),
  available: Amount.optional().describe(
    "authorised less reserved less consumed; absent where the quantity is not limited",
  ),
  overdrawn: Amount.describe("by how much an override let the limit be exceeded"),
});
export type LineView = z.infer<typeof LineView>;

/** Quantity set aside on a line for one declared item. */
export const Reservation = z.strictObject({
  id: ReservationId,
  licence: LicenceNumber,
  line: LineNumber,
  status: z.enum(["reserved", "consumed", "released", "reversed"]),
  unit: UnitCode,
  reserved: Amount.describe("still set aside, smallest units"),
  consumed: Amount,
  document: CustomsDocument,
  item: z.int().min(1).max(9_999),
  ucr: Ucr.optional(),
  ucrPart: UcrPart.optional(),
  declarant: PartyId.optional().describe("party for whom it was declared"),
  consignment: ConsignmentId.optional().describe("the one consignment whose own transactions move it"),
  claimedStatus: ClaimedStatus.optional(),
  organisation: MspId.describe("organisation that reserved: it or the licence's owner may go on"),
  office: z.string().max(35).optional(),
  officer: OfficerId,
  createdAt: Instant,
  changedAt: Instant,
});
export type Reservation = z.infer<typeof Reservation>;

/** A value balance as the licence's owner alone keeps it. */
export const ValueBalance = z.strictObject({
  salt: Hash.describe("keeps the balance from being guessed from its hash; it changes with every change"),
  currency: Money.shape.currency,
  authorised: Amount,
  reserved: Amount,
  consumed: Amount,
});
export type ValueBalance = z.infer<typeof ValueBalance>;

/** The value set aside and consumed under one reservation, kept by the licence's owner alone. */
export const ReservationValue = ValueBalance.omit({ authorised: true });
export type ReservationValue = z.infer<typeof ReservationValue>;

/** Fields that name a reservation. */
export const ReservationRef = { licence: LicenceNumber, line: LineNumber, reservation: ReservationId } as const;

/** A line to reserve on. */
export const ReserveLine = z.strictObject({
  licence: LicenceNumber,
  line: LineNumber,
  item: z.int().min(1).max(9_999).describe("goods item of the declaration"),
  quantity: Quantity,
  claimedStatus: ClaimedStatus.optional(),
});

/** Office that deducts, where the caller's identity names none. */
export const DeductingOffice = CustomsOffice.optional().describe("deducting office, where your identity names none");
