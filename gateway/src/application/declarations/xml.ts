// SPDX-License-Identifier: Apache-2.0
import { XMLParser } from "fast-xml-parser";
import { SyntaxValidator } from "fast-xml-validator";
import { GatewayError } from "../../errors/gateway-error.js";

/** How deep elements may be nested. Real declarations stay below 15. */
const DEPTH_MAX = 32;

/** How many elements and attributes a message may have. */
const NODES_MAX = 50_000;

const ATTRIBUTE_PREFIX = "@";
const TEXT = "#text";

/** Elements as fast-xml-parser gives them: text, members, or several of the same name. */
type Raw = string | RawMembers | Raw[];
interface RawMembers {
  readonly [name: string]: Raw;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: ATTRIBUTE_PREFIX,
  textNodeName: TEXT,
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  // Entities are not expanded by the parser; the five that XML itself defines are replaced when text is read.
  processEntities: false,
  maxNestedTags: DEPTH_MAX,
});

/** One element of a message, for reading by name without regard to its namespace prefix. */
export class XmlElement {
  readonly name: string;
  readonly #raw: Raw;

  constructor(name: string, raw: Raw) {
    this.name = name;
    this.#raw = raw;
  }

  /** The element's own text, trimmed; empty where it has none. */
  get text(): string {
    if (typeof this.#raw === "string") return decoded(this.#raw);
    const text = isMembers(this.#raw) ? this.#raw[TEXT] : undefined;
    return typeof text === "string" ? decoded(text) : "";
  }

  attribute(name: string): string | undefined {
    const value = isMembers(this.#raw) ? this.#raw[`${ATTRIBUTE_PREFIX}${name}`] : undefined;
    return typeof value === "string" ? decoded(value) : undefined;
  }

  /** Child elements of a name, in order. */
  all(name: string): XmlElement[] {
    if (!isMembers(this.#raw) || !Object.hasOwn(this.#raw, name)) return [];
    const children = this.#raw[name];
    const list = Array.isArray(children) ? children : children === undefined ? [] : [children];
    return list.map((child) => new XmlElement(name, child));
  }

  /** The first element at a path of names. */
  at(...path: readonly string[]): XmlElement | undefined {
    return path.reduce<XmlElement | undefined>((element, name) => element?.all(name)[0], this);
  }

  /** Text of the first element at a path; undefined where there is none or it is empty. */
  textAt(...path: readonly string[]): string | undefined {
    const text = this.at(...path)?.text;
    return text === "" ? undefined : text;
  }
}

/**
 * Parses a message. Document type definitions are refused, so that no entity can be defined, and nothing is fetched.
 * @throws {GatewayError} DECLARATION_NOT_READABLE saying why.
 */
export function parseXml(bytes: Uint8Array): XmlElement {
  const text = decodeUtf8(bytes);
  if (/<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)/i.test(text)) {
    throw refused("The message holds a document type definition, which is not accepted.");
  }
  if ((text.match(/</g) ?? []).length > NODES_MAX) throw refused(`The message has more than ${NODES_MAX} elements.`);
  let document: RawMembers;
  try {
    SyntaxValidator.validate(text);
    document = parser.parse(text) as RawMembers;
  } catch (error) {
    throw refused(`The message is not well-formed XML: ${sentenceOf(error)}`);
  }
  const [root, ...others] = Object.entries(document).filter(([name]) => name !== TEXT);
  if (!root || others.length > 0 || Array.isArray(root[1])) throw refused("The message is not one element.");
  return new XmlElement(root[0], root[1]);
}

function decodeUtf8(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refused("The message is not in UTF-8.");
  }
  const encoding = /^\s*<\?xml[^>]*encoding=["']([^"']+)["']/i.exec(text)?.[1];
  if (encoding !== undefined && !/^(utf-?8|us-ascii)$/i.test(encoding)) {
    throw refused(`The message says that it is in ${encoding.slice(0, 20)}; only UTF-8 is read.`);
  }
  return text;
}

const PREDEFINED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const CODE_POINT_MAX = 0x10ffff;

function decoded(text: string): string {
  const plain = text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|([a-z]{2,4}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return PREDEFINED[name as string] ?? whole;
    const code = decimal === undefined ? parseInt(hex as string, 16) : Number(decimal);
    return code > 0 && code <= CODE_POINT_MAX ? String.fromCodePoint(code) : whole;
  });
  return plain.trim();
}

function isMembers(raw: Raw): raw is RawMembers {
  return typeof raw === "object" && !Array.isArray(raw);
}

function sentenceOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 200);
}

function refused(sentence: string): GatewayError {
  return new GatewayError("DECLARATION_NOT_READABLE", sentence);
}
