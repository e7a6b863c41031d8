// SPDX-License-Identifier: Apache-2.0

import { common, msp } from "@hyperledger/fabric-protos";
import { newMessage } from "../protocol/new-message.js";
import { LedgerError } from "../protocol/ledger-error.js";

const { Classification } = msp.MSPPrincipal;
const { MSPRoleType } = msp.MSPRole;

/** One of msp.MSPRole.MSPRoleType. */
export type MspRole = (typeof MSPRoleType)[keyof typeof MSPRoleType];

const ROLES: Readonly<Record<string, MspRole>> = {
  member: MSPRoleType.MEMBER,
  admin: MSPRoleType.ADMIN,
  client: MSPRoleType.CLIENT,
  peer: MSPRoleType.PEER,
  orderer: MSPRoleType.ORDERER,
};

/** Levels of nesting a policy may have. */
const MAX_DEPTH = 32;

/** A principal stands in quotation marks, single or double, as Fabric's own parser takes them. */
const TOKEN =
  /\s*(?:(?<word>[A-Za-z]+)\s*\(|(?<close>\))|(?<comma>,)|(?<quote>['"])(?<principal>[^'"]*)\k<quote>|(?<number>\d+))/y;

type Token =
  | { readonly kind: "call"; readonly text: string }
  | { readonly kind: "close" | "comma"; readonly text: string }
  | { readonly kind: "principal" | "number"; readonly text: string };

function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  while (pattern.lastIndex < text.trimEnd().length) {
    const start = pattern.lastIndex;
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) throw new PolicySyntaxError(text, `unrecognized token at position ${start}`);
    const { word, close, comma, principal, number } = groups;
    if (word !== undefined) tokens.push({ kind: "call", text: word });
    else if (principal !== undefined) tokens.push({ kind: "principal", text: principal });
    else if (number !== undefined) tokens.push({ kind: "number", text: number });
    else tokens.push({ kind: close === undefined ? "comma" : "close", text: close ?? comma ?? "" });
  }
  return tokens;
}

/** The text is no policy in Fabric's notation. */
export class PolicySyntaxError extends LedgerError {
  override readonly name = "PolicySyntaxError";

  constructor(text: string, problem: string) {
    super(
      `invalid policy string '${text}': ${problem}; write it like OR('Org1MSP.peer', AND('Org2MSP.peer', 'Org3MSP.admin'))`,
    );
  }
}

class Parser {
  readonly #text: string;
  readonly #tokens: Token[];
  #position = 0;
  readonly principals = new Map<string, msp.MSPPrincipal>();

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenise(text);
  }

  parse(): common.SignaturePolicy {
    const rule = this.#rule(0);
    if (this.#position < this.#tokens.length) this.#fail("it goes on after its end");
    return rule;
  }

  #fail(problem: string): never {
    throw new PolicySyntaxError(this.#text, problem);
  }

  #take(): Token {
    return this.#tokens[this.#position++] ?? this.#fail("it ends too early");
  }

  #rule(depth: number): common.SignaturePolicy {
    if (depth > MAX_DEPTH) this.#fail(`it is nested more than ${MAX_DEPTH} deep`);
    const token = this.#take();
    if (token.kind === "principal") return this.#signedBy(token.text);
    if (token.kind !== "call") this.#fail(`unexpected '${token.text}'`);
    const gate = token.text.toLowerCase();
    if (gate === "outof") return this.#outOf(depth);
    const rules = this.#rules(depth);
    if (gate === "and") return outOf(rules.length, rules);
    if (gate === "or") return outOf(1, rules);
    return this.#fail(`unknown function ${token.text}`);
  }

  #outOf(depth: number): common.SignaturePolicy {
    const count = this.#take();
    const digits = count.kind === "number" || count.kind === "principal" ? count.text : "";
    if (!/^\d+$/.test(digits)) this.#fail("OutOf starts with a number");
    if (this.#take().kind !== "comma") this.#fail("OutOf needs policies after its number");
    const rules = this.#rules(depth);
    const needed = Number(digits);
    // One more than the number of rules is legal and means that nobody can satisfy it.
    if (needed > rules.length + 1) this.#fail(`OutOf asks for ${needed} of ${rules.length}`);
    return outOf(needed, rules);
  }

  #rules(depth: number): common.SignaturePolicy[] {
    const rules = [this.#rule(depth + 1)];
    for (;;) {
      const token = this.#take();
      if (token.kind === "close") return rules;
      if (token.kind !== "comma") this.#fail(`unexpected '${token.text}'`);
      rules.push(this.#rule(depth + 1));
    }
  }

  #signedBy(text: string): common.SignaturePolicy {
    const dot = text.lastIndexOf(".");
    const role = ROLES[text.slice(dot + 1)];
    if (dot <= 0 || role === undefined) {
      this.#fail(`'${text}' is not <MSP id>.<role> with role member, admin, client, peer or orderer`);
    }
    if (!this.principals.has(text)) this.principals.set(text, rolePrincipal(text.slice(0, dot), role));
    return newMessage(common.SignaturePolicy, { signedBy: [...this.principals.keys()].indexOf(text) });
  }
}

function outOf(count: number, rules: common.SignaturePolicy[]): common.SignaturePolicy {
  const gate = newMessage(common.SignaturePolicy.NOutOf, { n: count, rulesList: rules });
  return newMessage(common.SignaturePolicy, { nOutOf: gate });
}

/** The principal "anyone with this role in this organisation". */
export function rolePrincipal(mspId: string, role: MspRole): msp.MSPPrincipal {
  const message = newMessage(msp.MSPRole, { mspIdentifier: mspId, role });
  return newMessage(msp.MSPPrincipal, {
    principalClassification: Classification.ROLE,
    principal: message.serializeBinary(),
  });
}

/**
 * Parses a policy in Fabric's notation: `OR`, `AND`, `OutOf` and `'<MSP id>.<role>'` in either kind of quotation marks.
 * @throws {PolicySyntaxError}
 */
export function parsePolicy(text: string): common.SignaturePolicyEnvelope {
  const parser = new Parser(text);
  const rule = parser.parse();
  return newMessage(common.SignaturePolicyEnvelope, {
    version: 0,
    rule,
    identitiesList: [...parser.principals.values()],
  });
}
