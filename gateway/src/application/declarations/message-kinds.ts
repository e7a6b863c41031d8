// SPDX-License-Identifier: Apache-2.0

/** A customs message that is known by name and not taken here. */
export interface KnownMessage {
  /** Name that customs give it, such as DMSCLE. */
  readonly name: string;
  /** What it is, as the end of a sentence that begins with "The message is". */
  readonly meaning: string;
}

/** Answers of the Declaration Management Service by function code (HMRC, annotated samples of the notifications). */
const RESPONSES: Readonly<Record<string, KnownMessage>> = {
  "01": { name: "DMSACC", meaning: "the notification that customs accepted a declaration" },
  "02": { name: "DMSRCV", meaning: "the notification that customs received a declaration" },
  "03": { name: "DMSREJ", meaning: "the notification that customs rejected a declaration" },
  "05": { name: "DMSCTL", meaning: "the notification that customs will inspect the goods" },
  "06": { name: "DMSDOC", meaning: "the request of customs for documents" },
  "07": { name: "DMSRES", meaning: "the notification that customs corrected a declaration after a control" },
  "08": { name: "DMSROG", meaning: "the notification that customs released the goods" },
  "09": { name: "DMSCLE", meaning: "the notification that customs cleared the goods" },
  "10": { name: "DMSINV", meaning: "the notification that customs cancelled a declaration" },
  "11": { name: "DMSREQ", meaning: "the answer of customs to a request for amendment or cancellation" },
  "13": { name: "DMSTAX", meaning: "the notification of a customs debt" },
  "14": { name: "DMSCPI", meaning: "the notification that the balance for a payment does not suffice" },
  "15": { name: "DMSCPR", meaning: "the reminder that the balance for a payment does not suffice" },
  "16": { name: "DMSEOG", meaning: "the notification that the goods have left" },
  "18": { name: "DMSGER", meaning: "the notification that customs found an error" },
};

/** Messages of inventory linking for exports by message code (HMRC, movement messages of the samples). */
const MOVEMENTS: Readonly<Record<string, KnownMessage>> = {
  CST: { name: "CST", meaning: "the shutting of a master consignment (MUCR), to which nothing can be added any more" },
  EAA: { name: "EAA", meaning: "the anticipated arrival of goods at a place of export" },
  EAC: { name: "EAC", meaning: "the association of a consignment with a master consignment (MUCR)" },
  EAL: { name: "EAL", meaning: "the arrival of goods at a place of export" },
  EDL: { name: "EDL", meaning: "the departure of goods from a place of export" },
  RET: { name: "RET", meaning: "the notification that goods did not depart and come back" },
};

const UNKNOWN_RESPONSE: KnownMessage = { name: "response", meaning: "an answer of customs" };
const UNKNOWN_MOVEMENT: KnownMessage = { name: "movement", meaning: "a message of inventory linking" };
const QUERY: KnownMessage = { name: "query", meaning: "a query of inventory linking" };

/** The answer that a function code of a response stands for; it may be written with one digit. */
export function responseKind(functionCode: string): KnownMessage {
  return known(RESPONSES, functionCode.padStart(2, "0")) ?? UNKNOWN_RESPONSE;
}

/** The message of inventory linking of an element's name and message code. */
export function movementKind(element: string, messageCode: string): KnownMessage {
  if (element.includes("Query")) return QUERY;
  return known(MOVEMENTS, messageCode.toUpperCase()) ?? UNKNOWN_MOVEMENT;
}

function known(table: Readonly<Record<string, KnownMessage>>, code: string): KnownMessage | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}
