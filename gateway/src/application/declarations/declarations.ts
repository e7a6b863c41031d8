// SPDX-License-Identifier: Apache-2.0
import { IDENTITY_ATTRIBUTES, jurisdictionOf, LicetError, type SubmitDefinition, TRANSACTIONS } from "@licet/domain";
import { GatewayError } from "../../errors/gateway-error.js";
import type { LedgerIdentity } from "../../ports/ledger.js";
import { checkedInput } from "../checked-input.js";
import { readJson } from "../read-json.js";
import type { ConfidentialParts, Transactions } from "../transactions.js";
import { type Attribution, attributionsOf } from "./attributions.js";
import { toInvalidation } from "./cancellation.js";
import { checkedDeclared } from "./checked-declared.js";
import { ClaimResolver } from "./claim-resolver.js";
import { correctedClaims, type RegisteredConsignment, toAmendment } from "./correction.js";
import type { DeclarationCancellation, DeclarationCorrection, OriginalDeclaration } from "./declaration.js";
import { type ChangedDeclaration, findRegistered } from "./find-registered.js";
import { inElements } from "./in-elements.js";
import { declaredClaims } from "./licence-claims.js";
import { PartyFinder } from "./parties.js";
import { readDeclaration } from "./read-declaration.js";
import { consignmentReference } from "./reference.js";
import { withoutLicence } from "./refusals.js";
import { type DeclarationFacts, toRegistration, ucrOf } from "./to-consignment.js";
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
  readonly kind: "command";
  readonly definition: SubmitDefinition;
  readonly input: unknown;
  readonly parts: ConfidentialParts;
  /** Whether it registers a consignment, or else amends or cancels one. */
  readonly registers: boolean;
  /** What the declaration says was attributed before, with the declarations that did. */
  readonly attributed: readonly Attribution[];
}

/** A declaration of which everything was attributed before: nothing is recorded. */
export interface DeclaredBefore {
  readonly kind: "attributed-before";
  readonly ucr: string;
  readonly attributed: readonly Attribution[];
}

/** Makes commands of customs declarations: originals register a consignment, corrections amend one, cancellations invalidate one. */
export class Declarations {
  readonly #transactions: Pick<Transactions, "query">;
  readonly #finder: PartyFinder;
  readonly #resolver: ClaimResolver;

  constructor(transactions: Pick<Transactions, "query">) {
    this.#transactions = transactions;
    this.#finder = new PartyFinder(transactions);
    this.#resolver = new ClaimResolver(transactions);
  }

  /**
   * The command that a declaration in XML stands for. Whether it is allowed, the ledger decides.
   * @throws {GatewayError} DECLARATION_NOT_READABLE, DECLARATION_NOT_SUPPORTED, DECLARATION_TOO_LARGE, DECLARATION_INCOMPLETE, DECLARATION_WITHOUT_LICENCE,
   *   DECLARATION_NOT_ATTRIBUTED.
   * @throws {LicetError} ROLE_NOT_ALLOWED, NOT_FOUND, INVALID_INPUT.
   */
  async commandFor(
    caller: LedgerIdentity,
    xml: Uint8Array,
    extras: DeclarationExtras,
  ): Promise<DeclaredCommand | DeclaredBefore> {
    const declaration = readDeclaration(parseXml(Buffer.from(xml)));
    if (declaration.kind === "original") return this.#registration(caller, declaration, extras);
    if (declaration.kind === "correction") return this.#amendment(caller, declaration, extras);
    return this.#cancellation(caller, declaration, extras);
  }

  async #registration(
    caller: LedgerIdentity,
    declaration: OriginalDeclaration,
    extras: DeclarationExtras,
  ): Promise<DeclaredCommand | DeclaredBefore> {
    const definition = TRANSACTIONS["consignment:Register"];
    // What the declaration itself lacks is told before anything that only the request could add.
    const declared = declaredClaims(declaration.items);
    if (declared.claims.length + declared.attributed.length === 0) throw withoutLicence();
    const ucr = ucrOf(declaration);
    const attributed = await attributionsOf(this.#transactions, caller, { ucr, attributed: declared.attributed });
    if (declared.claims.length === 0) return { kind: "attributed-before", ucr, attributed };
    const facts = await this.#factsOf(caller, declaration, extras);
    const claims = await this.#resolver.resolve(caller, declared.claims, commodityCodesOf(declaration));
    const registration = toRegistration(declaration, claims, facts);
    const { input, parts } = inElements(() => checkedDeclared(definition, registration));
    return { kind: "command", definition, input, parts, registers: true, attributed };
  }

  async #amendment(
    caller: LedgerIdentity,
    correction: DeclarationCorrection,
    extras: DeclarationExtras,
  ): Promise<DeclaredCommand> {
    const definition = TRANSACTIONS["consignment:AmendDeclaration"];
    const licences = correctedClaims(correction).map(({ licence }) => licence);
    const registered = await this.#registered(caller, { ...correction, licences }, extras);
    const { input, parts } = inElements(() => checkedDeclared(definition, toAmendment(correction, registered)));
    return { kind: "command", definition, input, parts, registers: false, attributed: [] };
  }

  async #cancellation(
    caller: LedgerIdentity,
    cancellation: DeclarationCancellation,
    extras: DeclarationExtras,
  ): Promise<DeclaredCommand> {
    const definition = TRANSACTIONS["consignment:Invalidate"];
    const registered = await this.#registered(caller, { ...cancellation, licences: [] }, extras);
    const input = checkedInput(definition, toInvalidation(cancellation.reasonCode, registered));
    return { kind: "command", definition, input, parts: {}, registers: false, attributed: [] };
  }

  /** The consignment that a change is about: the one that the request names, or the one that has its local reference number. */
  async #registered(
    caller: LedgerIdentity,
    change: ChangedDeclaration,
    { consignment }: DeclarationExtras,
  ): Promise<RegisteredConsignment> {
    if (consignment === undefined) return findRegistered(this.#transactions, caller, registerOf(caller), change);
    return readJson(await this.#transactions.query(caller, TRANSACTIONS["consignment:Read"], { consignment }));
  }

  async #factsOf(
    caller: LedgerIdentity,
    declaration: OriginalDeclaration,
    extras: DeclarationExtras,
  ): Promise<DeclarationFacts> {
    const exporter = extras.exporter ?? (await this.#exporterOf(caller, declaration));
    const declarant = exporter ?? ownPartyOf(caller) ?? extras.custodian;
    if (declarant === undefined) throw nobodyHasTheGoods(declaration);
    return {
      consignment: extras.consignment ?? referenceOf(caller, declaration, declarant),
      custodian: extras.custodian ?? declarant,
      declarant,
      exporter,
      route: extras.route?.split(",").map((place) => place.trim().toUpperCase()),
      eventTime: extras.eventTime ?? new Date().toISOString(),
    };
  }

  /**
   * The exporter's register id: the caller's own party, unless its register lists other numbers than the declared one, or the party that
   * the register lists with it.
   */
  async #exporterOf(caller: LedgerIdentity, declaration: OriginalDeclaration): Promise<string | undefined> {
    const party = ownPartyOf(caller);
    const eori = declaration.exporter?.identifier;
    if (eori === undefined) return party;
    if (party !== undefined) return (await this.#finder.mayHaveEori(caller, party, eori)) ? party : undefined;
    return this.#finder.byEori(caller, eori, registerOf(caller));
  }
}

function nobodyHasTheGoods({ exporter }: OriginalDeclaration): GatewayError {
  return new GatewayError(
    "DECLARATION_INCOMPLETE",
    "Who has the goods is not known: the exporter is not in your register.",
    { missing: ["custodian"], exporter: exporter?.identifier ?? null },
  );
}

function commodityCodesOf({ items }: OriginalDeclaration): ReadonlyMap<number, string> {
  return new Map(
    items.flatMap(({ item, commodityCode }) => (commodityCode === undefined ? [] : [[item, commodityCode]])),
  );
}

/** Party that an exporter acts for. */
function ownPartyOf({ attributes }: LedgerIdentity): string | undefined {
  const { [IDENTITY_ATTRIBUTES.role]: role, [IDENTITY_ATTRIBUTES.party]: party } = attributes;
  return role === "exporter" ? party : undefined;
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
