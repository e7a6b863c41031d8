// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { command, query } from "../shared/definition";
import { ownerOfLicence } from "../shared/ownership";
import { Day, type MspId, PageRequest, pageOf, text, Ucr, UcrPart } from "../shared/primitives";
import { Quantity } from "../shared/quantity";
import { LicenceNumber, LineNumber, PartyId } from "../shared/references";
import { ClaimedStatus, WRITE_OFF_LINES_MAX, WriteOffValues } from "../shared/write-off";
import { ActionId } from "./schemas";
import {
  CustomsDocument,
  DeductingOffice,
  LineView,
  Reservation,
  ReservationRef,
  ReserveLine,
  SignedAmount,
  ValueBalance,
  WriteOffEntry,
} from "./write-off";

type OfLines = { readonly lines: readonly { readonly licence: string }[] };

/** Only owners endorse a write-off: values lie in their own collections, and each licence may be another state's. */
const byLicenceOwners = (input: OfLines): readonly MspId[] => [
  ...new Set(input.lines.map(({ licence }) => ownerOfLicence(licence))),
];

/** Refusals of every write-off, before any figure is looked at. */
const ACTOR_ERRORS = ["NOT_FOUND", "WRITE_OFF_NOT_GRANTED", "OFFICE_OF_ANOTHER_STATE"] as const;
const USE_ERRORS = [
  ...ACTOR_ERRORS,
  "LICENCE_NOT_USABLE",
  "LICENCE_SUSPENDED",
  "CERTIFICATE_REQUIRED",
  "CERTIFICATE_NOT_IN_FORCE",
] as const;
const ARITHMETIC_ERRORS = [
  "LINE_NOT_ON_LICENCE",
  "UNIT_NOT_CONVERTIBLE",
  "QUANTITY_ZERO",
  "LICENCE_QUANTITY_EXCEEDED",
  "LICENCE_VALUE_EXCEEDED",
  "LINE_VALUE_NEEDED",
  "LINE_VALUE_OWNER_ONLY",
] as const;
const RESERVATION_ERRORS = [
  "NOT_YOUR_RECORD",
  "RESERVATION_OF_CONSIGNMENT",
  "RESERVATION_CLOSED",
  "RESERVATION_EXCEEDED",
] as const;

/** What a write-off leaves behind: the reservations it touched and the lines' balances. */
export const WriteOffResult = z.strictObject({ reservations: z.array(Reservation), lines: z.array(LineView) });

const reason = text(40).describe("short reason, such as the amendment's reason code");
const linesOf = <T extends z.ZodType>(line: T): z.ZodArray<T> => z.array(line).min(1).max(WRITE_OFF_LINES_MAX);
const wholeOrPart = Quantity.optional().describe("all of it when left out");

/** What tells declarations with the same customs document apart. */
const DeclarationIdentity = {
  ucr: Ucr.optional(),
  ucrPart: UcrPart.optional(),
  declarant: PartyId.optional().describe("party for whom it is declared"),
} as const;

/** Sets quantities aside when a declaration is accepted. */
export const LICENCE_RESERVE = command({
  name: "licence:Reserve",
  summary: "Reserve quantities on licence lines for a declaration",
  input: z.strictObject({
    document: CustomsDocument,
    ...DeclarationIdentity,
    office: DeductingOffice,
    lines: linesOf(ReserveLine),
  }),
  parts: { values: WriteOffValues },
  optionalParts: ["values"],
  output: WriteOffResult,
  roles: ["customs-officer"],
  event: "LicenceReserved",
  errors: [...USE_ERRORS, ...ARITHMETIC_ERRORS, "RESERVATION_EXISTS"],
  endorsedBy: byLicenceOwners,
});

/** Writes reserved quantities off when the goods are released. */
export const LICENCE_CONSUME = command({
  name: "licence:Consume",
  summary: "Consume reservations on release of the goods",
  input: z.strictObject({
    office: DeductingOffice,
    lines: linesOf(
      z.strictObject({
        ...ReservationRef,
        quantity: wholeOrPart,
        releaseRest: z.boolean().default(false).describe("give what is not consumed back"),
      }),
    ),
  }),
  parts: { values: WriteOffValues },
  optionalParts: ["values"],
  output: WriteOffResult,
  roles: ["customs-officer"],
  event: "LicenceConsumed",
  errors: [...USE_ERRORS, ...RESERVATION_ERRORS, ...ARITHMETIC_ERRORS],
  endorsedBy: byLicenceOwners,
});

/** Gives reserved quantities back: the goods were not released. */
export const LICENCE_RELEASE = command({
  name: "licence:Release",
  summary: "Un-reserve quantities of goods that were not released",
  input: z.strictObject({
    office: DeductingOffice,
    reason,
    lines: linesOf(z.strictObject({ ...ReservationRef, quantity: wholeOrPart })),
  }),
  parts: { values: WriteOffValues },
  optionalParts: ["values"],
  output: WriteOffResult,
  roles: ["customs-officer", "licensing-officer", "senior-licensing-officer"],
  event: "LicenceReservationReleased",
  errors: [...ACTOR_ERRORS, ...RESERVATION_ERRORS, ...ARITHMETIC_ERRORS],
  endorsedBy: byLicenceOwners,
});

/** Gives consumed quantities back by a contra entry: the declaration was invalidated, or the goods came back. */
export const LICENCE_REVERSE = command({
  name: "licence:Reverse",
  summary: "Reverse a consumption by a contra entry",
  input: z.strictObject({
    office: DeductingOffice,
    reason,
    lines: linesOf(z.strictObject({ ...ReservationRef, quantity: wholeOrPart })),
  }),
  parts: { values: WriteOffValues },
  optionalParts: ["values"],
  output: WriteOffResult,
  roles: ["customs-officer"],
  event: "LicenceConsumptionReversed",
  errors: [...ACTOR_ERRORS, ...RESERVATION_ERRORS, ...ARITHMETIC_ERRORS],
  endorsedBy: byLicenceOwners,
});

/** Sets a reservation to another quantity, or records another claimed status: the declaration was amended. */
export const LICENCE_ADJUST = command({
  name: "licence:Adjust",
  summary: "Adjust a reservation to an amended declaration",
  input: z.strictObject({
    office: DeductingOffice,
    reason,
    lines: linesOf(
      z.strictObject({
        ...ReservationRef,
        quantity: Quantity.optional().describe("quantity as amended, not the difference"),
        claimedStatus: ClaimedStatus.optional(),
      }),
    ),
  }),
  parts: { values: WriteOffValues },
  optionalParts: ["values"],
  output: WriteOffResult,
  roles: ["customs-officer"],
  event: "LicenceAdjusted",
  errors: [...USE_ERRORS, ...RESERVATION_ERRORS, ...ARITHMETIC_ERRORS],
  endorsedBy: byLicenceOwners,
});

/** Writes off goods that left before it was recorded. Only with a confirmed override may it exceed the limit. */
export const LICENCE_RECORD_LATE = command({
  name: "licence:RecordLate",
  summary: "Record a late usage, within the limit or under a confirmed override",
  input: z.strictObject({
    document: CustomsDocument,
    ...DeclarationIdentity,
    office: DeductingOffice,
    usedOn: Day.describe("day on which the goods left"),
    reason,
    override: ActionId.optional(),
    lines: z.array(ReserveLine).length(1).describe("one line: an override is for one line"),
  }),
  parts: { values: WriteOffValues },
  optionalParts: ["values"],
  output: WriteOffResult,
  roles: ["customs-officer"],
  event: "LicenceLateUsageRecorded",
  errors: [
    ...USE_ERRORS,
    ...ARITHMETIC_ERRORS,
    "RESERVATION_EXISTS",
    "OVERRIDE_NOT_OPEN",
    "OVERRIDE_EXCEEDED",
    "EVENT_TIME_IN_FUTURE",
  ],
  endorsedBy: byLicenceOwners,
});

/** A line's balance. */
export const LICENCE_READ_LINE = query({
  name: "licence:ReadLine",
  summary: "Read a licence line's balance",
  input: z.strictObject({ licence: LicenceNumber, line: LineNumber }),
  output: LineView,
  roles: "any",
  errors: ["LINE_NOT_ON_LICENCE"],
});

/** A line's value balance, read by the owner's officers at their own peer. */
export const LICENCE_READ_VALUE = query({
  name: "licence:ReadValue",
  summary: "Read a licence line's value balance at your own peer",
  input: z.strictObject({ licence: LicenceNumber, line: LineNumber }),
  output: ValueBalance.omit({ salt: true }).extend({ available: SignedAmount }),
  roles: ["licensing-officer", "senior-licensing-officer", "customs-officer"],
  errors: ["NOT_FOUND", "PRIVATE_READ_REFUSED", "NOT_YOUR_RECORD"],
});

/** A line's write-off entries, newest first, each reached from the line's record and checked against the hash that leads to it. */
export const LICENCE_LIST_ENTRIES = query({
  name: "licence:ListEntries",
  summary: "List a licence line's write-off entries, newest first",
  input: z.strictObject({ licence: LicenceNumber, line: LineNumber, ...PageRequest }),
  output: pageOf(WriteOffEntry),
  roles: "any",
  errors: ["LINE_NOT_ON_LICENCE", "ENTRY_CHAIN_BROKEN", "INVALID_INPUT"],
});

/**
 * The reservations of a licence, line by line, or of one of its lines; newest first; those for one UCR, where it is given. A page may hold
 * fewer than asked for.
 */
export const LICENCE_LIST_RESERVATIONS = query({
  name: "licence:ListReservations",
  summary: "List the reservations on a licence or one of its lines",
  input: z.strictObject({
    licence: LicenceNumber,
    line: LineNumber.optional(),
    ucr: Ucr.optional().describe("only what was reserved for this UCR"),
    ...PageRequest,
  }),
  output: pageOf(Reservation),
  roles: "any",
  errors: ["NOT_FOUND", "LINE_NOT_ON_LICENCE", "ENTRY_CHAIN_BROKEN", "INVALID_INPUT"],
});

/** Transactions of a licence's write-off, by name. */
export const LICENCE_WRITE_OFF_TRANSACTIONS = {
  "licence:Reserve": LICENCE_RESERVE,
  "licence:Consume": LICENCE_CONSUME,
  "licence:Release": LICENCE_RELEASE,
  "licence:Reverse": LICENCE_REVERSE,
  "licence:Adjust": LICENCE_ADJUST,
  "licence:RecordLate": LICENCE_RECORD_LATE,
  "licence:ReadLine": LICENCE_READ_LINE,
  "licence:ReadValue": LICENCE_READ_VALUE,
  "licence:ListEntries": LICENCE_LIST_ENTRIES,
  "licence:ListReservations": LICENCE_LIST_RESERVATIONS,
} as const;
