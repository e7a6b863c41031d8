// SPDX-License-Identifier: Apache-2.0
import { SaxesParser, type SaxesTagNS } from "saxes";
import { GatewayError } from "../../errors/gateway-error.js";
import { XmlElement } from "./xml-element.js";

/** How deep elements may be nested. Real declarations stay below 15. */
const DEPTH_MAX = 32;

/** How many elements and attributes a message may have: the 999 items that customs take, with all that belongs to them. */
const NODES_MAX = 200_000;

/**
 * Parses a message with its namespaces. Document type definitions are refused, so that no entity can be defined, and nothing is fetched.
 * @throws {GatewayError} DECLARATION_NOT_READABLE saying why.
 */
export function parseXml(bytes: Uint8Array): XmlElement {
  const text = decodeUtf8(bytes);
  const tree = new TreeBuilder();
  const parser = new SaxesParser({ xmlns: true });
  parser.on("opentag", (tag) => {
    tree.open(tag);
  });
  parser.on("closetag", () => {
    tree.close();
  });
  parser.on("text", (value) => {
    tree.add(value);
  });
  parser.on("cdata", (value) => {
    tree.add(value);
  });
  parser.on("doctype", () => {
    throw refused("The message holds a document type definition, which is not accepted.");
  });
  parser.on("error", (error) => {
    throw notWellFormed(error, text.slice(0, parser.position));
  });
  parser.write(text).close();
  return tree.root();
}

/** Makes elements of what the parser reports, within the limits. */
class TreeBuilder {
  readonly #open: XmlElement[] = [];
  #root: XmlElement | undefined;
  #nodes = 0;

  open({ local, uri, attributes }: SaxesTagNS): void {
    const given = Object.values(attributes);
    this.#nodes += 1 + given.length;
    if (this.#nodes > NODES_MAX) throw refused(`The message has more than ${NODES_MAX} elements and attributes.`);
    if (this.#open.length === DEPTH_MAX) throw refused(`Elements are nested more than ${DEPTH_MAX} deep.`);
    // Attributes of customs elements have no namespace of their own.
    const plain = given
      .filter((attribute) => attribute.uri === "")
      .map(({ local: name, value }) => [name, value] as const);
    const element = new XmlElement({ namespace: uri, name: local, attributes: new Map(plain) });
    this.#open.at(-1)?.append(element);
    this.#root ??= element;
    this.#open.push(element);
  }

  close(): void {
    this.#open.pop();
  }

  add(text: string): void {
    this.#open.at(-1)?.append(text);
  }

  root(): XmlElement {
    if (this.#root === undefined) throw refused("The message holds no element.");
    return this.#root;
  }
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

/** What the parser objects to, with line and column as it gives them; an entity that is not defined is named. */
function notWellFormed(error: Error, read: string): GatewayError {
  const entity = /undefined entity/.test(error.message) ? /&([^\s&;]{1,40});?$/.exec(read)?.[1] : undefined;
  if (entity !== undefined) return refused(`The entity &${entity}; is not defined.`);
  return refused(`The message is not well-formed XML: ${error.message.slice(0, 200)}`);
}

function refused(sentence: string): GatewayError {
  return new GatewayError("DECLARATION_NOT_READABLE", sentence);
}
