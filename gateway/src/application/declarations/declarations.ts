// SPDX-License-Identifier: Apache-2.0
import { IDENTITY_ATTRIBUTES, jurisdictionOf, LicetError, type SubmitDefinition, TRANSACTIONS } from "@licet/domain";
import { GatewayError } from "../../errors/gateway-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { checkedInput, checkedParts } from "../checked-input.js";
import { readJson } from "../read-json.js";
import type { ConfidentialParts, Transactions } from "../transactions.js";
import { type RegisteredConsignment, toAmendment } from "./correction.js";
import type { DeclarationCorrection, OriginalDeclaration } from "./declaration.js";
import { findRegistered } from "./find-registered.js";
import { PartyFinder } from "./parties.js";
import { readDeclaration } from "./read-declaration.js";
import { consignmentReference } from "./reference.js";
import { claimsOf, type DeclarationFacts, toRegistration, ucrOf } from "./to-consignment.js";
import { parseXml } from "./xml.js";

/** What whoever sends a declaration says besides: a customs declaration knows nothing of the ledger. */
export interface DeclarationExtras {
  /** Reference of the consignment. */
  readonly consignment?: string | undefined;
  /** Register id of the party that has the goods. */
  readonly custodian?: string | undefined;
  /** Register id of the exporter. */
  readonly exporter?: string | undefined;
  /** Places in order as UN/LOCODE, joined by commas. */
  readonly route?: string | undefined;
  readonly eventTime?: string | undefined;
}

/** The command that a declaration stands for. */
export interface DeclaredCommand {
  readonly definition: SubmitDefinition;
  readonly input: unknown;
  readonly parts: ConfidentialParts;
  /** Whether it registers a consignment, or else amends one. */
  readonly registers: boolean;
}

/** Makes commands of customs declarations: originals register a consignment, corrections amend one. */
export class Declarations {
  readonly #transactions: Pick<Transactions, "query">;
  readonly #finder: PartyFinder;

  constructor(transactions: Pick<Transactions, "query">) {
    this.#transactions = transactions;
    this.#finder = new PartyFinder(transactions);
  }

  /**
   * The command that a declaration in XML stands for. Whether it is allowed, the ledger decides.
   * @throws {GatewayError} DECLARATION_NOT_READABLE, DECLARATION_NOT_SUPPORTED, DECLARATION_INCOMPLETE, DECLARATION_WITHOUT_LICENCE.
   * @throws {LicetError} ROLE_NOT_ALLOWED, NOT_FOUND, INVALID_INPUT.
   */
  async commandFor(caller: LedgerIdentity, xml: Uint8Array, extras: DeclarationExtras): Promise<DeclaredCommand> {
    const declaration = readDeclaration(parseXml(Buffer.from(xml)));
    return declaration.kind === "original"
      ? this.#registration(caller, declaration, extras)
      : this.#amendment(caller, declaration, extras);
  }

  async #registration(
    caller: LedgerIdentity,
    declaration: OriginalDeclaration,
    extras: DeclarationExtras,
  ): Promise<DeclaredCommand> {
    const definition = TRANSACTIONS["consignment:Register"];
    // What the declaration itself lacks is told before anything that only the request could add.
    claimsOf(declaration);
    const { input, parts } = toRegistration(declaration, await this.#factsOf(caller, declaration, extras));
    return {
      definition,
      input: checkedInput(definition, input),
      parts: checkedParts(definition, parts),
      registers: true,
    };
  }

  async #amendment(
    caller: LedgerIdentity,
    correction: DeclarationCorrection,
    { consignment }: DeclarationExtras,
  ): Promise<DeclaredCommand> {
    const definition = TRANSACTIONS["consignment:AmendDeclaration"];
    const registered =
      consignment === undefined
        ? await findRegistered(this.#transactions, caller, registerOf(caller), correction)
        : await this.#read(caller, consignment);
    const input = toAmendment(correction, registered);
    return { definition, input: checkedInput(definition, input), parts: {}, registers: false };
  }

  async #read(caller: LedgerIdentity, consignment: string): Promise<RegisteredConsignment> {
    return readJson(await this.#transactions.query(caller, TRANSACTIONS["consignment:Read"], { consignment }));
  }

  async #factsOf(
    caller: LedgerIdentity,
    declaration: OriginalDeclaration,
    extras: DeclarationExtras,
  ): Promise<DeclarationFacts> {
    const exporter = extras.exporter ?? (await this.#exporterOf(caller, declaration));
    const custodian = extras.custodian ?? exporter;
    if (custodian === undefined) {
      throw new GatewayError(
        "DECLARATION_INCOMPLETE",
        "Who has the goods is not known: the exporter is not in your register.",
        { missing: ["custodian"], exporter: declaration.exporter?.identifier ?? null },
      );
    }
    const declarant = exporter ?? custodian;
    return {
      consignment: extras.consignment ?? referenceOf(caller, declaration, declarant),
      custodian,
      declarant,
      exporter,
      route: extras.route?.split(",").map((place) => place.trim().toUpperCase()),
      eventTime: extras.eventTime ?? new Date().toISOString(),
    };
  }

  /** The exporter's register id: the caller's own party, or the one that the register lists with the declared number. */
  async #exporterOf(caller: LedgerIdentity, declaration: OriginalDeclaration): Promise<string | undefined> {
    const { [IDENTITY_ATTRIBUTES.role]: role, [IDENTITY_ATTRIBUTES.party]: party } = caller.attributes;
    if (role === "exporter") return party;
    const eori = declaration.exporter?.identifier;
    return eori === undefined ? undefined : this.#finder.byEori(caller, eori, registerOf(caller));
  }
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
