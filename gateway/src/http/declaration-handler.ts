// SPDX-License-Identifier: Apache-2.0
import { jurisdictionOf, LicetError, TRANSACTIONS } from "@licet/domain";
import type { Request, RequestHandler } from "express";
import { type RegisteredConsignment, toAmendment } from "../declarations/correction.js";
import type { DeclarationCorrection, OriginalDeclaration } from "../declarations/declaration.js";
import { findRegistered } from "../declarations/find-registered.js";
import { PartyFinder } from "../declarations/parties.js";
import { readDeclaration } from "../declarations/read-declaration.js";
import { consignmentReference } from "../declarations/reference.js";
import { claimsOf, type DeclarationFacts, toRegistration, ucrOf } from "../declarations/to-consignment.js";
import { parseXml } from "../declarations/xml.js";
import { GatewayError } from "../errors/gateway-error.js";
import type { StoredResponse } from "../idempotency/store.js";
import type { LedgerIdentity, Receipt } from "../ledger/port.js";
import { callerOf } from "./context.js";
import { checkedInput, checkedParts, issuesOf } from "./input.js";
import { DeclarationParameters } from "./openapi-plain.js";
import { storedReceipt } from "./respond.js";
import { type HandlerServices, type RequestedCommand, submitOnce } from "./transaction-handler.js";

const CREATED = 201;
const OK = 200;

type Parameters = ReturnType<typeof parametersOf>;

/** Takes a customs declaration as it is, and answers with the reservation or the refusal. */
export function declarationHandler(services: HandlerServices): RequestHandler {
  const finder = new PartyFinder(services.transactions);
  return async (request, response) => {
    const caller = callerOf(response);
    const parameters = parametersOf(request);
    const body: unknown = request.body;
    const declaration = readDeclaration(parseXml(Buffer.isBuffer(body) ? body : Buffer.alloc(0)));
    const command =
      declaration.kind === "original"
        ? await registration(finder, caller, declaration, parameters)
        : await amendment(services, caller, declaration, parameters);
    const answer = (receipt: Receipt): Promise<StoredResponse> => answerOf(services, caller, command.status, receipt);
    await submitOnce(request, response, services, { ...command, answer });
  };
}

async function registration(
  finder: PartyFinder,
  caller: LedgerIdentity,
  declaration: OriginalDeclaration,
  parameters: Parameters,
): Promise<RequestedCommand> {
  const definition = TRANSACTIONS["consignment:Register"];
  // What the declaration itself lacks is told before anything that only the request could add.
  claimsOf(declaration);
  const { input, parts } = toRegistration(declaration, await factsOf(finder, caller, declaration, parameters));
  return {
    definition,
    input: checkedInput(definition, input),
    parts: checkedParts(definition, parts),
    status: CREATED,
  };
}

async function amendment(
  services: HandlerServices,
  caller: LedgerIdentity,
  correction: DeclarationCorrection,
  parameters: Parameters,
): Promise<RequestedCommand> {
  const definition = TRANSACTIONS["consignment:AmendDeclaration"];
  const registered = await registeredFor(services, caller, correction, parameters);
  const input = toAmendment(correction, registered);
  return { definition, input: checkedInput(definition, input), parts: {}, status: OK };
}

/** The consignment that the request names, or else the one that the correction leads to. */
async function registeredFor(
  { transactions }: HandlerServices,
  caller: LedgerIdentity,
  correction: DeclarationCorrection,
  { consignment }: Parameters,
): Promise<RegisteredConsignment> {
  if (consignment === undefined) return findRegistered(transactions, caller, registerOf(caller), correction);
  return json(await transactions.query(caller, TRANSACTIONS["consignment:Read"], { consignment }));
}

async function factsOf(
  finder: PartyFinder,
  caller: LedgerIdentity,
  declaration: OriginalDeclaration,
  parameters: Parameters,
): Promise<DeclarationFacts> {
  const exporter = parameters.exporter ?? (await exporterOf(finder, caller, declaration));
  const custodian = parameters.custodian ?? exporter;
  if (custodian === undefined) {
    throw new GatewayError(
      "DECLARATION_INCOMPLETE",
      "Who has the goods is not known: the exporter is not in your register.",
      {
        missing: ["custodian"],
        exporter: declaration.exporter?.identifier ?? null,
      },
    );
  }
  const declarant = exporter ?? custodian;
  return {
    consignment: parameters.consignment ?? referenceOf(caller, declaration, declarant),
    custodian,
    declarant,
    exporter,
    route: parameters.route?.split(",").map((place) => place.trim().toUpperCase()),
    eventTime: parameters.eventTime ?? new Date().toISOString(),
  };
}

/** The exporter's register id: the caller's own party, or the one that the register lists with the declared number. */
async function exporterOf(
  finder: PartyFinder,
  caller: LedgerIdentity,
  declaration: OriginalDeclaration,
): Promise<string | undefined> {
  if (caller.attributes["licet.role"] === "exporter") return caller.attributes["licet.party"];
  const eori = declaration.exporter?.identifier;
  return eori === undefined ? undefined : finder.byEori(caller, eori, registerOf(caller));
}

function referenceOf(caller: LedgerIdentity, declaration: OriginalDeclaration, declarant: string): string {
  const { declaredBy, lrn, ducrPart: part } = declaration;
  return consignmentReference({
    register: registerOf(caller),
    declarant,
    declaredBy,
    lrn,
    ucr: ucrOf(declaration),
    part,
  });
}

function registerOf(caller: LedgerIdentity): string {
  const jurisdiction = jurisdictionOf(caller.mspId);
  if (jurisdiction !== undefined) return jurisdiction;
  throw new LicetError("ROLE_NOT_ALLOWED", "Declarations are sent to the state that the goods leave.", {
    organisation: caller.mspId,
  });
}

interface Reserved {
  readonly id: string;
  readonly ucr: string;
  readonly status: string;
  readonly allocations: readonly { readonly licence: string; readonly line: number }[];
}

interface LineBalance {
  readonly authorised?: string;
  readonly reserved: string;
  readonly consumed: string;
  readonly available?: string;
  readonly unit: string;
}

/** The reservation, with each line's balance as it stands now. */
async function answerOf(
  services: HandlerServices,
  caller: LedgerIdentity,
  status: number,
  receipt: Receipt,
): Promise<StoredResponse> {
  const consignment = json<Reserved>(receipt.result);
  const lines = await Promise.all(
    consignment.allocations.map(async (allocation) => ({
      ...allocation,
      balance: await balanceOf(services, caller, allocation.licence, allocation.line),
    })),
  );
  const { id, ucr, status: state } = consignment;
  const result = Buffer.from(JSON.stringify({ consignment: id, ucr, status: state, lines }), "utf8");
  return storedReceipt(status, { ...receipt, result });
}

async function balanceOf(
  services: HandlerServices,
  caller: LedgerIdentity,
  licence: string,
  line: number,
): Promise<LineBalance> {
  const query = TRANSACTIONS["licence:ReadLine"];
  const view = json<LineBalance>(await services.transactions.query(caller, query, { licence, line }));
  const { authorised, reserved, consumed, available, unit } = view;
  return {
    ...(authorised === undefined ? {} : { authorised }),
    reserved,
    consumed,
    ...(available === undefined ? {} : { available }),
    unit,
  };
}

function parametersOf(request: Request) {
  const { searchParams } = new URL(request.originalUrl, "http://localhost");
  const parsed = DeclarationParameters.strict().safeParse(Object.fromEntries(searchParams));
  if (parsed.success) return parsed.data;
  throw new LicetError("INVALID_INPUT", "The parameters of the address are not valid.", {
    issues: issuesOf(parsed.error),
  });
}

function json<T>(bytes: Uint8Array): T {
  return JSON.parse(Buffer.from(bytes).toString("utf8")) as T;
}
