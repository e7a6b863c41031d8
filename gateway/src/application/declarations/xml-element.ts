// SPDX-License-Identifier: Apache-2.0
import { GatewayError } from "../../errors/gateway-error.js";

/** What an element is made of when it is opened. */
interface Opened {
  /** Namespace name; empty where it has none. */
  readonly namespace: string;
  /** Name without prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/**
 * One element of a message. Elements are read by name within the namespace of their parent: what belongs to another namespace is none of
 * the message's own elements, whatever it is called.
 */
export class XmlElement {
  readonly namespace: string;
  readonly name: string;
  readonly #attributes: ReadonlyMap<string, string>;
  readonly #children: XmlElement[] = [];
  #text = "";

  constructor({ namespace, name, attributes }: Opened) {
    this.namespace = namespace;
    this.name = name;
    this.#attributes = attributes;
  }

  /** Adds text or a child element, in order. */
  append(content: string | XmlElement): void {
    if (typeof content === "string") this.#text += content;
    else this.#children.push(content);
  }

  /** Child elements of every name and namespace, in order. */
  get children(): readonly XmlElement[] {
    return this.#children;
  }

  /**
   * The element's own text, trimmed; empty where it has none.
   * @throws {GatewayError} DECLARATION_NOT_READABLE where text and elements are mixed: which of it is meant, nobody can say.
   */
  get text(): string {
    const text = this.#text.trim();
    if (text === "" || this.#children.length === 0) return text;
    throw notReadable(`${this.name} holds text and elements.`, this.name);
  }

  attribute(name: string): string | undefined {
    return this.#attributes.get(name);
  }

  /** Child elements of a name in this element's own namespace, in order. */
  all(name: string): XmlElement[] {
    return this.#children.filter((child) => child.name === name && child.namespace === this.namespace);
  }

  /**
   * The element at a path of names, each of which stands once at most.
   * @throws {GatewayError} DECLARATION_NOT_READABLE naming an element that stands twice: which of them counts, nobody can say.
   */
  at(...path: readonly string[]): XmlElement | undefined {
    return path.reduce<XmlElement | undefined>(
      (element, name) => (element === undefined ? element : element.#one(name)),
      this,
    );
  }

  /** Text of the element at a path; undefined where there is none or it is empty. */
  textAt(...path: readonly string[]): string | undefined {
    const text = this.at(...path)?.text;
    return text === "" ? undefined : text;
  }

  #one(name: string): XmlElement | undefined {
    const [element, ...others] = this.all(name);
    if (others.length === 0) return element;
    throw notReadable(`${this.name} holds ${name} ${others.length + 1} times; it stands there once at most.`, name);
  }
}

function notReadable(sentence: string, element: string): GatewayError {
  return new GatewayError("DECLARATION_NOT_READABLE", sentence, { element });
}
